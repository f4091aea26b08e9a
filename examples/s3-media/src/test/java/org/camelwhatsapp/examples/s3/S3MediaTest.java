package org.camelwhatsapp.examples.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.gateway.Demo;
import org.camelwhatsapp.gateway.GatewaySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The example with a server of the same protocol, and a friend who sends a picture. */
class S3MediaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private static GatewaySettings settings() {
        String root = System.getProperty("project.root");
        return GatewaySettings.of(Map.of(
                "WHATSAPP_HTTP_PORT",
                "0",
                "WHATSAPP_ROUTES",
                "file:" + root + "/routes/*.camel.yaml,file:" + root + "/examples/s3-media/routes/*.camel.yaml"));
    }

    /** A linked device of the friend, as phones of the simulator upload no files. */
    private CamelContext friend(Demo demo) throws Exception {
        CamelContext context = new DefaultCamelContext();
        WhatsAppWebComponent component = new WhatsAppWebComponent();
        component.getConfiguration().setStoreUrl(directory.resolve("friend.db").toString());
        component.getConfiguration().setStorePassphrase("friend");
        component
                .getConfiguration()
                .setServerUrl(demo.simulator().webSocketUri().toString());
        component
                .getConfiguration()
                .setNoiseRootKey(
                        HexFormat.of().formatHex(demo.simulator().noiseRoot().publicKey()));
        component.getConfiguration().setTlsCertificate(demo.simulator().certificatePem());
        context.addComponent("whatsapp-web", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:friend?events=qr")
                        .process(exchange -> demo.friend()
                                .scan(exchange.getIn()
                                        .getBody(QrCodeIssued.class)
                                        .text()));
                from("direct:send").to("whatsapp-web:friend?operation=message.image");
            }
        });
        context.start();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            WhatsAppClient client = component.sessions().clients().get("friend");
            return client != null && client.state() == ConnectionState.READY;
        });
        return context;
    }

    @Test
    void storesThePictureUnderChatAndId() throws Exception {
        byte[] picture = new byte[200_000];
        new Random(1).nextBytes(picture);
        Path file = Files.write(directory.resolve("picture.jpg"), picture);
        try (EmbeddedS3 s3 = new EmbeddedS3();
                S3Client client = S3Client.builder()
                        .endpointOverride(URI.create(s3.endpoint()))
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .build()) {
            System.setProperty("s3.endpoint", s3.endpoint());
            try (Demo demo = new Demo(settings()).link();
                    CamelContext friend = friend(demo);
                    ProducerTemplate template = friend.createProducerTemplate()) {
                demo.friend().sendText(demo.phone().phoneJid(), "a text, which has no file");
                template.requestBodyAndHeaders(
                        "direct:send",
                        file,
                        Map.of(
                                "CamelWhatsAppWebChat",
                                demo.phone().phoneJid().user(),
                                "CamelWhatsAppWebMessageId",
                                "PICTURE1"));
                List<S3Object> stored = Awaitility.await()
                        .atMost(PATIENCE)
                        .until(
                                () -> client.listObjectsV2(list -> list.bucket("whatsapp-media"))
                                        .contents(),
                                // While a file comes in, the server shows it under another name.
                                list -> list.stream().anyMatch(one -> one.key().endsWith(".jpg")));
                assertThat(stored).hasSize(1);
                String key = stored.get(0).key();
                assertThat(key).matches("[0-9]+@[a-z.]+/PICTURE1\\.jpg");
                var object = client.getObjectAsBytes(
                        get -> get.bucket("whatsapp-media").key(key));
                assertThat(object.asByteArray()).isEqualTo(picture);
                GetObjectResponse response = object.response();
                assertThat(response.contentType()).isEqualTo("image/jpeg");
            } finally {
                System.clearProperty("s3.endpoint");
            }
        }
    }
}
