package org.camelwhatsapp.engine.signal;

import org.jspecify.annotations.Nullable;

/** The message that starts a session: the header of X3DH around an ordinary message. */
record PreKeyMessage(
        int registrationId, int preKeyId, int signedPreKeyId, byte[] baseKey, byte[] identityKey, byte[] message) {

    static PreKeyMessage parse(byte[] bytes) {
        SignalVersion.check(bytes, 2);
        ProtoReader reader = new ProtoReader(bytes, 1, bytes.length);
        int registrationId = 0;
        int preKeyId = -1;
        int signedPreKeyId = -1;
        byte @Nullable [] baseKey = null;
        byte @Nullable [] identityKey = null;
        byte @Nullable [] message = null;
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> preKeyId = reader.uint32();
                case 2 -> baseKey = reader.key();
                case 3 -> identityKey = reader.key();
                case 4 -> message = reader.bytes();
                case 5 -> registrationId = reader.uint32();
                case 6 -> signedPreKeyId = reader.uint32();
                default -> reader.skip();
            }
        }
        if (baseKey == null || identityKey == null || message == null || signedPreKeyId < 0) {
            throw ProtoReader.malformed();
        }
        return new PreKeyMessage(registrationId, preKeyId, signedPreKeyId, baseKey, identityKey, message);
    }

    byte[] serialize() {
        ProtoWriter writer = new ProtoWriter(message.length + 110).uint32(5, registrationId);
        if (preKeyId >= 0) {
            writer.uint32(1, preKeyId);
        }
        return writer.uint32(6, signedPreKeyId)
                .key(2, baseKey)
                .key(3, identityKey)
                .bytes(4, message)
                .toByteArray(0);
    }
}
