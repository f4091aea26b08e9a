package org.camelwhatsapp.engine.signal;

import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.jspecify.annotations.Nullable;

/** One device with keys and a session, for tests. The record goes through its serialised form before every use. */
final class SignalParty implements PreKeySource {
    final Curve25519 curve = Curve25519.fastest();
    final SeededRandom random;
    final LocalIdentity self;
    final SessionCipher cipher;
    final KeyPair signedPreKey;
    final Map<Integer, KeyPair> oneTimeKeys = new HashMap<>();
    SessionRecord record = new SessionRecord();

    SignalParty(long seed) {
        random = new SeededRandom(seed);
        cipher = new SessionCipher(curve, random);
        self = new LocalIdentity(curve.generateKeyPair(random), 4711 + (int) seed);
        signedPreKey = curve.generateKeyPair(random);
        for (int id = 1; id <= 20; id++) {
            oneTimeKeys.put(id, curve.generateKeyPair(random));
        }
    }

    PreKeyBundle bundle(int oneTimeId) {
        byte[] signed = new byte[33];
        signed[0] = 5;
        System.arraycopy(signedPreKey.publicKey(), 0, signed, 1, 32);
        byte[] signature = curve.sign(self.identityKey().privateKey(), signed, random);
        KeyPair oneTime = oneTimeId < 0 ? null : oneTimeKeys.get(oneTimeId);
        return new PreKeyBundle(
                self.registrationId(),
                self.identityKey().publicKey(),
                1,
                signedPreKey.publicKey(),
                signature,
                oneTimeId,
                oneTime == null ? null : oneTime.publicKey());
    }

    Ciphertext encrypt(byte[] plaintext) {
        reload();
        return cipher.encrypt(record, self, plaintext);
    }

    byte[] decrypt(Ciphertext message) {
        reload();
        if (!message.preKey()) {
            return cipher.decrypt(record, self, message.bytes());
        }
        PreKeyResult result = cipher.decryptPreKey(record, self, this, message.bytes());
        oneTimeKeys.remove(result.usedPreKeyId());
        return result.plaintext();
    }

    private void reload() {
        record = SessionRecord.parse(record.serialize());
    }

    @Override
    public @Nullable KeyPair oneTime(int id) {
        return oneTimeKeys.get(id);
    }

    @Override
    public @Nullable KeyPair signed(int id) {
        return id == 1 ? signedPreKey : null;
    }
}
