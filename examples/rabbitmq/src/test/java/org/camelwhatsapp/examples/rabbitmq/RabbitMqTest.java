package org.camelwhatsapp.examples.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camelwhatsapp.gateway.Demo;
import org.camelwhatsapp.gateway.GatewaySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** The example with a broker of the same protocol. */
class RabbitMqTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private static GatewaySettings settings() {
        String root = System.getProperty("project.root");
        return GatewaySettings.of(Map.of(
                "WHATSAPP_HTTP_PORT",
                "0",
                "WHATSAPP_ROUTES",
                "file:" + root + "/routes/*.camel.yaml,file:" + root + "/examples/rabbitmq/routes/*.camel.yaml"));
    }

    @Test
    void publishesEventsAndSendsCommandsOnce() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(directory)) {
            System.setProperty("rabbitmq.uri", broker.uri());
            CachingConnectionFactory connections = new CachingConnectionFactory(URI.create(broker.uri()));
            RabbitTemplate rabbit = new RabbitTemplate(connections);
            RabbitAdmin admin = new RabbitAdmin(connections);
            admin.declareQueue(new Queue("whatsapp-commands"));
            admin.declareQueue(new Queue("seen"));
            admin.declareExchange(new TopicExchange("whatsapp"));
            admin.declareBinding(new Binding("seen", Binding.DestinationType.QUEUE, "whatsapp", "message", null));
            admin.declareQueue(new Queue("failed"));
            admin.declareBinding(new Binding("failed", Binding.DestinationType.QUEUE, "whatsapp", "failed", null));
            try (Demo demo = new Demo(settings()).link()) {
                demo.friend().sendText(demo.phone().phoneJid(), "to the exchange");
                Message event = Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> rabbit.receive("seen", 200), message -> message != null);
                assertThat(new String(event.getBody(), StandardCharsets.UTF_8))
                        .contains("\"event\":\"message\"", "to the exchange");
                assertThat(event.getMessageProperties().getReceivedRoutingKey()).isEqualTo("message");

                String to = demo.friend().phoneJid().user();
                String command = "{\"chat\":\"" + to + "\",\"text\":\"Hello\",\"messageId\":\"ORDER1001\"}";
                rabbit.convertAndSend("whatsapp-commands", command);
                rabbit.convertAndSend("whatsapp", "command", command);
                rabbit.convertAndSend("whatsapp-commands", "{\"chat\":\"" + to + "\",\"txt\":\"typo\"}");
                rabbit.convertAndSend("whatsapp-commands", "{\"chat\":\"" + to + "\",\"text\":\"Bye\"}");
                demo.friend().awaitText("Bye", PATIENCE);
                assertThat(demo.friend().inbox()).hasSize(2);
                assertThat(rabbit.receive("failed", PATIENCE.toMillis()).getBody())
                        .asString(StandardCharsets.UTF_8)
                        .contains("typo");
            } finally {
                connections.destroy();
                System.clearProperty("rabbitmq.uri");
            }
        }
    }
}
