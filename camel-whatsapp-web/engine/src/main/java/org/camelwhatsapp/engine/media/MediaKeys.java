package org.camelwhatsapp.engine.media;

import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.Hkdf;

/**
 * The keys of one file, expanded from its media key. Source: docs/protocol.md, "Media".
 *
 * @param iv 16 bytes
 * @param cipherKey 32 bytes
 * @param macKey 32 bytes
 */
record MediaKeys(byte[] iv, byte[] cipherKey, byte[] macKey) {
    static final int MEDIA_KEY_BYTES = 32;
    /** How much of the authentication code stands at the end of a file, and in each entry of a sidecar. */
    static final int MAC_BYTES = 10;

    static final int BLOCK_BYTES = 16;

    private static final int EXPANDED = 112;

    /** @throws MediaIntegrityException if the key is not 32 bytes long */
    static MediaKeys expand(byte[] mediaKey, MediaKind kind) {
        if (mediaKey.length != MEDIA_KEY_BYTES) {
            throw new MediaIntegrityException("a media key has " + MEDIA_KEY_BYTES + " bytes");
        }
        byte[] expanded = Hkdf.derive(mediaKey, null, kind.keyInfo(), EXPANDED);
        return new MediaKeys(
                Arrays.copyOfRange(expanded, 0, 16),
                Arrays.copyOfRange(expanded, 16, 48),
                Arrays.copyOfRange(expanded, 48, 80));
    }

    /** The length of the encrypted file for content of this length. */
    static long encryptedLength(long contentLength) {
        return (contentLength / BLOCK_BYTES + 1) * BLOCK_BYTES + MAC_BYTES;
    }

    /** Never prints a key. */
    @Override
    public String toString() {
        return "MediaKeys[redacted]";
    }
}
