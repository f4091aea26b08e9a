package org.camelwhatsapp.engine.pairing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.proto.ADVDeviceIdentity;
import org.camelwhatsapp.proto.ADVEncryptionType;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentity;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentityHMAC;

/**
 * The identity that the phone gives this device: checked, then signed by the device itself. Source: docs/protocol.md,
 * "Device identity".
 *
 * @param stored complete, with account key and both signatures: what messages carry
 * @param reply without the account key: what the server is told
 * @param accountKey the phone's identity, 32 bytes
 * @param keyIndex the device's index in the account's key list
 */
record DeviceIdentity(byte[] stored, byte[] reply, byte[] accountKey, int keyIndex) {
    private static final int MAX_BYTES = 4_096;
    private static final byte[] ACCOUNT_PREFIX = {6, 0};
    private static final byte[] DEVICE_PREFIX = {6, 1};
    private static final byte[] HOSTED_PREFIX = {6, 5};
    private static final byte[] NO_PREFIX = {};

    /** @throws PairingException with the code and text for the server */
    static DeviceIdentity accept(byte[] bytes, Credentials credentials, Curve25519 curve, RandomSource random) {
        if (bytes.length > MAX_BYTES) {
            throw PairingException.unreadable();
        }
        try {
            ADVSignedDeviceIdentityHMAC sealed = ADVSignedDeviceIdentityHMAC.parseFrom(bytes);
            byte[] details = sealed.getDetails().toByteArray();
            byte[] prefix = sealed.getAccountType() == ADVEncryptionType.HOSTED ? HOSTED_PREFIX : NO_PREFIX;
            byte[] expected = Hmac.sha256(credentials.advSecret(), prefix, details);
            if (!MessageDigest.isEqual(expected, sealed.getHmac().toByteArray())) {
                throw PairingException.rejected("hmac-mismatch");
            }
            ADVSignedDeviceIdentity signed = ADVSignedDeviceIdentity.parseFrom(details);
            byte[] inner = signed.getDetails().toByteArray();
            ADVDeviceIdentity identity = ADVDeviceIdentity.parseFrom(inner);
            byte[] accountKey = signed.getAccountSignatureKey().toByteArray();
            byte[] own = credentials.identityKey().publicKey();
            byte[] accountPrefix =
                    identity.getDeviceType() == ADVEncryptionType.HOSTED ? HOSTED_PREFIX : ACCOUNT_PREFIX;
            byte[] signature = signed.getAccountSignature().toByteArray();
            if (!curve.verify(accountKey, concat(accountPrefix, inner, own), signature)) {
                throw PairingException.rejected("signature-mismatch");
            }
            byte[] deviceSignature = curve.sign(
                    credentials.identityKey().privateKey(), concat(DEVICE_PREFIX, inner, own, accountKey), random);
            ADVSignedDeviceIdentity complete = signed.toBuilder()
                    .setDeviceSignature(ByteString.copyFrom(deviceSignature))
                    .build();
            byte[] reply =
                    complete.toBuilder().clearAccountSignatureKey().build().toByteArray();
            return new DeviceIdentity(complete.toByteArray(), reply, accountKey, identity.getKeyIndex());
        } catch (InvalidProtocolBufferException e) {
            throw PairingException.unreadable();
        }
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, offset, part.length);
            offset += part.length;
        }
        return all;
    }
}
