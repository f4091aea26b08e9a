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
 */
public record SimulatorOptions(int port, InstantSource time, RandomSource random) {
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, InstantSource.system(), new SecureRandomSource());
    }
}
