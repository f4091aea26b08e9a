package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.junit.jupiter.api.Test;

/** Codes as images, and who hears of them. */
class QrCodesTest {
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

    private final QrCodes codes = new QrCodes(InstantSource.fixed(NOW));

    private static QrCodeIssued code(String text, long seconds) {
        return new QrCodeIssued(text, NOW.plusSeconds(seconds), 1, 6);
    }

    /** Of the length and the characters that real codes have. */
    private static String text(Random random) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            parts.add(Base64.getEncoder().encodeToString(bytes));
        }
        return "2@" + String.join(",", parts);
    }

    @Test
    void everyImageCanBeRead() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String text = text(random);
            codes.accept(code(text, 60));
            assertThat(QrReader.read(
                            new BufferedImageLuminanceSource(ImageIO.read(new ByteArrayInputStream(codes.png())))))
                    .isEqualTo(text);
        }
    }

    @Test
    void showsNoneThatIsNoLongerValid() {
        assertThat(codes.png()).isNull();
        codes.accept(code("old", -1));
        assertThat(codes.png()).isNull();
        assertThat(codes.newest()).isPresent();
    }

    @Test
    void oneWhoWatchesMissesNone() {
        List<String> seen = new ArrayList<>();
        codes.accept(code("first", 60));
        codes.watch(code -> seen.add(code.text()));
        codes.accept(code("second", 60));
        assertThat(seen).containsExactly("first", "second");
    }
}
