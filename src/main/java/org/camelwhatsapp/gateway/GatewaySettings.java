package org.camelwhatsapp.gateway;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camelwhatsapp.gateway.notify.RateLimit;

/**
 * How the gateway is started. Everything else is a property of a route.
 *
 * @param host the address to listen on
 * @param port the HTTP port on it, 0 to 65535
 * @param dataDirectory where databases and secrets are
 * @param routes the pattern of route files
 * @param rateLimit calls of the notify endpoint, such as {@code 30 per minute}
 * @param pacing how fast messages leave
 * @param webhook where messages are posted
 * @param service which service is used
 * @param attachmentRoots the directories whose files callers may have sent
 */
public record GatewaySettings(
        String host,
        int port,
        Path dataDirectory,
        String routes,
        String rateLimit,
        PacingSettings pacing,
        WebhookSettings webhook,
        ServiceSettings service,
        List<Path> attachmentRoots) {
    private static final String PREFIX = "WHATSAPP_";
    private static final Set<String> NAMES = Set.of(
            "WHATSAPP_HTTP_HOST",
            "WHATSAPP_HTTP_PORT",
            "WHATSAPP_DATA_DIR",
            "WHATSAPP_ROUTES",
            "WHATSAPP_RATE_LIMIT",
            "WHATSAPP_PACING",
            "WHATSAPP_STRANGERS_PER_DAY",
            "WHATSAPP_WEBHOOK_URL",
            "WHATSAPP_WEBHOOK_SECRET",
            "WHATSAPP_ATTACHMENT_ROOTS",
            "WHATSAPP_SERVER_URL",
            "WHATSAPP_NOISE_ROOT_KEY",
            "WHATSAPP_TLS_CERTIFICATE");

    public GatewaySettings {
        attachmentRoots = List.copyOf(attachmentRoots);
    }

    /**
     * The settings of the environment, with defaults for what it does not say.
     *
     * @throws SettingsException names the variable and what it must be
     */
    public static GatewaySettings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        Path data = reader.directory("WHATSAPP_DATA_DIR", Path.of("data"));
        return new GatewaySettings(
                host(reader),
                reader.number("WHATSAPP_HTTP_PORT", 5_000, 0, 65_535),
                data,
                routes(reader),
                rateLimit(reader),
                PacingSettings.of(reader),
                WebhookSettings.of(reader),
                ServiceSettings.of(reader),
                reader.directories(
                        "WHATSAPP_ATTACHMENT_ROOTS",
                        List.of(data.toAbsolutePath().resolve("attachments"))));
    }

    private static String host(SettingsReader reader) {
        String host = reader.text("WHATSAPP_HTTP_HOST", "127.0.0.1");
        if (!host.matches("[0-9A-Za-z.:_-]{1,253}")) {
            throw new SettingsException("WHATSAPP_HTTP_HOST", "the name or address of this machine to listen on");
        }
        return host;
    }

    private static String routes(SettingsReader reader) {
        String routes = reader.text("WHATSAPP_ROUTES", "file:routes/*.camel.yaml");
        for (String pattern : routes.split(",", -1)) {
            if (!pattern.trim().matches("(file|classpath):.+")) {
                throw new SettingsException(
                        "WHATSAPP_ROUTES", "patterns that begin with file: or classpath:, separated by commas");
            }
        }
        return routes;
    }

    private static String rateLimit(SettingsReader reader) {
        String limit = reader.text("WHATSAPP_RATE_LIMIT", "30 per minute");
        try {
            return new RateLimit(limit, () -> Instant.EPOCH).text();
        } catch (IllegalArgumentException e) {
            throw new SettingsException("WHATSAPP_RATE_LIMIT", RateLimit.FORM);
        }
    }

    /** Variables that look like settings and are none, sorted: most likely misspelt. */
    public static Set<String> unknown(Map<String, String> environment) {
        Set<String> unknown = new TreeSet<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !NAMES.contains(name))
                .forEach(unknown::add);
        return unknown;
    }

    /** The names of all variables that are read. */
    public static Set<String> names() {
        return new TreeSet<>(NAMES);
    }

    /** Another service, such as a simulator. */
    public GatewaySettings withService(ServiceSettings other) {
        return new GatewaySettings(
                host, port, dataDirectory, routes, rateLimit, pacing, webhook, other, attachmentRoots);
    }

    public GatewaySettings withDataDirectory(Path directory) {
        return new GatewaySettings(host, port, directory, routes, rateLimit, pacing, webhook, service, attachmentRoots);
    }
}
