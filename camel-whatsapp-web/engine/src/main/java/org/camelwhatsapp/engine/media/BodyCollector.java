package org.camelwhatsapp.engine.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Keeps the short body of an answer. */
final class BodyCollector implements MediaReceiver {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int maxBytes;

    BodyCollector(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) throws IOException {
        if (body.size() + length > maxBytes) {
            throw new IOException("the answer of the media host is too long");
        }
        body.write(bytes, offset, length);
    }

    @Override
    public void finish() {}

    byte[] bytes() {
        return body.toByteArray();
    }
}
