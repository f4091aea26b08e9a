package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.pacing.PacingException;
import org.camelwhatsapp.simulator.Phone;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Messages through a route that paces them: one a second; one stranger a day. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PacingRouteTest extends LinkedRouteTest {
    private final Phone stranger = simulator.addAccount("15550002003", "Stranger");

    @Override
    protected void adjust(WhatsAppWebConfiguration configuration) {
        configuration.setPacing(true);
        configuration.setPacingChatPerMinute(60);
        configuration.setPacingChatBurst(1);
        configuration.setPacingMaxWait(5_000);
        configuration.setPacingStrangersPerDay(1);
        configuration.setPacingStrangersFirstDay(1);
    }

    private SessionOperations.Pacing pacing() {
        return perform(SessionOperations.Pacing.class, "session.pacing", null);
    }

    private void send(String to, String text) {
        perform("message.send", Map.of("chat", to, "text", text));
    }

    @Test
    @Order(1)
    @RouteTestOf(operations = {"session.pacing", "message.send"})
    void slowsAChatDownAndTellsSo() {
        List<CompletableFuture<Object>> sends = IntStream.range(0, 3)
                .mapToObj(i -> context.createProducerTemplate()
                        .asyncRequestBody("direct:perform", Map.of("chat", "15550002002", "text", "turn " + i)))
                .toList();
        sends.forEach(CompletableFuture::join);
        assertThat(customer.inbox()).hasSize(3);
        send("15550002002", "the last one");
        customer.awaitText("the last one", PATIENCE);
        SessionOperations.Pacing pacing = pacing();
        assertThat(pacing.enabled()).isTrue();
        assertThat(pacing.delayed()).isBetween(1L, 4L);
        assertThat(pacing.waiting()).isZero();
        assertThat(pacing.strangersToday()).isEqualTo(1);
        assertThat(pacing.strangersAllowed()).isEqualTo(1);
    }

    @Test
    @Order(2)
    @RouteTestOf(operations = {"session.pacing", "message.send"})
    void refusesASecondStrangerUntilThatOneWrites() {
        assertThatThrownBy(() -> send("15550002003", "hello stranger"))
                .isInstanceOfSatisfying(
                        PacingException.class,
                        failure -> assertThat(failure.code()).isEqualTo("pacing-strangers"));
        assertThat(pacing().refused()).isEqualTo(1);
        stranger.sendText(own.phoneJid(), "hello shop");
        await(MessageReceived.class, event -> event.message().content().equals(new TextContent("hello shop")));
        send("15550002003", "hello customer");
        stranger.awaitText("hello customer", PATIENCE);
        assertThat(stranger.inbox()).hasSize(1);
        assertThat(pacing().strangersToday()).isEqualTo(1);
    }
}
