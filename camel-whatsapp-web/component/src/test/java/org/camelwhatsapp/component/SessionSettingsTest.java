package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.pacing.PacingOptions;
import org.camelwhatsapp.engine.pacing.Rate;
import org.camelwhatsapp.engine.pacing.StrangerLimit;
import org.camelwhatsapp.engine.socket.ProxySettings;
import org.camelwhatsapp.engine.store.jdbc.Retention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options to the engine's settings, and refusals that name the option. */
class SessionSettingsTest {
    private static WhatsAppClientOptions with(Consumer<WhatsAppWebConfiguration> change) {
        WhatsAppWebConfiguration configuration = new WhatsAppWebConfiguration();
        change.accept(configuration);
        return SessionSettings.client("main", configuration);
    }

    @Test
    void hasTheEnginesDefaults() {
        assertThat(with(c -> {})).isEqualTo(WhatsAppClientOptions.of("main"));
    }

    @Test
    void passesReconnectOptionsOn() {
        var policy = with(c -> {
                    c.setReconnectInitialDelay(5);
                    c.setReconnectMaxDelay(50);
                    c.setReconnectFactor(3);
                    c.setReconnectJitter(0);
                    c.setReconnectMaxAttempts(4);
                })
                .options()
                .reconnect();
        assertThat(policy.initialMs()).isEqualTo(5);
        assertThat(policy.maxMs()).isEqualTo(50);
        assertThat(policy.factor()).isEqualTo(3);
        assertThat(policy.jitter()).isZero();
        assertThat(policy.maxAttempts()).isEqualTo(4);
    }

    @Test
    void asksForTheWholeHistoryWhenTold() {
        assertThat(with(c -> c.setFullHistory(true)).options().identity().fullHistory())
                .isTrue();
    }

    @Test
    void keepsTheArchiveAsLongAsTold() {
        WhatsAppWebConfiguration configuration = new WhatsAppWebConfiguration();
        configuration.setStorePassphrase("test");
        configuration.setStoreUrl("jdbc:postgresql://localhost/none");
        assertThat(SessionSettings.store(configuration).retention()).isEqualTo(Retention.DEFAULT);
        configuration.setArchiveDays(90);
        configuration.setArchivePerChat(500);
        assertThat(SessionSettings.store(configuration).retention())
                .isEqualTo(Retention.DEFAULT.withArchive(Duration.ofDays(90), 500));
        configuration.setArchiveDays(-1);
        assertThatThrownBy(() -> SessionSettings.store(configuration)).hasMessageContaining("archiveDays");
    }

    @Test
    void passesPacingOptionsOn() {
        PacingOptions pacing = with(c -> {
                    c.setPacing(true);
                    c.setPacingPerMinute(10);
                    c.setPacingBurst(2);
                    c.setPacingChatPerMinute(3);
                    c.setPacingChatBurst(4);
                    c.setPacingJitter(0.5);
                    c.setPacingMaxWait(6);
                    c.setPacingStrangersPerDay(9);
                    c.setPacingStrangersFirstDay(7);
                    c.setPacingWarmUpDays(8);
                })
                .pacing();
        assertThat(pacing)
                .isEqualTo(new PacingOptions(
                        true, new Rate(10, 2), new Rate(3, 4), 0.5, Duration.ofMillis(6), new StrangerLimit(9, 7, 8)));
        assertThat(with(c -> c.setPacing(true)).pacing()).isEqualTo(PacingOptions.STANDARD);
    }

    @Test
    void takesAnUnsignedSerialForTheNoiseRoot() {
        var root = with(c -> {
                    c.setNoiseRootKey("00".repeat(32));
                    c.setNoiseRootSerial("4294967295");
                })
                .socket()
                .root();
        assertThat(root.serial()).isEqualTo(-1);
    }

    @Test
    void readsProxies() {
        assertThat(SessionSettings.proxy("socks5://u%40x:p%3Aw@proxy:1080"))
                .isEqualTo(new ProxySettings(ProxySettings.Type.SOCKS5, "proxy", 1080, "u@x", "p:w"));
        assertThat(SessionSettings.proxy("http://10.0.0.1:3128"))
                .isEqualTo(new ProxySettings(ProxySettings.Type.HTTP, "10.0.0.1", 3128, null, null));
        assertThat(SessionSettings.proxy("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy:1080", "ftp://h:1", "http://h", "http://u:secret@:80", "http://h:99999", "%", "http:"})
    void refusesOtherProxiesWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> SessionSettings.proxy(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("proxyUrl is")
                .hasMessageNotContaining("secret");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThatThrownBy(() -> with(c -> c.setNoiseRootKey("abc"))).hasMessageContaining("noiseRootKey");
        assertThatThrownBy(() -> with(c -> {
                    c.setNoiseRootKey("00".repeat(32));
                    c.setNoiseRootSerial("-1");
                }))
                .hasMessageContaining("noiseRootSerial");
        assertThatThrownBy(() -> with(c -> c.setServerUrl("https://x"))).hasMessageContaining("serverUrl");
        assertThatThrownBy(() -> with(c -> c.setReconnectJitter(2))).hasMessageContaining("jitter");
        assertThatThrownBy(() -> with(c -> c.setPacingBurst(0)))
                .hasMessageContaining("pacing")
                .hasMessageContaining("burst");
        assertThatThrownBy(() -> with(c -> c.setConnectTimeout(1))).hasMessageContaining("connectTimeout");
        assertThatThrownBy(() -> SessionSettings.store(new WhatsAppWebConfiguration()))
                .hasMessageContaining("storePassphrase");
    }
}
