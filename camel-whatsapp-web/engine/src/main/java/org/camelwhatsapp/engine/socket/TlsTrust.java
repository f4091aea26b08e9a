package org.camelwhatsapp.engine.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whose TLS certificates are believed.
 *
 * @param certificatePem certificates in PEM form, trusted instead of the platform's, or null
 * @param insecureTrustAll believe everybody and skip the host name: for tests only, and only when asked for by this name
 */
public record TlsTrust(@Nullable String certificatePem, boolean insecureTrustAll) {
    /** The platform's certificate authorities. */
    public static final TlsTrust SYSTEM = new TlsTrust(null, false);

    public TlsTrust {
        if (certificatePem != null && !holdsCertificate(certificatePem)) {
            throw new IllegalArgumentException("the PEM text holds no certificate");
        }
    }

    private static boolean holdsCertificate(String pem) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException if the text holds no certificate */
    public static TlsTrust ofPem(String pem) {
        return new TlsTrust(pem, false);
    }

    public static TlsTrust insecure() {
        return new TlsTrust(null, true);
    }

    /** What to give to Vert.x, or null for the platform's own. */
    public @Nullable TrustOptions trustOptions() {
        String pem = certificatePem;
        return pem == null ? null : new PemTrustOptions().addCertValue(Buffer.buffer(pem));
    }

    <T extends TCPSSLOptions> T applyTo(T options) {
        TrustOptions trust = trustOptions();
        if (trust != null) {
            options.setTrustOptions(trust);
        }
        return options;
    }
}
