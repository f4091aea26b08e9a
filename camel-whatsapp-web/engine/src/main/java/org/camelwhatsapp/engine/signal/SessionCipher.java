package org.camelwhatsapp.engine.signal;

import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.AesCbc;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.InvalidKeyException;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * X3DH and double ratchet on a {@link SessionRecord}. Holds no state and is thread-safe; a record is not, so one thread
 * works on a record at a time. A failed call leaves the record as it was.
 *
 * <p>Source: docs/protocol.md, "X3DH" and "Double ratchet".
 */
public final class SessionCipher {
    private static final int SIGNED_PREFIX = 5;

    private final Curve25519 curve;
    private final RandomSource random;

    public SessionCipher(Curve25519 curve, RandomSource random) {
        this.curve = curve;
        this.random = random;
    }

    /**
     * Starts a session from what the peer published. The session in use, if any, is put aside.
     *
     * @throws SignalException with {@code INVALID_SIGNATURE} or {@code INVALID_KEY}
     */
    public void initiate(SessionRecord record, PreKeyBundle bundle, LocalIdentity self) {
        if (bundle.signedPreKey().length != 32) {
            throw new SignalException(SignalException.Reason.INVALID_KEY, "the bundle holds a bad key");
        }
        byte[] signed = new byte[33];
        signed[0] = SIGNED_PREFIX;
        System.arraycopy(bundle.signedPreKey(), 0, signed, 1, 32);
        if (!curve.verify(bundle.identityKey(), signed, bundle.signedPreKeySignature())) {
            throw new SignalException(SignalException.Reason.INVALID_SIGNATURE, "the signed pre-key is not genuine");
        }
        try {
            KeyPair base = curve.generateKeyPair(random);
            KeyPair ratchet = curve.generateKeyPair(random);
            byte[][] keys = Kdf.initialKeys(X3dh.initiatorSecret(curve, self.identityKey(), base, bundle));
            byte[][] sending = Kdf.ratchet(keys[0], curve.agree(ratchet.privateKey(), bundle.signedPreKey()));
            SessionState state = new SessionState(bundle.identityKey(), base.publicKey(), sending, ratchet);
            state.remoteRegistrationId = bundle.registrationId();
            state.pending = new SessionState.PendingPreKey(bundle.preKeyId(), bundle.signedPreKeyId());
            state.addChain(new ReceiverChain(bundle.signedPreKey(), keys[1], 0, new SkippedSeeds()));
            record.received(state);
        } catch (InvalidKeyException e) {
            throw new SignalException(SignalException.Reason.INVALID_KEY, "the bundle holds a bad key");
        }
    }

    /** @throws SignalException with {@code NO_SESSION} if the record is empty */
    public Ciphertext encrypt(SessionRecord record, LocalIdentity self, byte[] plaintext) {
        SessionState state = record.current;
        if (state == null) {
            throw new SignalException(SignalException.Reason.NO_SESSION, "no session with this device");
        }
        Kdf.MessageKeys keys = Kdf.messageKeys(Kdf.messageSeed(state.senderChainKey));
        byte[] ciphertext = AesCbc.encrypt(keys.cipherKey(), keys.iv(), plaintext);
        byte[] message = RatchetMessage.serialize(
                state, ciphertext, keys.macKey(), self.identityKey().publicKey());
        state.senderChainKey = Kdf.nextChainKey(state.senderChainKey);
        state.senderIndex++;
        record.sent();
        SessionState.PendingPreKey pending = state.pending;
        if (pending == null) {
            return new Ciphertext(false, message);
        }
        PreKeyMessage first = new PreKeyMessage(
                self.registrationId(),
                pending.preKeyId(),
                pending.signedPreKeyId(),
                state.baseKey,
                self.identityKey().publicKey(),
                message);
        return new Ciphertext(true, first.serialize());
    }

