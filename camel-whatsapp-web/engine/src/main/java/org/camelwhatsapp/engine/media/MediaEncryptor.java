package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.camelwhatsapp.engine.crypto.AesCbc;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts one file in pieces of 64 KiB: ciphertext, then ten bytes of its code. Hashes and sidecar are computed on the
 * way, so the content is read once. Memory does not depend on the size of the file, the sidecar aside. Not thread-safe.
 */
final class MediaEncryptor {
    private static final int PIECE = 64 << 10;

    private final OutputStream out;
    private final long maxBytes;
    private final Cipher cipher;
    private final Mac mac;
    private final MessageDigest contentHash = Hashes.newSha256();
    private final MessageDigest fileHash = Hashes.newSha256();
    private final @Nullable StreamingSidecar sidecar;
    private final byte[] ciphertext = new byte[PIECE + 2 * MediaKeys.BLOCK_BYTES];
    private long contentLength;
    private long fileLength;

    /** @param maxBytes the largest content that is accepted */
    MediaEncryptor(MediaKeys keys, boolean withSidecar, long maxBytes, OutputStream out) {
        this.out = out;
        this.maxBytes = maxBytes;
        cipher = AesCbc.newCipher(true, keys.cipherKey(), keys.iv());
        mac = Hmac.newSha256(keys.macKey());
        mac.update(keys.iv());
        sidecar = withSidecar ? new StreamingSidecar(keys) : null;
    }

    /**
     * Encrypts the stream to its end. The streams stay open.
     *
     * @throws MediaTooLargeException if the content is larger than the limit
     */
    SealedMedia seal(InputStream content) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
            update(piece, count);
        }
        return finish();
    }

    private void update(byte[] piece, int length) throws IOException {
        contentLength += length;
        if (contentLength > maxBytes) {
            throw new MediaTooLargeException(maxBytes);
        }
        contentHash.update(piece, 0, length);
        int count = SlicedCipher.update(cipher, piece, 0, length, ciphertext);
        mac.update(ciphertext, 0, count);
        emit(ciphertext, count);
    }

    private SealedMedia finish() throws IOException {
        try {
            int count = cipher.doFinal(ciphertext, 0);
            mac.update(ciphertext, 0, count);
            emit(ciphertext, count);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the buffer holds the padding", e);
        }
        emit(mac.doFinal(), MediaKeys.MAC_BYTES);
        return new SealedMedia(
                contentHash.digest(),
                fileHash.digest(),
                contentLength,
                fileLength,
                sidecar == null ? null : sidecar.finish());
    }

    private void emit(byte[] bytes, int count) throws IOException {
        fileHash.update(bytes, 0, count);
        if (sidecar != null) {
            sidecar.update(bytes, 0, count);
        }
        fileLength += count;
        out.write(bytes, 0, count);
    }
}
