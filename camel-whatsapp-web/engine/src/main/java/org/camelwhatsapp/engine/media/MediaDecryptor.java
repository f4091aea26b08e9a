package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.camelwhatsapp.engine.crypto.AesCbc;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts one file in pieces of up to 64 KiB. Not thread-safe.
 *
 * <p>The last ten bytes of a file are its authentication code, and which ones are last is known only at the end: so the
 * latest ten bytes are always held back. Content is written as it comes, and counts only once {@link #finish} returned:
 * code, hash of the file and hash of the content are right.
 */
final class MediaDecryptor implements MediaReceiver {
    private static final int PIECE = 64 << 10;

    private final MediaSink.Transfer target;
    private final long maxFileBytes;
    private final long maxBytes;
    private final byte @Nullable [] expectedContentHash;
    private final byte @Nullable [] expectedFileHash;
    private final Cipher cipher;
    private final Mac mac;
    private final MessageDigest contentHash = Hashes.newSha256();
    private final MessageDigest fileHash = Hashes.newSha256();
    private final byte[] content = new byte[PIECE + MediaKeys.BLOCK_BYTES];
    private final byte[] tail = new byte[MediaKeys.MAC_BYTES];
    private int tailLength;
    private long fileLength;

    /** @param media gives the hashes; one that is absent is not compared */
    MediaDecryptor(MediaKeys keys, RemoteMedia media, long maxBytes, MediaSink.Transfer target) {
        this.target = target;
        this.maxBytes = maxBytes;
        maxFileBytes = MediaKeys.encryptedLength(maxBytes);
        expectedContentHash = media.fileSha256();
        expectedFileHash = media.fileEncSha256();
        cipher = AesCbc.newCipher(false, keys.cipherKey(), keys.iv());
        mac = Hmac.newSha256(keys.macKey());
        mac.update(keys.iv());
    }

    @Override
    public void update(byte[] bytes, int offset, int length) throws IOException {
        fileLength += length;
        if (fileLength > maxFileBytes) {
            throw new MediaTooLargeException(maxBytes);
        }
        fileHash.update(bytes, offset, length);
        int held = tailLength + length - tail.length;
        if (held <= 0) {
            System.arraycopy(bytes, offset, tail, tailLength, length);
            tailLength += length;
            return;
        }
        // All but the latest ten bytes are ciphertext: first from the tail, then from the new bytes.
        int fromTail = Math.min(held, tailLength);
        decrypt(tail, 0, fromTail);
        System.arraycopy(tail, fromTail, tail, 0, tailLength - fromTail);
        tailLength -= fromTail;
        int fromBytes = held - fromTail;
        for (int done = 0; done < fromBytes; done += PIECE) {
            decrypt(bytes, offset + done, Math.min(PIECE, fromBytes - done));
        }
        System.arraycopy(bytes, offset + fromBytes, tail, tailLength, length - fromBytes);
        tailLength = tail.length;
    }

    private void decrypt(byte[] bytes, int offset, int length) throws IOException {
        mac.update(bytes, offset, length);
        write(SlicedCipher.update(cipher, bytes, offset, length, content));
    }

    private void write(int count) throws IOException {
        contentHash.update(content, 0, count);
        target.write(content, 0, count);
    }

    @Override
    public void finish() throws IOException {
        long ciphertext = fileLength - MediaKeys.MAC_BYTES;
        if (ciphertext < MediaKeys.BLOCK_BYTES || ciphertext % MediaKeys.BLOCK_BYTES != 0) {
            throw new MediaIntegrityException("the file is truncated");
        }
        if (!MessageDigest.isEqual(tail, Arrays.copyOf(mac.doFinal(), MediaKeys.MAC_BYTES))) {
            throw new MediaIntegrityException("the authentication code of the file is wrong");
        }
        if (expectedFileHash != null && !MessageDigest.isEqual(expectedFileHash, fileHash.digest())) {
            throw new MediaIntegrityException("the hash of the encrypted file is wrong");
        }
        try {
            write(cipher.doFinal(content, 0));
        } catch (GeneralSecurityException e) {
            throw new MediaIntegrityException("the padding of the file is wrong", e);
        }
        if (expectedContentHash != null && !MessageDigest.isEqual(expectedContentHash, contentHash.digest())) {
            throw new MediaIntegrityException("the hash of the content is wrong");
        }
    }
}
