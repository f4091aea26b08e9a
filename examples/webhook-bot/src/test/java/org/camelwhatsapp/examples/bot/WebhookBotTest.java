package org.camelwhatsapp.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camelwhatsapp.gateway.Demo;
import org.camelwhatsapp.gateway.GatewaySettings;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example with a service that fails at first. */
class WebhookBotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> questions = new CopyOnWriteArrayList<>();
    private HttpServer service;

    @BeforeEach
    void startService() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            questions.add(question);
            boolean fails = questions.size() == 1;
            byte[] answer = question.contains("quiet") ? new byte[0] : "Got it.".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(fails ? 500 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        System.setProperty("bot.url", "http://127.0.0.1:" + service.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        service.stop(0);
        System.clearProperty("bot.url");
    }

    @Test
    void answersEachQuestionOnceAndQuotesIt() throws Exception {
        String root = System.getProperty("project.root");
        GatewaySettings settings = GatewaySettings.of(Map.of(
                "WHATSAPP_HTTP_PORT",
                "0",
                "WHATSAPP_ROUTES",
                "file:" + root + "/routes/*.camel.yaml,file:" + root + "/examples/webhook-bot/routes/*.camel.yaml"));
        try (Demo demo = new Demo(settings).link()) {
            demo.friend().sendText(demo.phone().phoneJid(), "quiet, please");
            String id = demo.friend().sendText(demo.phone().phoneJid(), "Are you there?");
            ReceivedMessage answer = demo.friend().awaitText("Got it.", PATIENCE);
            assertThat(answer.message()
                            .getExtendedTextMessage()
                            .getContextInfo()
                            .getStanzaId())
                    .isEqualTo(id);
            assertThat(questions).hasSize(3);
            assertThat(questions.get(0)).contains("quiet, please").contains("\"redelivered\":false");
            assertThat(questions.get(1)).contains("quiet, please").contains("\"redelivered\":true");
            assertThat(demo.friend().inbox()).hasSize(1);
        }
    }
}
