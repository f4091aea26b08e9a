package org.camelwhatsapp.engine.crypto;

/** Chooses the curve implementation once per process. */
final class Curves {
    static final Curve25519 FASTEST = choose();

    private Curves() {}

    private static Curve25519 choose() {
        throw new IllegalStateException("no curve implementation");
    }
}
