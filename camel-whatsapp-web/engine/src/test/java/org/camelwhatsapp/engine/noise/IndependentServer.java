package org.camelwhatsapp.engine.noise;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.proto.HandshakeMessage;
import org.camelwhatsapp.proto.HandshakeMessage.ClientFinish;
import org.camelwhatsapp.proto.HandshakeMessage.ClientHello;
import org.camelwhatsapp.proto.HandshakeMessage.ServerHello;

/**
 * The other side of the handshake, written from the protocol notes with nothing but the JDK, so that it shares no mistake
 * with the code under test. One object is one handshake.
 */
public final class IndependentServer {
    private static final byte[] WA = {0x57, 0x41, 0x06, 0x03};

    public final KeyPair staticKey;
    public final TestCertificates certificates;
    private final KeyPair ephemeral = Curve25519.fastest().generateKeyPair(new SeededRandom(99));
    private byte[] ck;
    private byte[] h;
    private byte[] k;
    private int n;

    public byte[] clientStatic;
    public byte[] clientPayload;

    public IndependentServer() {
        staticKey = Curve25519.fastest().generateKeyPair(new SeededRandom(5));
        certificates = new TestCertificates(staticKey.publicKey());
    }

    /** The answer to the first message of a full handshake. */
    public ServerHello.Builder answerFull(byte[] clientHello) {
        return answer("Noise_XX_25519_AESGCM_SHA256\0\0\0\0", clientHello);
    }

    /** Declines a short handshake. */
    public ServerHello.Builder answerWithFallback(byte[] clientHello) {
        return answer("Noise_XXfallback_25519_AESGCM_SHA256", clientHello);
    }

    private ServerHello.Builder answer(String protocol, byte[] clientHello) {
        ClientHello hello = hello(clientHello);
        byte[] clientEphemeral = hello.getEphemeral().toByteArray();
        start(protocol);
        mixHash(clientEphemeral);
        mixHash(ephemeral.publicKey());
        mixKey(dh(ephemeral, clientEphemeral));
        byte[] encryptedStatic = encrypt(staticKey.publicKey());
        mixKey(dh(staticKey, clientEphemeral));
        return ServerHello.newBuilder()
                .setEphemeral(ByteString.copyFrom(ephemeral.publicKey()))
                .setStatic(ByteString.copyFrom(encryptedStatic))
                .setPayload(ByteString.copyFrom(encrypt(certificates.chain())));
    }

    /** Reads the client's last message into the public fields. */
    public void readFinish(byte[] clientFinish) {
        ClientFinish finish = parse(clientFinish).getClientFinish();
        clientStatic = decrypt(finish.getStatic().toByteArray());
        mixKey(dh(ephemeral, clientStatic));
        clientPayload = decrypt(finish.getPayload().toByteArray());
    }

    /** Accepts a short handshake. */
    public ServerHello.Builder answerResumed(byte[] clientHello) {
        ClientHello hello = hello(clientHello);
        byte[] clientEphemeral = hello.getEphemeral().toByteArray();
        start("Noise_IK_25519_AESGCM_SHA256\0\0\0\0");
        mixHash(staticKey.publicKey());
        mixHash(clientEphemeral);
        mixKey(dh(staticKey, clientEphemeral));
        clientStatic = decrypt(hello.getStatic().toByteArray());
        mixKey(dh(staticKey, clientStatic));
        clientPayload = decrypt(hello.getPayload().toByteArray());
        mixHash(ephemeral.publicKey());
        mixKey(dh(ephemeral, clientEphemeral));
        mixKey(dh(ephemeral, clientStatic));
        return ServerHello.newBuilder()
                .setEphemeral(ByteString.copyFrom(ephemeral.publicKey()))
                .setPayload(ByteString.copyFrom(encrypt(new byte[] {1, 2, 3})));
    }

    /** The key of frames to the server, then the key of frames to the client. */
    public byte[][] split() {
        byte[] both = hkdf(new byte[0]);
        return new byte[][] {Arrays.copyOf(both, 32), Arrays.copyOfRange(both, 32, 64)};
    }

    public static byte[] message(ServerHello.Builder hello) {
        return HandshakeMessage.newBuilder().setServerHello(hello).build().toByteArray();
    }

    public static byte[] gcm(int mode, byte[] key, int counter, byte[] data, byte[] aad) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12).putInt(8, counter).array();
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(aad);
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static HandshakeMessage parse(byte[] message) {
        try {
            return HandshakeMessage.parseFrom(message);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static ClientHello hello(byte[] message) {
        return parse(message).getClientHello();
    }

    private void start(String protocol) {
        byte[] name = protocol.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        h = name.length == 32 ? name : sha256(name);
        ck = h;
        k = h;
        n = 0;
        mixHash(WA);
    }

    private void mixHash(byte[] data) {
        h = sha256(ByteBuffer.allocate(32 + data.length).put(h).put(data).array());
    }

    private void mixKey(byte[] secret) {
        byte[] both = hkdf(secret);
        ck = Arrays.copyOf(both, 32);
        k = Arrays.copyOfRange(both, 32, 64);
        n = 0;
    }

    private byte[] encrypt(byte[] plaintext) {
        byte[] ciphertext = gcm(Cipher.ENCRYPT_MODE, k, n++, plaintext, h);
        mixHash(ciphertext);
        return ciphertext;
    }

    private byte[] decrypt(byte[] ciphertext) {
        byte[] plaintext = gcm(Cipher.DECRYPT_MODE, k, n++, ciphertext, h);
        mixHash(ciphertext);
        return plaintext;
    }

    private byte[] hkdf(byte[] secret) {
        byte[] prk = hmac(ck, secret);
        byte[] first = hmac(prk, new byte[] {1});
        byte[] second =
                hmac(prk, ByteBuffer.allocate(33).put(first).put((byte) 2).array());
        return ByteBuffer.allocate(64).put(first).put(second).array();
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] dh(KeyPair own, byte[] other) {
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            byte[] reversed = new byte[32];
            for (int i = 0; i < 32; i++) {
                reversed[i] = other[31 - i];
            }
            PublicKey publicKey =
                    keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed)));
            PrivateKey privateKey =
                    keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, own.privateKey()));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(privateKey);
            agreement.doPhase(publicKey, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
