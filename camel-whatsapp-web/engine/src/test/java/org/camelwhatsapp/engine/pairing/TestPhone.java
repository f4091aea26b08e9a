package org.camelwhatsapp.engine.pairing;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ADVDeviceIdentity;
import org.camelwhatsapp.proto.ADVEncryptionType;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentity;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentityHMAC;

/** The primary phone and the server between, as far as pairing goes; every part of the answer can be spoilt. */
final class TestPhone {
    static final int KEY_INDEX = 9;

    final KeyPair identity = Curve25519.fastest().generateKeyPair(new SeededRandom(300));
    boolean hosted;
    boolean flipHmac;
    boolean flipSignature;
    byte[] accountKey = identity.publicKey();
    byte[] trailing = {};

    /** The inner identity, signed for this device. */
    byte[] details() {
        return ADVDeviceIdentity.newBuilder()
                .setRawId(77)
                .setTimestamp(1_770_000_000)
                .setKeyIndex(KEY_INDEX)
                .setAccountType(hosted ? ADVEncryptionType.HOSTED : ADVEncryptionType.E2EE)
                .setDeviceType(hosted ? ADVEncryptionType.HOSTED : ADVEncryptionType.E2EE)
                .build()
                .toByteArray();
    }

    byte[] sealed(Credentials device) {
        byte[] details = details();
        byte[] signature = Curve25519.fastest()
                .sign(
                        identity.privateKey(),
                        concat(
                                hosted ? new byte[] {6, 5} : new byte[] {6, 0},
                                details,
                                device.identityKey().publicKey()),
                        new SeededRandom(301));
        signature[10] ^= (byte) (flipSignature ? 1 : 0);
        byte[] signed = ADVSignedDeviceIdentity.newBuilder()
                .setDetails(ByteString.copyFrom(details))
                .setAccountSignatureKey(ByteString.copyFrom(accountKey))
                .setAccountSignature(ByteString.copyFrom(signature))
                .build()
                .toByteArray();
        byte[] covered = concat(signed, trailing);
        byte[] hmac = hmac(device.advSecret(), hosted ? concat(new byte[] {6, 5}, covered) : covered);
        hmac[31] ^= (byte) (flipHmac ? 1 : 0);
        return ADVSignedDeviceIdentityHMAC.newBuilder()
                .setDetails(ByteString.copyFrom(covered))
                .setHmac(ByteString.copyFrom(hmac))
                .setAccountType(hosted ? ADVEncryptionType.HOSTED : ADVEncryptionType.E2EE)
                .build()
                .toByteArray();
    }

    Node pairSuccess(Credentials device) {
        return pairSuccess(sealed(device));
    }

    static Node pairSuccess(byte[] sealed) {
        return Node.builder("iq")
                .attr("type", "set")
                .attr("id", "success-1")
                .child(Node.of(
                        "pair-success",
                        Node.of("device-identity", sealed),
                        Node.builder("device")
                                .attr("jid", "15550001111:4@s.whatsapp.net")
                                .attr("lid", "990001112223:4@lid")
                                .build(),
                        Node.builder("platform").attr("name", "android").build(),
                        Node.builder("biz").attr("name", "Example Shop").build()))
                .build();
    }

    static Node pairDevice(int refs) {
        Node.Builder device = Node.builder("pair-device");
        for (int i = 1; i <= refs; i++) {
            device.child(Node.of("ref", ("ref-" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return Node.builder("iq")
                .attr("type", "set")
                .attr("id", "device-1")
                .child(device.build())
                .build();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
