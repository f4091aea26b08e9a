package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.camelwhatsapp.engine.crypto.Hashes;

/**
 * Copies a file that is not encrypted, as in newsletters, and hashes it on the way: the address of an upload holds the
 * hash, so it must be known before the first byte is sent.
 */
final class PlainCopy {
    private static final int PIECE = 64 << 10;

    private PlainCopy() {}

    /**
     * Copies the stream to its end. The streams stay open.
     *
     * @throws MediaTooLargeException if the content is larger than the limit
     */
    static SealedMedia copy(InputStream in, OutputStream out, long maxBytes) throws IOException {
        MessageDigest digest = Hashes.newSha256();
        byte[] piece = new byte[PIECE];
        long length = 0;
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            length += count;
            if (length > maxBytes) {
                throw new MediaTooLargeException(maxBytes);
            }
            digest.update(piece, 0, count);
            out.write(piece, 0, count);
        }
        byte[] hash = digest.digest();
        return new SealedMedia(hash, hash, length, length, null);
    }
}
