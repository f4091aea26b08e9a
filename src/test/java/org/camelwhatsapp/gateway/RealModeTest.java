package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.RGBLuminanceSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as a user starts it for the real service, with the simulator in the service's place. */
class RealModeTest {
    private static final String EVENT = """
            {"topic":"order.placed","api_type":"placeorder","request_data":{"symbol":"ACME","action":"BUY"},
             "response_data":{"status":"success","orderid":"77"}}""";

    @TempDir
    private Path directory;

    /** What a camera sees: dark on light, two rows of squares to a line, each eight pixels wide. */
    private static String read(List<String> lines) {
        int scale = 8;
        int width = lines.get(0).length() * scale;
        int height = lines.size() * 2 * scale;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                char square = lines.get(y / scale / 2).charAt(x / scale);
                boolean upper = y / scale % 2 == 0;
                boolean light = square == '█' || square == (upper ? '▀' : '▄');
                pixels[y * width + x] = light ? 0xFFFFFF : 0;
            }
        }
        return QrReader.read(new RGBLuminanceSource(width, height, pixels));
    }

    private static List<String> shownCode(Path out) throws Exception {
        return Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("█"))
                .toList();
    }

    @Test
    void showsACodeIsLinkedAndSendsAnAlertAlsoAfterARestart() throws Exception {
        try (Simulator simulator = Simulator.start();
                // As a container without a locale starts it.
                GatewayProcess gateway =
                        new GatewayProcess(directory).on(simulator).set("LC_ALL", "C")) {
            Phone own = simulator.addAccount("15550007001", "Trader");
            gateway.start("--real");
            String code = gateway.awaitQrText();
            // The image is there a moment before the terminal has been written to.
            Awaitility.await()
                    .atMost(LinkedGateway.PATIENCE)
                    .until(() -> shownCode(gateway.out()).size()
                            == QrCodes.toTerminal(code).lines().count());
            assertThat(read(shownCode(gateway.out()))).as("terminal and image").isEqualTo(code);
            assertThat(Files.readString(gateway.out())).contains("The API key is in ");

            own.scan(code);
            gateway.awaitReady();
            assertThat(gateway.get("/api/v1/whatsapp/qr.png").statusCode()).isEqualTo(404);
            assertThat(gateway.post("/api/v1/orders/events", EVENT).body()).contains("Alert queued");
            own.await(message -> message.text().contains("Order ID: 77"), LinkedGateway.PATIENCE);

            gateway.terminate();
            assertThat(Files.list(gateway.data()).map(file -> file.getFileName().toString()))
                    .as("databases are closed, their write-ahead logs gone")
                    .containsAll(Arrays.asList("api-key", "passphrase", "whatsapp.db", "gateway.db"))
                    .doesNotContain("whatsapp.db-wal", "gateway.db-wal");
            int shown = shownCode(gateway.out()).size();
            gateway.start("--real");
            gateway.awaitReady();
            gateway.post("/api/v1/orders/events", EVENT.replace("77", "78"));
            own.await(message -> message.text().contains("Order ID: 78"), LinkedGateway.PATIENCE);
            assertThat(shownCode(gateway.out())).as("no second code").hasSize(shown);
        }
    }
}
