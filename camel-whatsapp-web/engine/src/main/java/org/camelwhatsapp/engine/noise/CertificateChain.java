package org.camelwhatsapp.engine.noise;

import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.time.Instant;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.proto.CertChain;

/** Checks that the key of this handshake is the server's. Source: docs/protocol.md, "Certificate chain". */
public final class CertificateChain {
    private CertificateChain() {}

    /**
     * Checks the whole chain.
     *
     * @param chain the serialised chain as received
     * @param serverStatic the key that the server used in this handshake, 32 bytes
     * @param now the present time
     * @throws UntrustedServerException with a sentence that names the certificate at fault
     */
    public static void verify(byte[] chain, byte[] serverStatic, NoiseRoot root, Curve25519 curve, Instant now) {
        CertChain parsed;
        CertChain.NoiseCertificate.Details intermediate;
        CertChain.NoiseCertificate.Details leaf;
        try {
            parsed = CertChain.parseFrom(chain);
            intermediate = CertChain.NoiseCertificate.Details.parseFrom(
                    parsed.getIntermediate().getDetails());
            leaf = CertChain.NoiseCertificate.Details.parseFrom(parsed.getLeaf().getDetails());
        } catch (InvalidProtocolBufferException e) {
            throw new UntrustedServerException("the server's certificate chain cannot be read");
        }
        checkSignature("intermediate", parsed.getIntermediate(), root.publicKey(), curve);
        checkSerial("intermediate", intermediate.getIssuerSerial(), root.serial());
        checkValidity("intermediate", intermediate, now);
        checkSignature("leaf", parsed.getLeaf(), intermediate.getKey().toByteArray(), curve);
        checkSerial("leaf", leaf.getIssuerSerial(), intermediate.getSerial());
        checkValidity("leaf", leaf, now);
        if (!MessageDigest.isEqual(leaf.getKey().toByteArray(), serverStatic)) {
            throw new UntrustedServerException("the leaf certificate is for another server key");
        }
    }

    private static void checkSignature(
            String name, CertChain.NoiseCertificate certificate, byte[] issuerKey, Curve25519 curve) {
        boolean genuine = curve.verify(
                issuerKey,
                certificate.getDetails().toByteArray(),
                certificate.getSignature().toByteArray());
        if (!genuine) {
            throw new UntrustedServerException("the " + name + " certificate is not signed by its issuer");
        }
    }

    private static void checkSerial(String name, int issuerSerial, int expected) {
        if (issuerSerial != expected) {
            throw new UntrustedServerException(
                    "the " + name + " certificate names issuer " + issuerSerial + ", not " + expected);
        }
    }

    private static void checkValidity(String name, CertChain.NoiseCertificate.Details details, Instant now) {
        long seconds = now.getEpochSecond();
        if (seconds < details.getNotBefore() || seconds > details.getNotAfter()) {
            throw new UntrustedServerException("the " + name + " certificate is not valid now");
        }
    }
}
