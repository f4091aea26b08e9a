package org.camelwhatsapp.engine.signal;

import java.nio.ByteBuffer;

/** What the stored forms have in common. Throws {@link IllegalArgumentException}, which the records translate. */
final class Stored {
    private Stored() {}

    static boolean flag(ByteBuffer in) {
        byte value = in.get();
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("neither yes nor no");
        }
        return value == 1;
    }

    static void requireEnd(ByteBuffer in) {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("bytes after the end");
        }
    }
}
