package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A context whose routes start slowly, one after the other, misses nothing that waits for it on the server. */
class StartOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final Queue<String> codes = new ConcurrentLinkedQueue<>();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    private static boolean isReady(WhatsAppWebComponent component) {
        WhatsAppClient client = component.sessions().clients().get("main");
        return client != null && client.state() == ConnectionState.READY;
    }

    /** Starts as slowly as it takes a session that has connected too early to get what waits for it. */
    private static final class SlowEndpoint extends DefaultEndpoint {
        private final WhatsAppWebComponent component;

        private SlowEndpoint(CamelContext context, WhatsAppWebComponent component) {
            super("slow:start", null);
            setCamelContext(context);
            this.component = component;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
                    Awaitility.await().atMost(PATIENCE).until(() -> System.nanoTime() > end || isReady(component));
                    if (isReady(component)) {
                        long after = System.nanoTime() + Duration.ofMillis(500).toNanos();
                        Awaitility.await().atMost(PATIENCE).until(() -> System.nanoTime() > after);
                    }
                }
            };
        }
    }

    private CamelContext context(Simulator simulator, boolean slow) throws Exception {
        CamelContext context = new DefaultCamelContext();
        WhatsAppWebComponent component = new WhatsAppWebComponent();
        ServiceSettings service = LinkedGateway.service(simulator);
        component.getConfiguration().setStoreUrl(directory.resolve("start.db").toString());
        component.getConfiguration().setStorePassphrase("start");
        component.getConfiguration().setServerUrl(service.url());
        component.getConfiguration().setNoiseRootKey(service.noiseRootKey());
        context.addComponent("whatsapp-web", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").startupOrder(1).to("whatsapp-web:main");
                from("whatsapp-web:main?events=connection").startupOrder(2).to("log:connection?level=DEBUG");
                if (slow) {
                    from(new SlowEndpoint(context, component)).startupOrder(3).to("log:slow");
                }
                from("whatsapp-web:main?events=qr")
                        .startupOrder(4)
                        .process(exchange -> codes.add(
                                exchange.getIn().getBody(QrCodeIssued.class).text()));
                from("whatsapp-web:main")
                        .startupOrder(5)
                        .process(exchange -> texts.add(exchange.getIn().getBody(String.class)));
            }
        });
        context.start();
        return context;
    }

    @Test
    void missesNeitherTheFirstCodeNorMessagesThatWait() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Phone own = simulator.addAccount("15550009001", "Own");
            Phone friend = simulator.addAccount("15550009002", "Friend");
            try (CamelContext first = context(simulator, true)) {
                Awaitility.await().atMost(PATIENCE).until(() -> !codes.isEmpty());
                own.scan(codes.peek());
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> isReady(first.getComponent("whatsapp-web", WhatsAppWebComponent.class)));
            }
            for (int i = 0; i < 20; i++) {
                friend.sendText(own.phoneJid(), "while away " + i);
            }
            try (CamelContext second = context(simulator, true)) {
                Awaitility.await().atMost(PATIENCE).until(() -> texts.size() >= 20);
                assertThat(texts)
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20)
                                .mapToObj(i -> "while away " + i)
                                .toList());
            }
        }
    }

    @Test
    void losesNothingWhenItStopsInABurst() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Phone own = simulator.addAccount("15550009001", "Own");
            Phone friend = simulator.addAccount("15550009002", "Friend");
            int sent = 0;
            for (int round = 0; round < 4; round++) {
                try (CamelContext context = context(simulator, false)) {
                    if (round == 0) {
                        Awaitility.await().atMost(PATIENCE).until(() -> !codes.isEmpty());
                        own.scan(codes.peek());
                    }
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .until(() -> isReady(context.getComponent("whatsapp-web", WhatsAppWebComponent.class)));
                    int seen = texts.size();
                    for (int i = 0; i < 100; i++) {
                        friend.sendText(own.phoneJid(), "burst " + sent++);
                    }
                    Awaitility.await().atMost(PATIENCE).until(() -> texts.size() > seen + 5);
                }
            }
            try (CamelContext last = context(simulator, false)) {
                int all = sent;
                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(texts.stream().distinct()).hasSize(all));
            }
        }
    }
}
