package org.camelwhatsapp.engine.signal;

import java.util.Arrays;
import java.util.Objects;
import org.camelwhatsapp.engine.crypto.AesCbc;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Sender keys on a {@link SenderKeyRecord}. Holds no state and is thread-safe; one thread works on a record at a time. A
 * failed call leaves the record as it was. Source: docs/protocol.md, "Sender keys".
 */
public final class GroupCipher {
    private static final int SIGNATURE_BYTES = 64;

    private final Curve25519 curve;
    private final RandomSource random;

    public GroupCipher(Curve25519 curve, RandomSource random) {
        this.curve = curve;
        this.random = random;
    }

    /** The own key as the next message will use it; makes one when the record has none. */
    public SenderKeyDistribution create(SenderKeyRecord record) {
        if (!record.hasOwn()) {
            rotate(record);
        }
        SenderKeyState state = record.requireOwn();
        byte[] bytes = new ProtoWriter(90)
                .uint32(1, state.keyId)
                .uint32(2, state.chain.index)
                .bytes(3, state.chain.chainKey)
                .key(4, state.signingKey)
                .toByteArray(0);
        return new SenderKeyDistribution(state.keyId, state.chain.index, bytes);
    }

    /** Makes a new own key, which has to be distributed anew: for when somebody left. */
    public void rotate(SenderKeyRecord record) {
        int keyId = random.nextInt(Integer.MAX_VALUE);
        record.states.clear();
        record.add(new SenderKeyState(keyId, 0, random.bytes(32), curve.generateKeyPair(random)));
    }

    /**
     * Takes another device's key. A key that is known already is not wound back.
     *
     * @throws SignalException if the structure is not whole
     */
    public void process(SenderKeyRecord record, byte[] distribution) {
        SignalVersion.check(distribution, 2);
        ProtoReader reader = new ProtoReader(distribution, 1, distribution.length);
        int keyId = 0;
        int iteration = 0;
        byte @Nullable [] chainKey = null;
        byte @Nullable [] signingKey = null;
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> keyId = reader.uint32();
                case 2 -> iteration = reader.uint32();
                case 3 -> chainKey = reader.bytes();
                case 4 -> signingKey = reader.key();
                default -> reader.skip();
            }
        }
        if (chainKey == null || chainKey.length != 32 || signingKey == null) {
            throw ProtoReader.malformed();
        }
        SenderKeyState known = record.find(keyId);
        if (known != null && Arrays.equals(known.signingKey, signingKey)) {
            return;
        }
        if (known != null) {
            record.states.remove(known);
        }
        record.add(SenderKeyState.received(keyId, iteration, chainKey, signingKey));
    }

    /** @throws SignalException with {@code NO_SESSION} if there is no own key */
    public byte[] encrypt(SenderKeyRecord record, byte[] plaintext) {
        SenderKeyState state = record.requireOwn();
        byte[] signingPrivateKey = Objects.requireNonNull(state.signingPrivateKey);
        ReceiverChain chain = state.chain;
        Kdf.MessageKeys keys = Kdf.groupKeys(Kdf.messageSeed(chain.chainKey));
        byte[] signed = new ProtoWriter(plaintext.length + 48)
                .uint32(1, state.keyId)
                .uint32(2, chain.index)
                .bytes(3, AesCbc.encrypt(keys.cipherKey(), keys.iv(), plaintext))
                .toByteArray(0);
        byte[] signature = curve.sign(signingPrivateKey, signed, random);
        chain.chainKey = Kdf.nextChainKey(chain.chainKey);
        chain.index++;
        record.sent();
        byte[] message = Arrays.copyOf(signed, signed.length + SIGNATURE_BYTES);
        System.arraycopy(signature, 0, message, signed.length, SIGNATURE_BYTES);
        return message;
    }

    /** @throws SignalException with the reason for a retry receipt, or {@code DUPLICATE} */
    public byte[] decrypt(SenderKeyRecord record, byte[] message) {
        SignalVersion.check(message, 2 + SIGNATURE_BYTES);
        if (message.length > SignalLimits.MAX_MESSAGE_BYTES) {
            throw ProtoReader.malformed();
        }
        int signedLength = message.length - SIGNATURE_BYTES;
        ProtoReader reader = new ProtoReader(message, 1, signedLength);
        int keyId = 0;
        int iteration = 0;
        byte @Nullable [] ciphertext = null;
        for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
            switch (field) {
                case 1 -> keyId = reader.uint32();
                case 2 -> iteration = reader.uint32();
                case 3 -> ciphertext = reader.bytes();
                default -> reader.skip();
            }
        }
        if (ciphertext == null) {
            throw ProtoReader.malformed();
        }
        SenderKeyState state = record.find(keyId);
        if (state == null) {
            throw new SignalException(SignalException.Reason.NO_SESSION, "no sender key of this device");
        }
        // First the signature: a forged counter must not make the chain run ahead.
        byte[] signature = Arrays.copyOfRange(message, signedLength, message.length);
        if (!curve.verify(state.signingKey, Arrays.copyOf(message, signedLength), signature)) {
            throw new SignalException(SignalException.Reason.INVALID_SIGNATURE, "the signature is not genuine");
        }
        ReceiverChain.Step step = state.chain.seek(iteration);
        Kdf.MessageKeys keys = Kdf.groupKeys(step.seed());
        byte[] plaintext;
        try {
            plaintext = AesCbc.decrypt(keys.cipherKey(), keys.iv(), ciphertext);
        } catch (CryptoException e) {
            throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "the ciphertext does not open");
        }
        state.chain.apply(step);
        return plaintext;
    }
}
