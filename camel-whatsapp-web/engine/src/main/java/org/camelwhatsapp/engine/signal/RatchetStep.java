package org.camelwhatsapp.engine.signal;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.InvalidKeyException;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;

/** What a new ratchet key of the peer leads to, computed before anything is changed. */
record RatchetStep(ReceiverChain chain, byte[] rootKey, byte[] senderChainKey, KeyPair senderRatchet) {

    static RatchetStep of(SessionState state, byte[] remoteRatchetKey, Curve25519 curve, RandomSource random) {
        try {
            byte[][] receiving =
                    Kdf.ratchet(state.rootKey, curve.agree(state.senderRatchet.privateKey(), remoteRatchetKey));
            KeyPair own = curve.generateKeyPair(random);
            byte[][] sending = Kdf.ratchet(receiving[0], curve.agree(own.privateKey(), remoteRatchetKey));
            ReceiverChain chain = new ReceiverChain(remoteRatchetKey, receiving[1], 0, new SkippedSeeds());
            return new RatchetStep(chain, sending[0], sending[1], own);
        } catch (InvalidKeyException e) {
            throw new SignalException(SignalException.Reason.INVALID_KEY, "a ratchet key of low order");
        }
    }

    void apply(SessionState state) {
        state.addChain(chain);
        state.rootKey = rootKey;
        state.previousCounter = Math.max(state.senderIndex - 1, 0);
        state.senderRatchet = senderRatchet;
        state.senderChainKey = senderChainKey;
        state.senderIndex = 0;
    }
}
