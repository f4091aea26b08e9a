package org.camelwhatsapp.engine.signal;

import java.nio.ByteBuffer;

/** A chain of messages under one ratchet key of the peer. Not thread-safe. */
final class ReceiverChain {
    final byte[] ratchetKey;
    byte[] chainKey;
    int index;
    final SkippedSeeds skipped;

    ReceiverChain(byte[] ratchetKey, byte[] chainKey, int index, SkippedSeeds skipped) {
        this.ratchetKey = ratchetKey;
        this.chainKey = chainKey;
        this.index = index;
        this.skipped = skipped;
    }

    /**
     * Finds the seed of a message without changing the chain.
     *
     * @throws SignalException with {@code DUPLICATE} or {@code FUTURE_MESSAGE}
     */
    Step seek(int counter) {
        if (Integer.compareUnsigned(counter, index) < 0) {
            byte[] seed = skipped.find(counter);
            if (seed == null) {
                throw new SignalException(SignalException.Reason.DUPLICATE, "a counter that was used before");
            }
            return new Step(seed, counter, chainKey, index, new SkippedSeeds());
        }
        long jump = Integer.toUnsignedLong(counter) - Integer.toUnsignedLong(index);
        if (jump > SignalLimits.MAX_JUMP) {
            throw new SignalException(SignalException.Reason.FUTURE_MESSAGE, "a jump over too many messages");
        }
        SkippedSeeds passed = new SkippedSeeds();
        byte[] key = chainKey;
        for (int i = index; i != counter; i++) {
            if (counter - i <= SignalLimits.MAX_SKIPPED) {
                passed.add(i, Kdf.messageSeed(key));
            }
            key = Kdf.nextChainKey(key);
        }
        return new Step(Kdf.messageSeed(key), counter, Kdf.nextChainKey(key), counter + 1, passed);
    }

    /** Takes the step once the message proved to be genuine. */
    void apply(Step step) {
        if (step.nextIndex == index) {
            skipped.remove(step.counter);
            return;
        }
        chainKey = step.nextChainKey;
        index = step.nextIndex;
        skipped.addAll(step.passed);
    }

    int serializedSize() {
        return 32 + 32 + 4 + skipped.serializedSize();
    }

    /** @param ahead how many messages later the chain is to be written */
    void write(ByteBuffer out, int ahead) {
        out.put(ratchetKey).put(Kdf.chainKeyAfter(chainKey, ahead)).putInt(index + ahead);
        skipped.write(out);
    }

    static ReceiverChain read(ByteBuffer in) {
        byte[] ratchetKey = new byte[32];
        byte[] chainKey = new byte[32];
        in.get(ratchetKey).get(chainKey);
        return new ReceiverChain(ratchetKey, chainKey, in.getInt(), SkippedSeeds.read(in));
    }

    /** Where a message leads: its seed, and the chain after it. */
    record Step(byte[] seed, int counter, byte[] nextChainKey, int nextIndex, SkippedSeeds passed) {}
}
