package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.gateway.notify.AttachmentPolicy;
import org.camelwhatsapp.gateway.notify.NotifyLimits;
import org.camelwhatsapp.gateway.notify.NotifyService;
import org.camelwhatsapp.gateway.notify.Part;
import org.camelwhatsapp.gateway.notify.RateLimit;
import org.camelwhatsapp.gateway.notify.Session;
import org.junit.jupiter.api.Test;

/** What nobody expected is answered in JSON too, and tells nothing of itself. */
class HttpFailureTest {
    private static final InstantSource TIME = InstantSource.fixed(Instant.EPOCH);

    private final DefaultCamelContext context = new DefaultCamelContext();

    private static final class BrokenSession implements Session {
        @Override
        public boolean isReady() {
            throw new IllegalStateException("a secret");
        }

        @Override
        public CompletableFuture<Void> send(Part part) {
            throw new IllegalStateException("a secret");
        }
    }

    private static NotifyService service() {
        return new NotifyService(
                "key",
                new NotifyLimits(new RateLimit("9 per minute", TIME), new AttachmentPolicy(List.of())),
                new NotifyService.Outlet(new BrokenSession(), parts -> {}, new SecureRandomSource()),
                name -> Optional.empty());
    }

    private Exchange exchange(String body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setHeader("X-API-KEY", "key");
        exchange.getIn().setBody(body.getBytes(StandardCharsets.UTF_8));
        return exchange;
    }

    private static void assertFailed(Exchange exchange) {
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(500);
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(exchange.getMessage().getBody(String.class))
                .contains("The request failed")
                .doesNotContain("secret");
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void ofTheNotifyEndpoint() {
        Exchange exchange = exchange("{\"message\":\"x\"}");
        new HttpAnswers(service(), null, null, null).sendNotification(exchange);
        assertFailed(exchange);
    }

    @Test
    void ofAnOperation() {
        Exchange exchange = exchange("{}");
        // Without the component's configuration the component does not start.
        new OperationEndpoint(context, service()).perform(exchange);
        assertFailed(exchange);
        assertThat(exchange.getMessage().getBody(String.class)).contains("\"code\":\"internal\"");
    }
}
