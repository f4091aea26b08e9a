package org.camelwhatsapp.engine.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Content, and the file format once more, written down plainly with whole arrays and the platform's classes only. What
 * the product does in pieces is compared with this.
 */
final class Samples {
    static final byte[] MEDIA_KEY = content(32, 7);

    private Samples() {}

    static byte[] content(int length, long seed) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    static byte[] hmac(byte[] key, byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 5869 with a salt of 32 zeros: T(n) = HMAC(prk, T(n-1) || info || n). */
    static byte[] hkdf112(byte[] key, String info) throws Exception {
        byte[] prk = hmac(new byte[32], key);
        byte[] t1 = hmac(prk, info.getBytes(), new byte[] {1});
        byte[] t2 = hmac(prk, t1, info.getBytes(), new byte[] {2});
        byte[] t3 = hmac(prk, t2, info.getBytes(), new byte[] {3});
        byte[] t4 = hmac(prk, t3, info.getBytes(), new byte[] {4});
        return Arrays.copyOf(join(t1, t2, t3, t4), 112);
    }

    static byte[] seal(byte[] content, String info) throws Exception {
        byte[] keys = hkdf112(MEDIA_KEY, info);
        byte[] iv = Arrays.copyOfRange(keys, 0, 16);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(Arrays.copyOfRange(keys, 16, 48), "AES"),
                new IvParameterSpec(iv));
        byte[] ciphertext = cipher.doFinal(content);
        byte[] mac = hmac(Arrays.copyOfRange(keys, 48, 80), iv, ciphertext);
        return join(ciphertext, Arrays.copyOf(mac, 10));
    }

    /** One code for each 64 KiB of IV and file, reaching 16 bytes further. */
    static byte[] sidecar(byte[] file, String info) throws Exception {
        byte[] keys = hkdf112(MEDIA_KEY, info);
        byte[] all = join(Arrays.copyOfRange(keys, 0, 16), file);
        ByteArrayOutputStream sidecar = new ByteArrayOutputStream();
        for (int from = 0; from < all.length; from += 65_536) {
            byte[] window = Arrays.copyOfRange(all, from, Math.min(all.length, from + 65_536 + 16));
            sidecar.write(hmac(Arrays.copyOfRange(keys, 48, 80), window), 0, 10);
        }
        return sidecar.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** What a message would say of this file. */
    static RemoteMedia remote(MediaKind kind, byte[] content, byte[] file) {
        return new RemoteMedia(
                kind,
                null,
                "/v/t62/sample.enc?oh=x",
                MEDIA_KEY,
                sha256(content),
                sha256(file),
                content.length,
                "application/octet-stream",
                1_700_000_000);
    }

    static byte[] sealByProduct(byte[] content, MediaKind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MediaEncryptor(MediaKeys.expand(MEDIA_KEY, kind), false, Long.MAX_VALUE, out)
                .seal(new ByteArrayInputStream(content));
        return out.toByteArray();
    }

    /** Receives the file in pieces of this size. */
    static byte[] open(RemoteMedia media, byte[] file, int piece) throws IOException {
        MemorySink sink = new MemorySink();
        MediaSink.Transfer transfer = sink.begin();
        MediaReceiver receiver = MediaReceiver.of(media, 1L << 30, transfer);
        for (int at = 0; at < file.length; at += piece) {
            receiver.update(file, at, Math.min(piece, file.length - at));
        }
        receiver.finish();
        transfer.commit();
        return sink.bytes();
    }
}
