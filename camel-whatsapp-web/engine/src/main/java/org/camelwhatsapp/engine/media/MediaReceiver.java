package org.camelwhatsapp.engine.media;

import java.io.IOException;

/** Turns the bytes of a downloaded file into verified content. Used by one thread at a time, in order. */
interface MediaReceiver {
    void update(byte[] bytes, int offset, int length) throws IOException;

    /**
     * The file is complete.
     *
     * @throws MediaIntegrityException if it is not the one that was asked for
     */
    void finish() throws IOException;

    /** A receiver for this file that writes into this transfer and accepts so many bytes of content. */
    static MediaReceiver of(RemoteMedia media, long maxBytes, MediaSink.Transfer target) {
        byte[] mediaKey = media.mediaKey();
        return mediaKey == null
                ? new PlainReceiver(media.fileSha256(), maxBytes, target)
                : new MediaDecryptor(MediaKeys.expand(mediaKey, media.kind()), media, maxBytes, target);
    }
}
