package org.camelwhatsapp.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.message.ResendOptions;
import org.camelwhatsapp.engine.message.archive.ArchiveMode;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.pacing.PacingOptions;
import org.camelwhatsapp.engine.pacing.Rate;
import org.camelwhatsapp.engine.pacing.StrangerLimit;
import org.camelwhatsapp.engine.session.ClientIdentity;
import org.camelwhatsapp.engine.session.ReconnectPolicy;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.socket.ProxySettings;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.camelwhatsapp.engine.store.jdbc.Retention;
import org.jspecify.annotations.Nullable;

/** The component's options as the engine takes them. Every refusal names the option. Stateless. */
final class SessionSettings {
    private static final int SERIAL_RADIX = 10;

    private SessionSettings() {}

    /** @throws IllegalArgumentException if an option has a value it cannot have */
    static JdbcStoreOptions store(WhatsAppWebConfiguration configuration) {
        String passphrase = configuration.getStorePassphrase();
        if (passphrase == null || passphrase.isEmpty()) {
            throw new IllegalArgumentException("storePassphrase is required: it protects the stored keys");
        }
        String url = configuration.getStoreUrl();
        if (url.startsWith("jdbc:")) {
            return JdbcStoreOptions.of(url, configuration.getStoreUser(), configuration.getStorePassword(), passphrase)
                    .withRetention(retention(configuration));
        }
        Path file = Path.of(url).toAbsolutePath();
        try {
            Path directory = file.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("storeUrl: the directory cannot be made", e);
        }
        return JdbcStoreOptions.sqlite(file, passphrase).withRetention(retention(configuration));
    }

    private static Retention retention(WhatsAppWebConfiguration configuration) {
        int days = configuration.getArchiveDays();
        int perChat = configuration.getArchivePerChat();
        if (days < 0 || days > Retention.FOREVER.toDays() || perChat < 0) {
            throw new IllegalArgumentException("archiveDays and archivePerChat need a number, 0 for no limit");
        }
        return Retention.DEFAULT.withArchive(
                days == 0 ? Retention.FOREVER : Duration.ofDays(days), perChat == 0 ? Integer.MAX_VALUE : perChat);
    }

    /** @throws IllegalArgumentException if an option has a value it cannot have */
    static WhatsAppClientOptions client(String session, WhatsAppWebConfiguration configuration) {
        ClientIdentity named = ClientIdentity.named(configuration.getDeviceName());
        String version = configuration.getClientVersion();
        ClientIdentity identity = new ClientIdentity(
                version == null ? named.version() : version,
                named.deviceName(),
                named.platform(),
                configuration.isFullHistory());
        SessionOptions defaults = SessionOptions.defaults(identity);
        SessionOptions options = new SessionOptions(
                identity,
                new ReconnectPolicy(
                        configuration.getReconnectInitialDelay(),
                        configuration.getReconnectMaxDelay(),
                        configuration.getReconnectFactor(),
                        configuration.getReconnectJitter(),
                        configuration.getReconnectMaxAttempts()),
                defaults.keepAlive(),
                Duration.ofMillis(configuration.getRequestTimeout()),
                defaults.loginTimeout(),
                defaults.qrPrefix());
        return WhatsAppClientOptions.of(session)
                .withSocket(socket(configuration))
                .withOptions(options)
                .withInteractive(configuration.getInteractive())
                .withArchive(archive(configuration))
                .withPacing(pacing(configuration))
                .withResend(resend(configuration));
    }

    private static ResendOptions resend(PacingConfiguration configuration) {
        try {
            return new ResendOptions(
                    configuration.getResendTries(),
                    Duration.ofMillis(configuration.getResendDelay()),
                    Duration.ofMillis(configuration.getResendMaxDelay()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an option that begins with resend: " + e.getMessage(), e);
        }
    }

    private static ArchiveMode archive(WhatsAppWebConfiguration configuration) {
        if (!configuration.isArchive()) {
            return ArchiveMode.OFF;
        }
        return configuration.isArchiveFollowsDeletions() ? ArchiveMode.FOLLOW : ArchiveMode.KEEP;
    }

    private static PacingOptions pacing(PacingConfiguration configuration) {
        try {
            return new PacingOptions(
                    configuration.isPacing(),
                    new Rate(configuration.getPacingPerMinute(), configuration.getPacingBurst()),
                    new Rate(configuration.getPacingChatPerMinute(), configuration.getPacingChatBurst()),
                    configuration.getPacingJitter(),
                    Duration.ofMillis(configuration.getPacingMaxWait()),
                    new StrangerLimit(
                            configuration.getPacingStrangersPerDay(),
                            configuration.getPacingStrangersFirstDay(),
                            configuration.getPacingWarmUpDays()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an option that begins with pacing: " + e.getMessage(), e);
        }
    }

    private static SocketOptions socket(WhatsAppWebConfiguration configuration) {
        return new SocketOptions(
                URI.create(configuration.getServerUrl()),
                root(configuration),
                trust(configuration),
                proxy(configuration.getProxyUrl()),
                Duration.ofMillis(configuration.getConnectTimeout()));
    }

    private static NoiseRoot root(WhatsAppWebConfiguration configuration) {
        String key = configuration.getNoiseRootKey();
        if (key == null) {
            return NoiseRoot.PRODUCTION;
        }
        try {
            int serial = Integer.parseUnsignedInt(configuration.getNoiseRootSerial(), SERIAL_RADIX);
            return NoiseRoot.ofHex(key, serial);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "noiseRootKey needs 64 hex digits, noiseRootSerial a number from 0 to 4294967295", e);
        }
    }

    private static TlsTrust trust(WhatsAppWebConfiguration configuration) {
        if (configuration.isInsecureTrustAll()) {
            return TlsTrust.insecure();
        }
        String certificate = configuration.getTlsCertificate();
        return certificate == null ? TlsTrust.SYSTEM : TlsTrust.ofPem(certificate);
    }

    static @Nullable ProxySettings proxy(@Nullable String url) {
        if (url == null || url.isEmpty()) {
            return null;
        }
        try {
            URI uri = URI.create(url);
            ProxySettings.Type type = "socks5".equals(uri.getScheme())
                    ? ProxySettings.Type.SOCKS5
                    : "http".equals(uri.getScheme()) ? ProxySettings.Type.HTTP : null;
            String host = uri.getHost();
            if (type == null || host == null) {
                throw new IllegalArgumentException("no scheme or host");
            }
            String login = uri.getRawUserInfo();
            String[] words = login == null ? new String[0] : login.split(":", 2);
            String user = words.length > 0 ? decoded(words[0]) : null;
            String password = words.length > 1 ? decoded(words[1]) : null;
            return new ProxySettings(type, host, uri.getPort(), user, password);
        } catch (IllegalArgumentException e) {
            // Neither the value nor the cause: they may hold a password.
            throw new IllegalArgumentException(
                    "proxyUrl is http://[user:password@]host:port or socks5://[user:password@]host:port");
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
