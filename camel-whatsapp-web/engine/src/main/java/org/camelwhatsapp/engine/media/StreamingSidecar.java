package org.camelwhatsapp.engine.media;

import java.io.ByteArrayOutputStream;
import javax.crypto.Mac;
import org.camelwhatsapp.engine.crypto.Hmac;

/**
 * Computes the codes with which a receiver checks a file while it plays: one for each 64 KiB of IV, ciphertext and
 * code, each reaching 16 bytes into the next piece. Not thread-safe.
 *
 * <p>Two pieces overlap, so two instances of the code take turns: the one of the last piece waits for its 16 bytes
 * while the next one has begun. Ten bytes are kept per piece: 320 KiB for 2 GiB. Source: docs/protocol.md, "Media".
 */
final class StreamingSidecar {
    private static final int PIECE = 64 << 10;
    private static final int OVERLAP = MediaKeys.BLOCK_BYTES;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private Mac current;
    private Mac previous;
    private int inPiece;
    private boolean previousOpen;

    StreamingSidecar(MediaKeys keys) {
        current = Hmac.newSha256(keys.macKey());
        previous = Hmac.newSha256(keys.macKey());
        update(keys.iv(), 0, keys.iv().length);
    }

    void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (inPiece == PIECE) {
                turn();
            }
            int count = Math.min(left, (previousOpen ? OVERLAP : PIECE) - inPiece);
            current.update(bytes, at, count);
            if (previousOpen) {
                previous.update(bytes, at, count);
            }
            inPiece += count;
            at += count;
            left -= count;
            if (previousOpen && inPiece == OVERLAP) {
                close(previous);
                previousOpen = false;
            }
        }
    }

    private void turn() {
        Mac free = previous;
        previous = current;
        current = free;
        previousOpen = true;
        inPiece = 0;
    }

    private void close(Mac mac) {
        entries.write(mac.doFinal(), 0, MediaKeys.MAC_BYTES);
    }

    /** All entries, once the whole file was given. */
    byte[] finish() {
        if (previousOpen) {
            close(previous);
        }
        close(current);
        return entries.toByteArray();
    }
}
