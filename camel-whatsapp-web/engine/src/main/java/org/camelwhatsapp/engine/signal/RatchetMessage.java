package org.camelwhatsapp.engine.signal;

import java.security.MessageDigest;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.jspecify.annotations.Nullable;

/**
 * One message of a double ratchet as it travels: version, protobuf, eight bytes of MAC.
 *
 * @param serialized the whole, MAC included
 */
record RatchetMessage(byte[] ratchetKey, int counter, byte[] ciphertext, byte[] serialized) {
    private static final int MAC_BYTES = 8;
    private static final byte[] KEY_TYPE = {5};

    static RatchetMessage parse(byte[] bytes) {
        SignalVersion.check(bytes, 2 + MAC_BYTES);
        if (bytes.length > SignalLimits.MAX_MESSAGE_BYTES) {
            throw ProtoReader.malformed();
        }
        ProtoReader reader = new ProtoReader(bytes, 1, bytes.length - MAC_BYTES);
        byte @Nullable [] ratchetKey = null;
        byte @Nullable [] ciphertext = null;
        int counter = 0;
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> ratchetKey = reader.key();
                case 2 -> counter = reader.uint32();
                case 4 -> ciphertext = reader.bytes();
                default -> reader.skip();
            }
        }
        if (ratchetKey == null || ciphertext == null) {
            throw ProtoReader.malformed();
        }
        return new RatchetMessage(ratchetKey, counter, ciphertext, bytes);
    }

    static byte[] serialize(SessionState state, byte[] ciphertext, byte[] macKey, byte[] ownIdentity) {
        byte[] bytes = new ProtoWriter(ciphertext.length + 64)
                .key(1, state.senderRatchet.publicKey())
                .uint32(2, state.senderIndex)
                .uint32(3, state.previousCounter)
                .bytes(4, ciphertext)
                .toByteArray(MAC_BYTES);
        byte[] mac = mac(macKey, ownIdentity, state.remoteIdentity, bytes);
        System.arraycopy(mac, 0, bytes, bytes.length - MAC_BYTES, MAC_BYTES);
        return bytes;
    }

    boolean isGenuine(byte[] macKey, byte[] senderIdentity, byte[] receiverIdentity) {
        byte[] expected = Arrays.copyOf(mac(macKey, senderIdentity, receiverIdentity, serialized), MAC_BYTES);
        byte[] given = Arrays.copyOfRange(serialized, serialized.length - MAC_BYTES, serialized.length);
        return MessageDigest.isEqual(expected, given);
    }

    private static byte[] mac(byte[] macKey, byte[] sender, byte[] receiver, byte[] serialized) {
        return Hmac.sha256(
                macKey, KEY_TYPE, sender, KEY_TYPE, receiver, Arrays.copyOf(serialized, serialized.length - MAC_BYTES));
    }
}
