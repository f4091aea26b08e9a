package org.camelwhatsapp.gateway;

import java.util.Set;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.jspecify.annotations.Nullable;

/**
 * Which service is used. All null means the real one.
 *
 * @param url the address
 * @param noiseRootKey the root key as hex
 * @param tlsCertificate the certificate of the media hosts in PEM form, in place of the platform's authorities
 */
public record ServiceSettings(
        @Nullable String url,
        @Nullable String noiseRootKey,
        @Nullable String tlsCertificate) {
    static ServiceSettings of(SettingsReader reader) {
        String key = reader.text("WHATSAPP_NOISE_ROOT_KEY");
        if (key != null && !key.matches("[0-9a-fA-F]{64}")) {
            throw new SettingsException("WHATSAPP_NOISE_ROOT_KEY", "64 hexadecimal digits");
        }
        String certificate = reader.text("WHATSAPP_TLS_CERTIFICATE");
        if (certificate != null) {
            checkCertificate(certificate);
        }
        return new ServiceSettings(
                reader.address(
                        "WHATSAPP_SERVER_URL", Set.of("ws", "wss"), "an address that begins with wss:// or ws://"),
                key,
                certificate);
    }

    private static void checkCertificate(String pem) {
        try {
            TlsTrust.ofPem(pem);
        } catch (RuntimeException e) {
            throw new SettingsException("WHATSAPP_TLS_CERTIFICATE", "the text of a certificate in PEM form");
        }
    }
}
