package org.camelwhatsapp.engine.media;

import java.io.ByteArrayOutputStream;

/** Keeps a download in memory. For small files; the receiver bounds the size. */
final class MemorySink implements MediaSink {
    private byte[] committed = {};

    /** The content, once the download is done. */
    byte[] bytes() {
        return committed;
    }

    @Override
    public Transfer begin() {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        return new Transfer() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                buffer.write(bytes, offset, length);
            }

            @Override
            public void commit() {
                committed = buffer.toByteArray();
            }

            @Override
            public void abort() {
                buffer.reset();
            }
        };
    }
}
