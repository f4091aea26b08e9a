package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.impl.health.ProducersHealthCheckRepository;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.operation.InvalidRequestException;
import org.camelwhatsapp.component.operation.Jids;
import org.camelwhatsapp.component.operation.SessionOperations;
import org.camelwhatsapp.component.operation.UnknownOperationException;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route against the simulator: both sides are looked at. */
class WhatsAppWebRouteTest extends CamelTestSupport {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private final Simulator simulator = Simulator.start();
    private final Phone own = simulator.addAccount("15550002001", "Shop");
    private final Phone customer = simulator.addAccount("15550002002", "Customer");
    private final BlockingQueue<QrCodeIssued> codes = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    protected org.apache.camel.CamelContext createCamelContext() throws Exception {
        org.apache.camel.CamelContext context = super.createCamelContext();
        WhatsAppWebComponent component = new WhatsAppWebComponent();
        WhatsAppWebConfiguration configuration = component.getConfiguration();
        configuration.setStoreUrl(
                directory.resolve(System.identityHashCode(this) + ".db").toString());
        configuration.setStorePassphrase("test");
        configuration.setServerUrl(simulator.webSocketUri().toString());
        configuration.setNoiseRootKey(
                HexFormat.of().formatHex(simulator.noiseRoot().publicKey()));
        configuration.setReconnectInitialDelay(50);
        context.addComponent("whatsapp-web", component);
        HealthCheckRegistry registry = new DefaultHealthCheckRegistry();
        registry.setCamelContext(context);
        registry.register(registry.resolveById("consumers"));
        ProducersHealthCheckRepository producers = new ProducersHealthCheckRepository();
        producers.setEnabled(true);
        registry.register(producers);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:main?events=qr")
                        .process(e -> codes.add(e.getIn().getBody(QrCodeIssued.class)));
                from("whatsapp-web:main")
                        .routeId("in")
                        .process(e -> {
                            if ("fail once".equals(e.getIn().getBody()) && failures.getAndIncrement() == 0) {
                                throw new IllegalStateException("not now");
                            }
                        })
                        .to("mock:in");
                from("direct:send").routeId("out").to("whatsapp-web:main");
            }
        };
    }

    @BeforeEach
    void pair() throws InterruptedException {
        QrCodeIssued code = codes.poll(60, TimeUnit.SECONDS);
        assertThat(code).isNotNull();
        own.scan(code.text());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status().state()).isEqualTo("READY"));
    }

    @AfterEach
    void stop() {
        context.stop();
        simulator.close();
    }

    private SessionOperations.Status status() {
        return template.requestBodyAndHeader(
                "direct:send", null, WhatsAppWebConstants.OPERATION, "session.status", SessionOperations.Status.class);
    }

    @Test
    void sendsTheBodyToANumberInAnyForm() {
        SendResult result = template.requestBodyAndHeader(
                "direct:send", "hello", WhatsAppWebConstants.CHAT, "+1 (555) 000-2002", SendResult.class);
        assertThat(customer.awaitText("hello", PATIENCE).id()).isEqualTo(result.id());
    }

    @Test
    void sendsToItself() {
        template.requestBodyAndHeader("direct:send", "note", WhatsAppWebConstants.CHAT, "self");
        assertThat(own.awaitText("note", PATIENCE).fromSelf()).isTrue();
    }

    @Test
    void consumesAMessageWithItsHeaders() throws Exception {
        MockEndpoint in = getMockEndpoint("mock:in");
        in.expectedBodiesReceived("order please");
        String id = customer.sendText(own.phoneJid(), "order please");
        in.assertIsSatisfied(60_000);
        Exchange exchange = in.getExchanges().get(0);
        assertThat(exchange.getIn().getHeader(WhatsAppWebConstants.MESSAGE_ID)).isEqualTo(id);
        assertThat(exchange.getIn().getHeader(WhatsAppWebConstants.SENDER_PHONE))
                .isEqualTo("15550002002");
        assertThat(exchange.getIn().getHeader(WhatsAppWebConstants.PUSH_NAME)).isEqualTo("Customer");
        assertThat(exchange.getIn().getHeader(WhatsAppWebConstants.REDELIVERED)).isEqualTo(false);
    }

    @Test
    void seesAMessageAgainWhenTheRouteFailed() throws Exception {
        MockEndpoint in = getMockEndpoint("mock:in");
        in.expectedMessageCount(1);
        customer.sendText(own.phoneJid(), "fail once");
        in.assertIsSatisfied(60_000);
        assertThat(in.getExchanges().get(0).getIn().getHeader(WhatsAppWebConstants.REDELIVERED))
                .isEqualTo(true);
    }

    @Test
    void tellsItsHealth() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        HealthCheck.Result up = registry.getCheck("consumer:in").orElseThrow().call();
        assertThat(up.getState()).isEqualTo(HealthCheck.State.UP);
        own.unlink(1);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            HealthCheck.Result down =
                    registry.getCheck("consumer:in").orElseThrow().call();
            assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(down.getMessage())
                    .hasValueSatisfying(text -> assertThat(text).contains("scan a new code"));
            assertThat(down.getDetails())
                    .hasEntrySatisfying(
                            "trouble", reason -> assertThat(reason.toString()).isNotBlank());
        });
    }

    @Test
    void aProducerMayStopAfterItsComponent() throws Exception {
        Producer producer = context.getEndpoint("whatsapp-web:main").createProducer();
        producer.start();
        context.stop();
        assertThatCode(producer::stop).doesNotThrowAnyException();
    }

    @Test
    void producersTellTheirHealthWhileTheyRun() throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        assertThat(registry.getCheck("producer:whatsapp-web-main")
                        .orElseThrow()
                        .call()
                        .getState())
                .isEqualTo(HealthCheck.State.UP);
        context.getRouteController().stopRoute("out");
        assertThat(registry.getCheck("producer:whatsapp-web-main")).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        assertThatThrownBy(() ->
                        template.requestBodyAndHeader("direct:send", "x", WhatsAppWebConstants.CHAT, "not a number"))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(InvalidRequestException.class)
                .cause()
                .hasMessage("chat: expected " + Jids.EXPECTED);
        assertThatThrownBy(() -> template.requestBodyAndHeader(
                        "direct:send", "x", WhatsAppWebConstants.OPERATION, "message.fly"))
                .cause()
                .isInstanceOf(UnknownOperationException.class)
                .hasMessageContaining("message.fly");
        assertThatThrownBy(() -> template.requestBody("direct:send", "x"))
                .cause()
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("chat");
    }
}
