package org.camelwhatsapp.engine.signal;

import java.nio.ByteBuffer;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.jspecify.annotations.Nullable;

/** One sender key: a chain, and the key its messages are signed with. Not thread-safe. */
final class SenderKeyState {
    final int keyId;
    final byte[] signingKey;
    /** Only the owner has it. */
    final byte @Nullable [] signingPrivateKey;

    final ReceiverChain chain;

    SenderKeyState(int keyId, int iteration, byte[] chainKey, KeyPair signing) {
        this(keyId, signing.publicKey(), signing.privateKey(), chainOf(signing.publicKey(), chainKey, iteration));
    }

    private SenderKeyState(int keyId, byte[] signingKey, byte @Nullable [] signingPrivateKey, ReceiverChain chain) {
        this.keyId = keyId;
        this.signingKey = signingKey;
        this.signingPrivateKey = signingPrivateKey;
        this.chain = chain;
    }

    static SenderKeyState received(int keyId, int iteration, byte[] chainKey, byte[] signingKey) {
        return new SenderKeyState(keyId, signingKey, null, chainOf(signingKey, chainKey, iteration));
    }

    private static ReceiverChain chainOf(byte[] signingKey, byte[] chainKey, int iteration) {
        return new ReceiverChain(signingKey, chainKey, iteration, new SkippedSeeds());
    }

    int serializedSize() {
        return 4 + 1 + 32 + chain.serializedSize();
    }

    /** @param ahead how many sends later the state is to be written */
    void write(ByteBuffer out, int ahead) {
        out.putInt(keyId).put((byte) (signingPrivateKey == null ? 0 : 1));
        out.put(signingPrivateKey == null ? new byte[32] : signingPrivateKey);
        chain.write(out, ahead);
    }

    static SenderKeyState read(ByteBuffer in) {
        int keyId = in.getInt();
        boolean own = Stored.flag(in);
        byte[] signingPrivateKey = new byte[32];
        in.get(signingPrivateKey);
        ReceiverChain chain = ReceiverChain.read(in);
        return new SenderKeyState(keyId, chain.ratchetKey, own ? signingPrivateKey : null, chain);
    }
}
