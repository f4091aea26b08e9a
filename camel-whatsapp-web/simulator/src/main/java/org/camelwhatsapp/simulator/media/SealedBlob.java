package org.camelwhatsapp.simulator.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.AesCbc;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.Hmac;

/**
 * What a phone seals and puts on the media host for its other devices.
 *
 * @param mediaKey 32 bytes
 * @param directPath where it lies
 * @param fileSha256 the hash of the content
 * @param fileEncSha256 the hash of what lies there
 * @param length of the content in bytes
 */
public record SealedBlob(byte[] mediaKey, String directPath, byte[] fileSha256, byte[] fileEncSha256, int length) {
    private static final int MAC_BYTES = 10;

    /**
     * Seals and uploads. Source: docs/protocol.md, "Media".
     *
     * @param keyInfo the label of the kind, such as {@code WhatsApp History Keys}
     */
    public static SealedBlob publish(MediaHost host, byte[] mediaKey, String keyInfo, byte[] content) {
        byte[] keys = Hkdf.derive(mediaKey, null, keyInfo.getBytes(StandardCharsets.US_ASCII), 112);
        byte[] iv = Arrays.copyOf(keys, 16);
        byte[] ciphertext = AesCbc.encrypt(Arrays.copyOfRange(keys, 16, 48), iv, content);
        byte[] mac = Hmac.sha256(Arrays.copyOfRange(keys, 48, 80), iv, ciphertext);
        byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + MAC_BYTES);
        System.arraycopy(mac, 0, sealed, ciphertext.length, MAC_BYTES);
        String url = host.publish(sealed);
        return new SealedBlob(
                mediaKey,
                url.substring(url.indexOf("/v/")),
                Hashes.sha256(content),
                Hashes.sha256(sealed),
                content.length);
    }
}
