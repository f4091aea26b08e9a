package org.camelwhatsapp.engine.crypto;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The Edwards public keys of private keys that signed before: one of the two multiplications of a
 * signature, and the same every time for one key. Holds {@value #SLOTS} of them; a further one takes the place of an older. Private keys are remembered by their
 * digests only. Thread-safe.
 */
final class SigningPoints {
    private static final int SLOTS = 256;

    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

    private static final class Known {
        private final byte[] digest;
        private final byte[] point;

        Known(byte[] digest, byte[] point) {
            this.digest = digest;
            this.point = point;
        }
    }

    /** The encoded point {@code scalar * B}. Not to be changed. */
    byte[] of(byte[] scalar) {
        byte[] digest = Hashes.sha256(scalar);
        int slot = digest[0] & SLOTS - 1;
        Known known = slots.get(slot);
        if (known == null || !Arrays.equals(known.digest, digest)) {
            known = new Known(digest, EdwardsBase.multiply(scalar));
            slots.set(slot, known);
        }
        return known.point;
    }
}
