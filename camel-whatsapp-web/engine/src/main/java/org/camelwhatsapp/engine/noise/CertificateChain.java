package org.camelwhatsapp.engine.noise;

import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.time.Instant;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.noise.CertificateException.Reason;
import org.camelwhatsapp.proto.CertChain;
import org.camelwhatsapp.proto.CertChain.NoiseCertificate;
import org.camelwhatsapp.proto.CertChain.NoiseCertificate.Details;

/**
 * Decides whether a server is the service: the root signs an intermediate, the intermediate signs the leaf, and the leaf
 * names the server's static key. Source: docs/protocol.md, "Certificate chain".
 */
public final class CertificateChain {
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    private final Curve25519 curve;
    private final NoiseRoot root;

    public CertificateChain(Curve25519 curve, NoiseRoot root) {
        this.curve = curve;
        this.root = root;
    }

    /**
     * Returns only if the chain is good.
     *
     * @param chain the serialised chain, as the server sent it
     * @param serverStatic the static key the server used in this handshake, 32 bytes
     * @param now the time at which both certificates must be valid
     * @throws CertificateException if anything is wrong
     */
    public void verify(byte[] chain, byte[] serverStatic, Instant now) {
        CertChain parsed = parse(chain);
        Details intermediate = details(parsed.getIntermediate(), "intermediate");
        Details leaf = details(parsed.getLeaf(), "leaf");

        if (intermediate.getIssuerSerial() != root.serial()) {
            throw new CertificateException(
                    Reason.WRONG_ROOT_SERIAL, "the intermediate certificate names another root serial");
        }
        if (!isSignedBy(root.publicKey(), parsed.getIntermediate())) {
            throw new CertificateException(
                    Reason.WRONG_ROOT_SIGNATURE, "the intermediate certificate was not signed by the trusted root");
        }
        if (leaf.getIssuerSerial() != intermediate.getSerial()) {
            throw new CertificateException(
                    Reason.WRONG_INTERMEDIATE_SERIAL, "the leaf certificate names another intermediate serial");
        }
        if (!isSignedBy(intermediate.getKey().toByteArray(), parsed.getLeaf())) {
            throw new CertificateException(
                    Reason.WRONG_INTERMEDIATE_SIGNATURE, "the leaf certificate was not signed by the intermediate");
        }
        if (!MessageDigest.isEqual(leaf.getKey().toByteArray(), serverStatic)) {
            throw new CertificateException(Reason.WRONG_KEY, "the leaf certificate is for another key");
        }
        requireValidAt(now, intermediate, "intermediate");
        requireValidAt(now, leaf, "leaf");
    }

    private static CertChain parse(byte[] chain) {
        try {
            return CertChain.parseFrom(chain);
        } catch (InvalidProtocolBufferException e) {
            throw new CertificateException(Reason.MALFORMED, "the certificate chain cannot be parsed");
        }
    }

    private static Details details(NoiseCertificate certificate, String name) {
        Details details;
        try {
            details = Details.parseFrom(certificate.getDetails());
        } catch (InvalidProtocolBufferException e) {
            throw new CertificateException(Reason.MALFORMED, "the " + name + " certificate cannot be parsed");
        }
        if (certificate.getSignature().size() != SIGNATURE_BYTES
                || details.getKey().size() != KEY_BYTES) {
            throw new CertificateException(Reason.MALFORMED, "the " + name + " certificate is not complete");
        }
        return details;
    }

    private boolean isSignedBy(byte[] issuerKey, NoiseCertificate certificate) {
        return curve.verify(
                issuerKey,
                certificate.getDetails().toByteArray(),
                certificate.getSignature().toByteArray());
    }

    /** Both ends of the window belong to it. The fields are unsigned. An absent end is 0, so such a chain has expired. */
    private static void requireValidAt(Instant now, Details details, String name) {
        long seconds = now.getEpochSecond();
        if (Long.compareUnsigned(seconds, details.getNotBefore()) < 0) {
            throw new CertificateException(
                    Reason.NOT_YET_VALID, "the " + name + " certificate is not valid yet; is the clock right?");
        }
        if (Long.compareUnsigned(seconds, details.getNotAfter()) > 0) {
            throw new CertificateException(
                    Reason.EXPIRED, "the " + name + " certificate has expired; is the clock right?");
        }
    }
}
