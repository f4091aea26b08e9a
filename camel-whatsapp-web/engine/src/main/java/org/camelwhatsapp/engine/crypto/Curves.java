package org.camelwhatsapp.engine.crypto;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the curve implementation once per process: native where it loads, Java otherwise. */
final class Curves {
    private static final Logger LOG = LoggerFactory.getLogger(Curves.class);

    static final Curve25519 FASTEST = choose();

    private Curves() {}

    private static Curve25519 choose() {
        try {
            return new ConscryptCurve();
        } catch (LinkageError | IllegalStateException | UnsupportedOperationException e) {
            LOG.info("no native curve on this machine, using the slower one in Java: {}", e.toString());
            return new BouncyCastleCurve();
        }
    }
}
