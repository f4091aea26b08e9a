package org.camelwhatsapp.gateway;

import java.nio.file.Path;
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
 */
public record GatewaySettings(
        int port,
        String host,
        Path dataDirectory,
        String routes,
        String rateLimit,
        @Nullable String webhookUrl,
        @Nullable String serverUrl,
        @Nullable String noiseRootKey) {

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
                environment.get("WHATSAPP_NOISE_ROOT_KEY"));
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("WHATSAPP_HTTP_PORT must be a number from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    public GatewaySettings withServer(String url, String rootKey) {
        return new GatewaySettings(port, host, dataDirectory, routes, rateLimit, webhookUrl, url, rootKey);
    }

    public GatewaySettings withDataDirectory(Path directory) {
        return new GatewaySettings(port, host, directory, routes, rateLimit, webhookUrl, serverUrl, noiseRootKey);
    }
}
