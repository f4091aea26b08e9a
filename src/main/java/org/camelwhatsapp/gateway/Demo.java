package org.camelwhatsapp.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;

/** The gateway on a simulated phone: it pairs itself, an order event is posted, and the alert is shown as it arrived. */
public final class Demo implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENT = """
            {"topic":"order.placed","api_type":"placeorder",
             "request_data":{"strategy":"Demo","symbol":"ACME","action":"BUY","quantity":10,
                             "pricetype":"MARKET","exchange":"NSE","product":"MIS"},
             "response_data":{"status":"success","orderid":"260105000000001"}}""";

    private final Simulator simulator = Simulator.start();
    private final Phone phone = simulator.addAccount("15550100001", "Demo");
    private final Phone friend = simulator.addAccount("15550100002", "Friend");
    private final Gateway gateway;
    private final GatewaySettings settings;

    public Demo(GatewaySettings base) throws IOException {
        Path data = Files.createTempDirectory("whatsapp-demo");
        settings = base.withDataDirectory(data)
                .withService(new ServiceSettings(
                        simulator.webSocketUri().toString(),
                        HexFormat.of().formatHex(simulator.noiseRoot().publicKey()),
                        simulator.certificatePem()));
        gateway = new Gateway(settings);
    }

    /** Starts, pairs, sends one alert and returns what the phone shows. */
    public String play() throws Exception {
        link();
        HttpResponse<String> answer = post("/api/v1/orders/events", EVENT);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the order event was refused: " + answer.body());
        }
        ReceivedMessage alert = phone.await(message -> message.text().startsWith("*Order Placed*"), PATIENCE);
        return alert.text();
    }

    /** Starts and pairs. What an example needs to be tried without a phone. */
    public Demo link() throws Exception {
        gateway.start();
        QrCodes codes = gateway.context().getRegistry().lookupByNameAndType("qrCodes", QrCodes.class);
        codes.watch(code -> phone.scan(code.text()));
        awaitReady();
        return this;
    }

    public Gateway gateway() {
        return gateway;
    }

    public Simulator simulator() {
        return simulator;
    }

    /** The phone that the gateway is linked to. */
    public Phone phone() {
        return phone;
    }

    /** Somebody else's phone. */
    public Phone friend() {
        return friend;
    }

    private void awaitReady() throws Exception {
        gateway.session().awaitReady(PATIENCE);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .header("X-API-KEY", gateway.apiKey())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String url(String path) {
        return "http://" + settings.host() + ":" + gateway.port() + path;
    }

    /** The lines that a newcomer may try. */
    public String curlLines() {
        return """
                Try it (the demo runs until Ctrl+C):

                curl -s %s -H 'Content-Type: application/json' \\
                  -d '{"apikey":"%s","self":true,"message":"Hello from curl"}'

                curl -s %s -H 'Content-Type: application/json' \\
                  -d '{"apikey":"%s","phone":"%s","message":"Hello, friend"}'

                curl -s %s -H 'X-API-KEY: %s' -H 'Content-Type: application/json' \\
                  -d '{"chat":"%s","question":"Which?","options":["red","blue"]}'

                curl -s %s -H 'X-API-KEY: %s'
                """.formatted(
                        url("/api/v1/whatsapp/notify"),
                        gateway.apiKey(),
                        url("/api/v1/whatsapp/notify"),
                        gateway.apiKey(),
                        friend.phoneJid().user(),
                        url("/v1/sessions/" + Gateway.SESSION + "/operations/message.poll"),
                        gateway.apiKey(),
                        friend.phoneJid().user(),
                        url("/api/v1/whatsapp/status"),
                        gateway.apiKey());
    }

    @Override
    public void close() {
        gateway.close();
        simulator.close();
    }
}
