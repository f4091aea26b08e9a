package org.camelwhatsapp.engine.message;

import java.util.Arrays;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.signal.SignalException;

/** The random tail that hides the length of a message: 1 to 15 bytes, each holding their number. */
final class Padding {
    private static final int MAX = 15;

    private Padding() {}

    static byte[] add(byte[] message, RandomSource random) {
        int count = 1 + random.nextInt(MAX);
        byte[] padded = Arrays.copyOf(message, message.length + count);
        Arrays.fill(padded, message.length, padded.length, (byte) count);
        return padded;
    }

    /** @throws SignalException with {@code INVALID_MESSAGE} if there is no padding */
    static byte[] remove(byte[] padded) {
        int count = padded.length == 0 ? 0 : padded[padded.length - 1] & 0xFF;
        if (count == 0 || count > padded.length) {
            throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "the padding is wrong");
        }
        return Arrays.copyOf(padded, padded.length - count);
    }
}
