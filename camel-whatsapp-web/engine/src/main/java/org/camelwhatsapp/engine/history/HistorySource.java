package org.camelwhatsapp.engine.history;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The compressed bytes of a part, which can be read more than once. */
interface HistorySource extends AutoCloseable {
    /** From the first byte on. Blocks. One reader at a time. */
    InputStream open() throws IOException;

    /** Gives up the bytes. */
    @Override
    void close();

    /** Bytes that came with the announcement. */
    static HistorySource of(byte[] bytes) {
        return new HistorySource() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public void close() {}
        };
    }
}
