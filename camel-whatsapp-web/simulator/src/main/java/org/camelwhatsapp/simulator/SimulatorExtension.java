package org.camelwhatsapp.simulator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit 5 tests a simulator: one for each test, started when a test or a lifecycle method asks for it by a parameter of
 * type {@link Simulator}, and closed after the test.
 *
 * <pre>{@code
 * @ExtendWith(SimulatorExtension.class)
 * class OrderTest {
 *     @Test
 *     void answers(Simulator simulator) {
 *         Phone customer = simulator.addAccount("15550001001", "Customer");
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit is an optional dependency of the simulator; whoever uses this class has it.
 */
public final class SimulatorExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SimulatorExtension.class);

    /** Closed by JUnit with the context it is kept in. */
    private record Kept(Simulator simulator) implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            simulator.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent("simulator", key -> new Kept(Simulator.start()), Kept.class)
                .simulator();
    }
}
