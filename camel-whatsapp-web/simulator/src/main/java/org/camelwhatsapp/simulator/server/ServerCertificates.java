package org.camelwhatsapp.simulator.server;

import com.google.protobuf.ByteString;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.proto.CertChain;

/** The server's Noise keys: a root of its own, an intermediate, and a leaf for the static key. */
public final class ServerCertificates {
    private static final long VALID_SECONDS = 10L * 365 * 24 * 3600;
    private static final long CLOCK_SLACK_SECONDS = 24 * 3600;

    private final KeyPair root;
    private final KeyPair staticKey;
    private final byte[] chain;

    public ServerCertificates(Curve25519 curve, RandomSource random, long nowSeconds) {
        root = curve.generateKeyPair(random);
        KeyPair intermediate = curve.generateKeyPair(random);
        staticKey = curve.generateKeyPair(random);
        CertChain.NoiseCertificate.Details.Builder validity = CertChain.NoiseCertificate.Details.newBuilder()
                .setNotBefore(nowSeconds - CLOCK_SLACK_SECONDS)
                .setNotAfter(nowSeconds + VALID_SECONDS);
        byte[] intermediateDetails = validity.clone()
                .setSerial(1)
                .setIssuerSerial(0)
                .setKey(ByteString.copyFrom(intermediate.publicKey()))
                .build()
                .toByteArray();
        byte[] leafDetails = validity.clone()
                .setSerial(2)
                .setIssuerSerial(1)
                .setKey(ByteString.copyFrom(staticKey.publicKey()))
                .build()
                .toByteArray();
        chain = CertChain.newBuilder()
                .setIntermediate(
                        certificate(intermediateDetails, curve.sign(root.privateKey(), intermediateDetails, random)))
                .setLeaf(certificate(leafDetails, curve.sign(intermediate.privateKey(), leafDetails, random)))
                .build()
                .toByteArray();
    }

    private static CertChain.NoiseCertificate certificate(byte[] details, byte[] signature) {
        return CertChain.NoiseCertificate.newBuilder()
                .setDetails(ByteString.copyFrom(details))
                .setSignature(ByteString.copyFrom(signature))
                .build();
    }

    /** What a client has to trust. */
    public NoiseRoot root() {
        return new NoiseRoot(root.publicKey(), 0);
    }

    KeyPair staticKey() {
        return staticKey;
    }

    byte[] chain() {
        return chain;
    }
}