    /**
     * Decrypts an ordinary message: with the session in use, then with the older ones; the one that works becomes the
     * one in use.
     *
     * @throws SignalException with the reason for a retry receipt, or {@code DUPLICATE}
     */
    public byte[] decrypt(SessionRecord record, LocalIdentity self, byte[] message) {
        if (record.current == null && record.archived.isEmpty()) {
            throw new SignalException(SignalException.Reason.NO_SESSION, "no session with this device");
        }
        RatchetMessage parsed = RatchetMessage.parse(message);
        SignalException failure = null;
        for (SessionState state : record.candidates()) {
            try {
                byte[] plaintext = decrypt(state, self, parsed);
                record.received(state);
                return plaintext;
            } catch (SignalException e) {
                if (e.reason() == SignalException.Reason.DUPLICATE) {
                    throw e;
                }
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? ProtoReader.malformed() : failure;
    }

    /**
     * Decrypts a message that starts a session, or continues one that it started before.
     *
     * @throws SignalException with the reason for a retry receipt, or {@code DUPLICATE}
     */
    public PreKeyResult decryptPreKey(SessionRecord record, LocalIdentity self, PreKeySource preKeys, byte[] message) {
        PreKeyMessage parsed = PreKeyMessage.parse(message);
        RatchetMessage inner = RatchetMessage.parse(parsed.message());
        SessionState known = record.findByBaseKey(parsed.baseKey());
        if (known != null) {
            // Nothing authenticates this header: only the identity that the session was made with may be reported.
            if (!Arrays.equals(known.remoteIdentity, parsed.identityKey())) {
                throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "not the identity of this session");
            }
            byte[] plaintext = decrypt(known, self, inner);
            record.received(known);
            return new PreKeyResult(plaintext, -1, known.remoteIdentity);
        }
        SessionState state = respond(self, preKeys, parsed);
        byte[] plaintext = decrypt(state, self, inner);
        record.received(state);
        return new PreKeyResult(plaintext, parsed.preKeyId(), parsed.identityKey());
    }

    private SessionState respond(LocalIdentity self, PreKeySource preKeys, PreKeyMessage message) {
        KeyPair signed = preKeys.signed(message.signedPreKeyId());
        KeyPair oneTime = message.preKeyId() < 0 ? null : preKeys.oneTime(message.preKeyId());
        if (signed == null || oneTime == null && message.preKeyId() >= 0) {
            throw new SignalException(SignalException.Reason.INVALID_KEY_ID, "a pre-key that is not there any more");
        }
        try {
            byte[] secret = X3dh.responderSecret(curve, self.identityKey(), signed, oneTime, message);
            SessionState state =
                    new SessionState(message.identityKey(), message.baseKey(), Kdf.initialKeys(secret), signed);
            state.remoteRegistrationId = message.registrationId();
            return state;
        } catch (InvalidKeyException e) {
            throw new SignalException(SignalException.Reason.INVALID_KEY, "the message holds a bad key");
        }
    }

    private byte[] decrypt(SessionState state, LocalIdentity self, RatchetMessage message) {
        ReceiverChain chain = state.findChain(message.ratchetKey());
        RatchetStep ratchet = chain == null ? RatchetStep.of(state, message.ratchetKey(), curve, random) : null;
        ReceiverChain used = ratchet == null ? requireChain(chain) : ratchet.chain();
        ReceiverChain.Step step = used.seek(message.counter());
        Kdf.MessageKeys keys = Kdf.messageKeys(step.seed());
        if (!message.isGenuine(
                keys.macKey(), state.remoteIdentity, self.identityKey().publicKey())) {
            throw new SignalException(SignalException.Reason.BAD_MAC, "the message authentication code is wrong");
        }
        byte[] plaintext;
        try {
            plaintext = AesCbc.decrypt(keys.cipherKey(), keys.iv(), message.ciphertext());
        } catch (CryptoException e) {
            throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "the ciphertext does not open");
        }
        if (ratchet != null) {
            ratchet.apply(state);
        }
        used.apply(step);
        state.pending = null;
        return plaintext;
    }

    private static ReceiverChain requireChain(@Nullable ReceiverChain chain) {
        if (chain == null) {
            throw ProtoReader.malformed();
        }
        return chain;
    }
}
