package org.camelwhatsapp.simulator.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A TLS key with a certificate signed by itself, for the loopback address. Made anew for each simulator.
 *
 * @param keyPem the private key
 * @param certificatePem what a client has to trust
 */
public record TlsIdentity(String keyPem, String certificatePem) {
    // Fixed dates: the simulator's clock may be any, a TLS client always goes by the platform's.
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

    /** @param serial the certificate's number, so that two simulators never share one */
    public static TlsIdentity create(byte[] serial) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=simulator");
            GeneralNames hosts = new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            });
            byte[] certificate = new JcaX509v3CertificateBuilder(
                            name, new BigInteger(1, serial), Date.from(FROM), Date.from(UNTIL), name, keys.getPublic())
                    .addExtension(Extension.subjectAlternativeName, false, hosts)
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
            return new TlsIdentity(pem("PRIVATE KEY", keys.getPrivate().getEncoded()), pem("CERTIFICATE", certificate));
        } catch (GeneralSecurityException | OperatorException | java.io.IOException e) {
            throw new IllegalStateException("the platform cannot make a certificate", e);
        }
    }

    /** As Vert.x takes it. */
    public PemKeyCertOptions keyCertOptions() {
        return new PemKeyCertOptions().addKeyValue(Buffer.buffer(keyPem)).addCertValue(Buffer.buffer(certificatePem));
    }

    private static String pem(String label, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** Never prints the key. */
    @Override
    public String toString() {
        return "TlsIdentity";
    }
}
