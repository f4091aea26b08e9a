package org.camelwhatsapp.gateway;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where messages are posted.
 *
 * @param url the receiver, or null for none
 * @param secret signs what is posted, or null to post unsigned
 */
public record WebhookSettings(
        @Nullable String url, @Nullable String secret) {
    private static final int MIN_SECRET = 16;

    static WebhookSettings of(SettingsReader reader) {
        String secret = reader.text("WHATSAPP_WEBHOOK_SECRET");
        if (secret != null && secret.length() < MIN_SECRET) {
            throw new SettingsException("WHATSAPP_WEBHOOK_SECRET", "at least " + MIN_SECRET + " characters long");
        }
        return new WebhookSettings(
                reader.address(
                        "WHATSAPP_WEBHOOK_URL",
                        Set.of("http", "https"),
                        "an address that begins with https:// or http://"),
                secret);
    }

    /** Prints neither secret nor address, which may hold one. */
    @Override
    public String toString() {
        return "WebhookSettings";
    }
}
