package org.camelwhatsapp.gateway;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway is started. Everything else is a property of a route.
 *
 * @param port the HTTP port on the host, 0 to 65535
 * @param host the address to listen on
 * @param dataDirectory where databases and secrets are
 * @param routes the pattern of route files
 * @param rateLimit calls of the notify endpoint, such as {@code 30 per minute}
 * @param webhookUrl where messages are posted, or null
 * @param serverUrl the service's address, or null for the real one
 * @param noiseRootKey the service's root key as hex, or null for the real one
 * @param tlsCertificate the certificate of its media hosts in PEM form, or null for the platform's authorities
 * @param attachmentRoots the directories whose files callers may have sent
 */
public record GatewaySettings(
        int port,
        String host,
        Path dataDirectory,
        String routes,
        String rateLimit,
        @Nullable String webhookUrl,
        @Nullable String serverUrl,
        @Nullable String noiseRootKey,
        @Nullable String tlsCertificate,
        List<Path> attachmentRoots) {
    public GatewaySettings {
        attachmentRoots = List.copyOf(attachmentRoots);
    }

    /** The settings of the environment, with defaults for what it does not say. */
    public static GatewaySettings of(Map<String, String> environment) {
        Path data = Path.of(environment.getOrDefault("WHATSAPP_DATA_DIR", "data"));
        return new GatewaySettings(
                port(environment.getOrDefault("WHATSAPP_HTTP_PORT", "5000")),
                environment.getOrDefault("WHATSAPP_HTTP_HOST", "127.0.0.1"),
                data,
                environment.getOrDefault("WHATSAPP_ROUTES", "file:routes/*.camel.yaml"),
                environment.getOrDefault("WHATSAPP_RATE_LIMIT", "30 per minute"),
                environment.get("WHATSAPP_WEBHOOK_URL"),
                environment.get("WHATSAPP_SERVER_URL"),
                environment.get("WHATSAPP_NOISE_ROOT_KEY"),
                environment.get("WHATSAPP_TLS_CERTIFICATE"),
                roots(environment.getOrDefault("WHATSAPP_ATTACHMENT_DIRS", "")));
    }

    private static List<Path> roots(String text) {
        return Arrays.stream(text.split(File.pathSeparator, -1))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .toList();
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("WHATSAPP_HTTP_PORT must be a number from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** Another service, such as a simulator. */
    public GatewaySettings withServer(String url, String rootKey, String certificatePem) {
        return new GatewaySettings(
                port,
                host,
                dataDirectory,
                routes,
                rateLimit,
                webhookUrl,
                url,
                rootKey,
                certificatePem,
                attachmentRoots);
    }

    public GatewaySettings withDataDirectory(Path directory) {
        return new GatewaySettings(
                port,
                host,
                directory,
                routes,
                rateLimit,
                webhookUrl,
                serverUrl,
                noiseRootKey,
                tlsCertificate,
                attachmentRoots);
    }
}
