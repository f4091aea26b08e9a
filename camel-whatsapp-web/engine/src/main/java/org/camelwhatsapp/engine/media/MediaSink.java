package org.camelwhatsapp.engine.media;

import java.io.IOException;

/**
 * Takes the content of a download. Every try begins anew, because a broken transfer starts over or moves to another
 * host. All methods run on the blocking pool, one at a time.
 */
@FunctionalInterface
public interface MediaSink {
    /** A new try from the first byte on. The try before has been committed or aborted. */
    Transfer begin() throws IOException;

    /** One try. Ends with {@link #commit}, or with {@link #abort}, also when a commit failed. */
    interface Transfer {
        /**
         * Content that is <em>not yet verified</em>. It must not be acted upon before {@link #commit}. The array is
         * reused after the call.
         */
        void write(byte[] bytes, int offset, int length) throws IOException;

        /** Everything was written, and hashes and code are right. */
        void commit() throws IOException;

        /** The try failed; what was written is worthless. */
        void abort();
    }
}
