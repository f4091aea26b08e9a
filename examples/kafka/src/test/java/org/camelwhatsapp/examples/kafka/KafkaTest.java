package org.camelwhatsapp.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.camelwhatsapp.gateway.Demo;
import org.camelwhatsapp.gateway.GatewaySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with a real broker. */
class KafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private static GatewaySettings settings() {
        String root = System.getProperty("project.root");
        return GatewaySettings.of(Map.of(
                "WHATSAPP_HTTP_PORT",
                "0",
                "WHATSAPP_ROUTES",
                "file:" + root + "/routes/*.camel.yaml,file:" + root + "/examples/kafka/routes/*.camel.yaml"));
    }

    private static ConsumerRecord<String, String> awaitRecord(
            KafkaConsumer<String, String> consumer, List<ConsumerRecord<String, String>> seen, String text) {
        return Awaitility.await(text)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
                            return seen.stream()
                                    .filter(record -> record.value().contains(text))
                                    .findFirst();
                        },
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void writesEventsAndSendsCommands() throws Exception {
        try (EmbeddedKafka kafka = new EmbeddedKafka(directory)) {
            System.setProperty("kafka.brokers", kafka.brokers());
            Map<String, Object> common = Map.of("bootstrap.servers", kafka.brokers());
            Map<String, Object> reading =
                    Map.of("bootstrap.servers", kafka.brokers(), "group.id", "test", "auto.offset.reset", "earliest");
            try (KafkaProducer<String, String> producer =
                            new KafkaProducer<>(common, new StringSerializer(), new StringSerializer());
                    KafkaConsumer<String, String> consumer =
                            new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
                    Demo demo = new Demo(settings()).link()) {
                consumer.subscribe(List.of("whatsapp-events", "whatsapp-failed"));
                List<ConsumerRecord<String, String>> seen = new ArrayList<>();

                demo.friend().sendText(demo.phone().phoneJid(), "to the topic");
                ConsumerRecord<String, String> event = awaitRecord(consumer, seen, "to the topic");
                assertThat(event.key()).startsWith(demo.friend().phoneJid().user());
                assertThat(event.value()).contains("\"event\":\"message\"", "\"session\":\"main\"");

                String to = demo.friend().phoneJid().user();
                producer.send(
                        new ProducerRecord<>("whatsapp-commands", "{\"chat\":\"" + to + "\",\"text\":\"Hello\"}"));
                producer.send(new ProducerRecord<>("whatsapp-commands", "{\"chat\":\"" + to + "\",\"txt\":\"typo\"}"));
                producer.send(new ProducerRecord<>("whatsapp-commands", "{\"chat\":\"" + to + "\",\"text\":\"Bye\"}"));
                producer.flush();
                demo.friend().awaitText("Bye", PATIENCE);
                assertThat(demo.friend().inbox()).hasSize(2);
                assertThat(demo.friend().awaitText("Hello", PATIENCE).id()).matches("KAFKA0X\\d+");
                assertThat(awaitRecord(consumer, seen, "typo").topic()).isEqualTo("whatsapp-failed");
            } finally {
                System.clearProperty("kafka.brokers");
            }
        }
    }
}
