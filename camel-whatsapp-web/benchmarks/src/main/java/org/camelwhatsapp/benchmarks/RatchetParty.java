package org.camelwhatsapp.benchmarks;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.signal.PreKeySource;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SessionRecord;

/** A device with keys and one session. Its one-time key is never used up, so that a start can be measured again and again. */
final class RatchetParty implements PreKeySource {
    private static final int SIGNED_ID = 1;
    private static final int ONE_TIME_ID = 2;
    private static final int KEY_BYTES = 32;
    private static final byte KEY_TYPE = 5;

    private final Curve25519 curve = Curve25519.fastest();
    private final RandomSource random = new SecureRandomSource();
    private final SessionCipher cipher = new SessionCipher(curve, random);
    private final LocalIdentity self = new LocalIdentity(curve.generateKeyPair(random), 1);
    private final KeyPair signedKey = curve.generateKeyPair(random);
    private final KeyPair oneTimeKey = curve.generateKeyPair(random);
    private SessionRecord record = new SessionRecord();

    PreKeyBundle bundle() {
        byte[] signed = new byte[KEY_BYTES + 1];
        signed[0] = KEY_TYPE;
        System.arraycopy(signedKey.publicKey(), 0, signed, 1, KEY_BYTES);
        return new PreKeyBundle(
                self.registrationId(),
                self.identityKey().publicKey(),
                SIGNED_ID,
                signedKey.publicKey(),
                curve.sign(self.identityKey().privateKey(), signed, random),
                ONE_TIME_ID,
                oneTimeKey.publicKey());
    }

    void initiate(PreKeyBundle bundle) {
        cipher.initiate(record, bundle, self);
    }

    Ciphertext encrypt(byte[] plaintext) {
        return cipher.encrypt(record, self, plaintext);
    }

    byte[] decrypt(Ciphertext message) {
        if (message.preKey()) {
            return cipher.decryptPreKey(record, self, this, message.bytes()).plaintext();
        }
        return cipher.decrypt(record, self, message.bytes());
    }

    void forget() {
        record = new SessionRecord();
    }

    byte[] store() {
        return record.serialize();
    }

    void reload() {
        record = SessionRecord.parse(record.serialize());
    }

    @Override
    public KeyPair oneTime(int id) {
        return oneTimeKey;
    }

    @Override
    public KeyPair signed(int id) {
        return signedKey;
    }
}
