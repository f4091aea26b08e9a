package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting: its default, and what is said of a value that cannot be used. */
class GatewaySettingsTest {
    private static GatewaySettings of(String name, String value) {
        return GatewaySettings.of(Map.of(name, value));
    }

    @Test
    void oa20_listensOnPort5000OfThisMachine() {
        GatewaySettings settings = GatewaySettings.of(Map.of());
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(5_000);
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data"));
        assertThat(settings.routes()).isEqualTo("file:routes/*.camel.yaml");
        assertThat(settings.pacing()).isEqualTo(new PacingSettings(true, 40));
        assertThat(settings.webhook()).isEqualTo(new WebhookSettings(null, null));
        assertThat(settings.service()).isEqualTo(new ServiceSettings(null, null, null));
    }

    @Test
    void oa22_allowsThirtyCallsPerMinute() {
        assertThat(GatewaySettings.of(Map.of()).rateLimit()).isEqualTo("30 per minute");
        assertThat(of("WHATSAPP_RATE_LIMIT", "5 per hour").rateLimit()).isEqualTo("5 per hour");
    }

    @Test
    void oa96_sendsFilesOfTheAttachmentsDirectoryOnly() {
        assertThat(of("WHATSAPP_DATA_DIR", "/var/gateway").attachmentRoots())
                .containsExactly(Path.of("/var/gateway/attachments"));
        assertThat(of("WHATSAPP_ATTACHMENT_ROOTS", "/a, /b/c").attachmentRoots())
                .containsExactly(Path.of("/a"), Path.of("/b/c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WHATSAPP_HTTP_PORT|65536|a number from 0 to 65535",
                "WHATSAPP_HTTP_PORT|-1|a number from 0 to 65535",
                "WHATSAPP_HTTP_PORT|5000x|a number from 0 to 65535",
                "WHATSAPP_HTTP_PORT|99999999999999999999|a number from 0 to 65535",
                "WHATSAPP_HTTP_HOST|http://localhost|the name or address of this machine to listen on",
                "WHATSAPP_HTTP_HOST|a b|the name or address of this machine to listen on",
                "WHATSAPP_ROUTES|routes/*.yaml|patterns that begin with file: or classpath:, separated by commas",
                "WHATSAPP_ROUTES|file:a.yaml,,|patterns that begin with file: or classpath:, separated by commas",
                "WHATSAPP_RATE_LIMIT|30/min|1 to 100000 calls per second, minute, hour or day, such as '30 per minute'",
                "WHATSAPP_RATE_LIMIT|0 per day|1 to 100000 calls per second, minute, hour or day, such as '30 per minute'",
                "WHATSAPP_PACING|slow|on or off",
                "WHATSAPP_STRANGERS_PER_DAY|-1|a number from 0 to 100000",
                "WHATSAPP_WEBHOOK_URL|ftp://host/x|an address that begins with https:// or http://",
                "WHATSAPP_WEBHOOK_URL|http:///x|an address that begins with https:// or http://",
                "WHATSAPP_WEBHOOK_URL|http://host/with space|an address that begins with https:// or http://",
                "WHATSAPP_WEBHOOK_SECRET|short|at least 16 characters long",
                "WHATSAPP_ATTACHMENT_ROOTS|relative|absolute directories, separated by commas",
                "WHATSAPP_ATTACHMENT_ROOTS|/a,|absolute directories, separated by commas",
                "WHATSAPP_SERVER_URL|https://host|an address that begins with wss:// or ws://",
                "WHATSAPP_SERVER_URL|wss:nothing|an address that begins with wss:// or ws://",
                "WHATSAPP_NOISE_ROOT_KEY|00ff|64 hexadecimal digits",
                "WHATSAPP_TLS_CERTIFICATE|no certificate|the text of a certificate in PEM form",
            })
    void namesTheVariableAndWhatItMustBeButNeverTheValue(String name, String value, String expected) {
        assertThatThrownBy(() -> of(name, value)).isInstanceOfSatisfying(SettingsException.class, e -> {
            assertThat(e.code()).isEqualTo("invalid-setting");
            assertThat(e).hasMessage(name + " must be " + expected).hasNoCause();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"WHATSAPP_DATA_DIR", "WHATSAPP_ATTACHMENT_ROOTS"})
    void refusesWhatIsNoPath(String name) {
        assertThatThrownBy(() -> of(name, "/a\0b")).isInstanceOf(SettingsException.class);
    }

    @Test
    void takesEmptyForNotSet() {
        Map<String, String> empty = new HashMap<>();
        GatewaySettings.names().forEach(name -> empty.put(name, " "));
        assertThat(GatewaySettings.of(empty)).isEqualTo(GatewaySettings.of(Map.of()));
    }

    @Test
    void findsMisspeltNames() {
        assertThat(GatewaySettings.unknown(Map.of(
                        "WHATSAPP_HTTP_PROT", "1", "WHATSAPP_ATTACHMENT_DIRS", "/", "PATH", "", "WHATSAPP_ROUTES", "")))
                .containsExactly("WHATSAPP_ATTACHMENT_DIRS", "WHATSAPP_HTTP_PROT");
    }

    @Test
    void printsNeitherSecretNorAddress() {
        WebhookSettings settings = GatewaySettings.of(
                        Map.of("WHATSAPP_WEBHOOK_SECRET", "0123456789abcdef", "WHATSAPP_WEBHOOK_URL", "http://h/t0ken"))
                .webhook();
        assertThat(settings.toString()).doesNotContain("0123").doesNotContain("t0ken");
        assertThat(settings.secret()).isEqualTo("0123456789abcdef");
    }

    @Test
    void thePageOfTheGatewayListsEverySetting() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "gateway.md"));
        Matcher names = Pattern.compile("`(WHATSAPP_[A-Z_]+)`").matcher(page);
        TreeSet<String> listed = new TreeSet<>();
        while (names.find()) {
            listed.add(names.group(1));
        }
        assertThat(listed).isEqualTo(GatewaySettings.names());
        assertThat(List.copyOf(listed)).isNotEmpty();
    }
}
