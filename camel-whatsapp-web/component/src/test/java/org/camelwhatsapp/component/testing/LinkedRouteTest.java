package org.camelwhatsapp.component.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A context with one linked session, shared by the tests of a class: a route that consumes all events, and a route that
 * performs operations. Between tests the log of events is emptied; what a test changes on the account stays.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LinkedRouteTest {
    protected static final Duration PATIENCE = Duration.ofSeconds(60);

    protected final Simulator simulator = Simulator.start();
    protected final Phone own = simulator.addAccount("15550002001", "Shop");
    protected final Phone customer = simulator.addAccount("15550002002", "Customer");
    protected final EventLog events = new EventLog();
    protected final DefaultCamelContext context = new DefaultCamelContext();

    private final Set<String> performed = new HashSet<>();

    @BeforeAll
    void link(@TempDir Path directory) throws Exception {
        WhatsAppWebComponent component = new WhatsAppWebComponent();
        configure(component.getConfiguration(), directory);
        adjust(component.getConfiguration());
        context.addComponent("whatsapp-web", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:main?events=all&eventBody=EVENT&fromMe=true").process(events::add);
                from("direct:perform").to("whatsapp-web:main");
            }
        });
        context.start();
        QrCodeIssued code = await(QrCodeIssued.class, event -> true);
        own.scan(code.text());
        await(ConnectionChanged.class, event -> event.state() == ConnectionState.READY);
    }

    protected final void configure(WhatsAppWebConfiguration configuration, Path directory) {
        configuration.setStoreUrl(directory.resolve("store.db").toString());
        configuration.setStorePassphrase("test");
        configuration.setServerUrl(simulator.webSocketUri().toString());
        configuration.setNoiseRootKey(
                HexFormat.of().formatHex(simulator.noiseRoot().publicKey()));
        configuration.setTlsCertificate(simulator.certificatePem());
        configuration.setReconnectInitialDelay(50);
    }

    /** For tests that need other options. */
    protected void adjust(WhatsAppWebConfiguration configuration) {
        // The options are as they usually are.
    }

    @BeforeEach
    void forgetPerformed() {
        performed.clear();
    }

    @AfterEach
    void didWhatItSays(TestInfo test) {
        RouteTestOf shown = test.getTestMethod().orElseThrow().getAnnotation(RouteTestOf.class);
        if (shown != null) {
            assertThat(performed).containsAll(List.of(shown.operations()));
            List<String> named = List.of(shown.events());
            assertThat(events.awaitNames(named, PATIENCE)).containsAll(named);
        }
        events.clear();
    }

    @AfterAll
    void end() throws Exception {
        context.close();
        simulator.close();
    }

    /** Performs an operation through the route. Its failure is thrown as it was, if it is unchecked. */
    protected final <T> T perform(Class<T> answer, String operation, @Nullable Object body) {
        return context.getTypeConverter().convertTo(answer, performAll(operation, body, Map.of()));
    }

    /** As {@link #perform(Class, String, Object)}, for operations whose answer does not matter. */
    protected final @Nullable Object perform(String operation, @Nullable Object body) {
        return performAll(operation, body, Map.of());
    }

    protected final @Nullable Object performAll(String operation, @Nullable Object body, Map<String, Object> headers) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(WhatsAppWebConstants.OPERATION, operation);
        Exchange exchange = context.createFluentProducerTemplate()
                .to("direct:perform")
                .withBody(body)
                .withHeaders(all)
                .send();
        if (exchange.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        assertThat(exchange.getException()).isNull();
        performed.add(operation);
        return exchange.getMessage().getBody();
    }

    /** Waits for an event that the route consumed. */
    protected final <E extends Event> E await(Class<E> type, java.util.function.Predicate<E> wanted) {
        return type.cast(events.await(type, wanted, PATIENCE).getIn().getBody());
    }
}
