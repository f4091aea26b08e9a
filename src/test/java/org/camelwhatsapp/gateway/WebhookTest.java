package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver of messages gets, and what happens when it does not take them. */
class WebhookTest {
    private static final InstantSource TIME = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
    private static final String SECRET = "0123456789abcdef";

    private final AtomicReference<byte[]> body = new AtomicReference<>();
    private final AtomicReference<Headers> headers = new AtomicReference<>();
    private volatile int answer = 204;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            body.set(exchange.getRequestBody().readAllBytes());
            headers.set(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private WebhookSettings settings(String secret) {
        return new WebhookSettings("http://127.0.0.1:" + server.getAddress().getPort() + "/t0ken", secret);
    }

    private static Exchange message() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getIn().setBody("hello");
        exchange.getIn().setHeader(WhatsAppWebConstants.MESSAGE_ID, "3EB0");
        exchange.getIn().setHeader(WhatsAppWebConstants.REDELIVERED, true);
        return exchange;
    }

    @Test
    void postsTheMessageAsJson() throws Exception {
        new Webhook(settings(null), TIME).post(message());
        JsonNode json = new ObjectMapper().readTree(body.get());
        assertThat(json.get("event").asText()).isEqualTo("message");
        assertThat(json.get("id").asText()).isEqualTo("3EB0");
        assertThat(json.get("kind").asText()).isEqualTo("text");
        assertThat(json.get("text").asText()).isEqualTo("hello");
        assertThat(json.has("content")).isFalse();
        assertThat(json.get("redelivered").asBoolean()).isTrue();
        assertThat(headers.get().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(headers.get()).doesNotContainKey("X-webhook-signature");
    }

    @Test
    void tellsWhatAMessageOfAnotherKindIs() throws Exception {
        Exchange picture = message();
        RemoteMedia file = new RemoteMedia(MediaKind.IMAGE, null, "/x", new byte[32], null, null, 7, "image/png", 0);
        picture.getIn().setBody(new ImageContent(file, "a caption"));
        new Webhook(settings(null), TIME).post(picture);
        JsonNode json = new ObjectMapper().readTree(body.get());
        assertThat(json.get("kind").asText()).isEqualTo("image");
        assertThat(json.get("text").asText()).isEqualTo("a caption");
        assertThat(json.at("/content/kind").asText()).isEqualTo("image");
        assertThat(json.at("/content/media/mimetype").asText()).isEqualTo("image/png");
        Exchange place = message();
        place.getIn().setBody(new LocationContent(1.5, 2.5, "Shop", null));
        new Webhook(settings(null), TIME).post(place);
        json = new ObjectMapper().readTree(body.get());
        assertThat(json.get("kind").asText()).isEqualTo("location");
        assertThat(json.get("text").isNull()).isTrue();
        assertThat(json.at("/content/latitude").asDouble()).isEqualTo(1.5);
    }

    @Test
    void signsTimeAndBody() throws Exception {
        new Webhook(settings(SECRET), TIME).post(message());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update("1700000000.".getBytes(StandardCharsets.UTF_8));
        assertThat(headers.get().getFirst("X-Webhook-Timestamp")).isEqualTo("1700000000");
        assertThat(headers.get().getFirst("X-Webhook-Signature"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(body.get())));
    }

    @Test
    void failsWhenTheReceiverRefusesOrIsAwayAndNamesNoAddress() {
        answer = 500;
        Webhook webhook = new Webhook(settings(null), TIME);
        assertThatThrownBy(() -> webhook.post(message()))
                .isInstanceOf(WebhookException.class)
                .hasMessage("the receiver answered 500");
        answer = 302;
        assertThatThrownBy(() -> webhook.post(message())).hasMessage("the receiver answered 302");
        server.stop(0);
        assertThatThrownBy(() -> webhook.post(message()))
                .isInstanceOfSatisfying(WebhookException.class, e -> {
                    assertThat(e.isRetryable()).isTrue();
                    assertThat(e.code()).isEqualTo("webhook-failed");
                })
                .hasMessage("the receiver did not answer");
    }

    @Test
    void doesNothingWithoutAReceiver() {
        assertThatCode(() -> new Webhook(new WebhookSettings(null, null), TIME).post(message()))
                .doesNotThrowAnyException();
        assertThat(body.get()).isNull();
    }
}
