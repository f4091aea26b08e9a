package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.operation.InvalidRequestException;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files sent by a route, as the other phone gets them. */
class MediaOperationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] BYTES = "not really a picture".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private final Simulator simulator = Simulator.start();
    private final Phone own = simulator.addAccount("15550002001", "Shop");
    private final Phone customer = simulator.addAccount("15550002002", "Customer");
    private final BlockingQueue<QrCodeIssued> codes = new LinkedBlockingQueue<>();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        WhatsAppWebComponent component = new WhatsAppWebComponent();
        WhatsAppWebConfiguration configuration = component.getConfiguration();
        configuration.setStoreUrl(directory.resolve("store.db").toString());
        configuration.setStorePassphrase("test");
        configuration.setServerUrl(simulator.webSocketUri().toString());
        configuration.setNoiseRootKey(
                HexFormat.of().formatHex(simulator.noiseRoot().publicKey()));
        configuration.setTlsCertificate(simulator.certificatePem());
        configuration.setReconnectInitialDelay(50);
        context.addComponent("whatsapp-web", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:main?events=qr")
                        .process(e -> codes.add(e.getIn().getBody(QrCodeIssued.class)));
                from("direct:send").to("whatsapp-web:main?chat=15550002002");
            }
        });
        context.start();
        QrCodeIssued code = codes.poll(20, TimeUnit.SECONDS);
        assertThat(code).isNotNull();
        own.scan(code.text());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> send("session.status", null, Map.of()).toString().contains("READY"));
    }

    @AfterEach
    void stop() throws java.io.IOException {
        context.close();
        simulator.close();
    }

    private Object send(String operation, Object body, Map<String, Object> headers) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(WhatsAppWebConstants.OPERATION, operation);
        return context.createFluentProducerTemplate()
                .to("direct:send")
                .withBody(body)
                .withHeaders(all)
                .request();
    }

    private Message received(Predicate<Message> wanted) {
        return customer.await(m -> wanted.test(m.message()), PATIENCE).message();
    }

    @Test
    void sendsAFileAsAPictureAndGuessesItsType() throws Exception {
        Path file = Files.write(directory.resolve("chart.png"), BYTES);
        send("message.image", file.toFile(), Map.of(WhatsAppWebConstants.CAPTION, "today"));
        Message.ImageMessage image = received(Message::hasImageMessage).getImageMessage();
        assertThat(image.getCaption()).isEqualTo("today");
        assertThat(image.getMimetype()).isEqualTo("image/png");
        assertThat(image.getFileLength()).isEqualTo(BYTES.length);
    }

    @Test
    void sendsAPathAsADocumentUnderItsName() throws Exception {
        Path file = Files.write(directory.resolve("report.pdf"), BYTES);
        send("message.document", file, Map.of());
        Message.DocumentMessage document = received(Message::hasDocumentMessage).getDocumentMessage();
        assertThat(document.getFileName()).isEqualTo("report.pdf");
        assertThat(document.getMimetype()).isEqualTo("application/pdf");
    }

    @Test
    void sendsATextAsADocumentUnderAnotherName() {
        send(
                "message.document",
                "a;b",
                Map.of(
                        WhatsAppWebConstants.FILE_NAME, "../dir/table.csv",
                        WhatsAppWebConstants.MIME_TYPE, "text/csv"));
        Message.DocumentMessage document = received(Message::hasDocumentMessage).getDocumentMessage();
        assertThat(document.getFileName()).isEqualTo("table.csv");
        assertThat(document.getMimetype()).isEqualTo("text/csv");
        assertThat(document.getFileLength()).isEqualTo(3);
    }

    @Test
    void sendsBytesAndStreamsAsSoundsVideosAndStickers() {
        send("message.voiceNote", BYTES, Map.of(WhatsAppWebConstants.FILE_NAME, "x.ogg"));
        Message.AudioMessage note = received(Message::hasAudioMessage).getAudioMessage();
        assertThat(note.getPtt()).isTrue();
        assertThat(note.getMimetype()).isEqualTo("audio/ogg; codecs=opus");
        send("message.audio", new ByteArrayInputStream(BYTES), Map.of(WhatsAppWebConstants.MIME_TYPE, "audio/mp4"));
        assertThat(received(m -> m.hasAudioMessage() && !m.getAudioMessage().getPtt())
                        .getAudioMessage()
                        .getMimetype())
                .isEqualTo("audio/mp4");
        send("message.video", BYTES, Map.of(WhatsAppWebConstants.CAPTION, "v"));
        assertThat(received(Message::hasVideoMessage).getVideoMessage().getCaption())
                .isEqualTo("v");
        send("message.sticker", BYTES, Map.of());
        assertThat(received(Message::hasStickerMessage).getStickerMessage().getMimetype())
                .isEqualTo("image/webp");
    }

    @Test
    void namesWhatIsWrongWithTheBody() {
        assertThatThrownBy(() -> send("message.image", "/home/me/chart.png", Map.of()))
                .cause()
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the body (file): expected bytes");
        assertThatThrownBy(() -> send("message.image", null, Map.of()))
                .cause()
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> send("message.document", directory.resolve("none"), Map.of()))
                .cause()
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("file: it cannot be read");
    }
}
