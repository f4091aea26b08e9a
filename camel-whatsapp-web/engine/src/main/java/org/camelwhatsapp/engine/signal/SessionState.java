package org.camelwhatsapp.engine.signal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.jspecify.annotations.Nullable;

/** One double ratchet. Not thread-safe. */
final class SessionState {
    /** What the first messages carry until the peer has answered. */
    record PendingPreKey(int preKeyId, int signedPreKeyId) {}

    final byte[] remoteIdentity;
    final byte[] baseKey;
    int remoteRegistrationId;
    byte[] rootKey;
    KeyPair senderRatchet;
    byte[] senderChainKey;
    int senderIndex;
    int previousCounter;

    @Nullable
    PendingPreKey pending;

    final List<ReceiverChain> receiverChains = new ArrayList<>();

    /** @param keys root key and sending chain key */
    SessionState(byte[] remoteIdentity, byte[] baseKey, byte[][] keys, KeyPair senderRatchet) {
        this.remoteIdentity = remoteIdentity;
        this.baseKey = baseKey;
        this.rootKey = keys[0];
        this.senderChainKey = keys[1];
        this.senderRatchet = senderRatchet;
    }

    @Nullable
    ReceiverChain findChain(byte[] ratchetKey) {
        for (ReceiverChain chain : receiverChains) {
            if (Arrays.equals(chain.ratchetKey, ratchetKey)) {
                return chain;
            }
        }
        return null;
    }

    void addChain(ReceiverChain chain) {
        if (receiverChains.size() >= SignalLimits.MAX_RECEIVER_CHAINS) {
            receiverChains.remove(0);
        }
        receiverChains.add(chain);
    }

    int serializedSize() {
        int size = 32 + 32 + 4 + 32 + 64 + 32 + 4 + 4 + 1 + 8 + 1;
        for (ReceiverChain chain : receiverChains) {
            size += chain.serializedSize();
        }
        return size;
    }

    int skippedCount() {
        int count = 0;
        for (ReceiverChain chain : receiverChains) {
            count += chain.skipped.size();
        }
        return count;
    }

    void dropSkipped() {
        receiverChains.forEach(chain -> chain.skipped.clear());
    }

    /** @param ahead how many sends later the state is to be written */
    void write(ByteBuffer out, int ahead) {
        out.put(remoteIdentity).put(baseKey).putInt(remoteRegistrationId).put(rootKey);
        out.put(senderRatchet.publicKey()).put(senderRatchet.privateKey());
        out.put(Kdf.chainKeyAfter(senderChainKey, ahead));
        out.putInt(senderIndex + ahead).putInt(previousCounter);
        PendingPreKey waiting = pending;
        out.put((byte) (waiting == null ? 0 : 1));
        out.putInt(waiting == null ? 0 : waiting.preKeyId).putInt(waiting == null ? 0 : waiting.signedPreKeyId);
        out.put((byte) receiverChains.size());
        receiverChains.forEach(chain -> chain.write(out, 0));
    }

    static SessionState read(ByteBuffer in) {
        byte[] remoteIdentity = take(in);
        byte[] baseKey = take(in);
        int registrationId = in.getInt();
        byte[] rootKey = take(in);
        KeyPair ratchet = new KeyPair(take(in), take(in));
        SessionState state = new SessionState(remoteIdentity, baseKey, new byte[][] {rootKey, take(in)}, ratchet);
        state.remoteRegistrationId = registrationId;
        state.senderIndex = in.getInt();
        state.previousCounter = in.getInt();
        boolean hasPending = Stored.flag(in);
        PendingPreKey pending = new PendingPreKey(in.getInt(), in.getInt());
        state.pending = hasPending ? pending : null;
        int chains = in.get();
        if (chains < 0 || chains > SignalLimits.MAX_RECEIVER_CHAINS) {
            throw new IllegalArgumentException("too many receiver chains");
        }
        for (int i = 0; i < chains; i++) {
            state.receiverChains.add(ReceiverChain.read(in));
        }
        return state;
    }

    private static byte[] take(ByteBuffer in) {
        byte[] bytes = new byte[32];
        in.get(bytes);
        return bytes;
    }
}
