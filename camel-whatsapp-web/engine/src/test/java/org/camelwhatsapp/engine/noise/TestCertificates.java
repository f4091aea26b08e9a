package org.camelwhatsapp.engine.noise;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.proto.CertChain;
import org.camelwhatsapp.proto.CertChain.NoiseCertificate;
import org.camelwhatsapp.proto.CertChain.NoiseCertificate.Details;

/** Issues certificate chains, good ones and any bad one: change a field, then {@link #chain()}. */
public final class TestCertificates {
    public static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    final Curve25519 curve = Curve25519.fastest();
    final RandomSource random = new SeededRandom(7);
    public final KeyPair rootKey = curve.generateKeyPair(random);
    final KeyPair intermediateKey = curve.generateKeyPair(random);
    final Details.Builder intermediate = Details.newBuilder()
            .setSerial(11)
            .setIssuerSerial(0)
            .setKey(ByteString.copyFrom(intermediateKey.publicKey()))
            .setNotBefore(NOW.getEpochSecond() - 1_000)
            .setNotAfter(NOW.getEpochSecond() + 1_000);
    final Details.Builder leaf;
    KeyPair intermediateSigner = rootKey;
    KeyPair leafSigner = intermediateKey;

    public TestCertificates(byte[] serverStatic) {
        leaf = Details.newBuilder()
                .setSerial(12)
                .setIssuerSerial(11)
                .setKey(ByteString.copyFrom(serverStatic))
                .setNotBefore(NOW.getEpochSecond() - 500)
                .setNotAfter(NOW.getEpochSecond() + 500);
    }

    public NoiseRoot root() {
        return new NoiseRoot(rootKey.publicKey(), 0);
    }

    CertChain.Builder chainBuilder() {
        return CertChain.newBuilder()
                .setIntermediate(sign(intermediate.build(), intermediateSigner))
                .setLeaf(sign(leaf.build(), leafSigner));
    }

    public byte[] chain() {
        return chainBuilder().build().toByteArray();
    }

    private NoiseCertificate sign(Details details, KeyPair signer) {
        ByteString bytes = details.toByteString();
        byte[] signature = curve.sign(signer.privateKey(), bytes.toByteArray(), random);
        return NoiseCertificate.newBuilder()
                .setDetails(bytes)
                .setSignature(ByteString.copyFrom(signature))
                .build();
    }
}
