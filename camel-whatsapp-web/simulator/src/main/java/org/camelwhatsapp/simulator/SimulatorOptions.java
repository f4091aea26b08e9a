package org.camelwhatsapp.simulator;

import java.time.InstantSource;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;

/**
 * How a simulator is started.
 *
 * @param port the port on the loopback address, 0 for any free one
 * @param time the server's clock
 * @param random the source of keys and ids
 * @param tls whether connections have to use TLS, with the simulator's own certificate
 */
public record SimulatorOptions(int port, InstantSource time, RandomSource random, boolean tls) {
    /** Any free port, the system's clock, no TLS. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, InstantSource.system(), new SecureRandomSource(), false);
    }
}
