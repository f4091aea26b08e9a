package org.camelwhatsapp.engine.crypto;

import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The two implementations of the curve side by side; the engine takes the first that loads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CurveBenchmark {
    private static final int MESSAGE_BYTES = 200;

    private final RandomSource random = new SecureRandomSource();

    /** Which implementation. The native one stops the run where it does not load. */
    @Param({"native", "java"})
    public String implementation = "native";

    private Curve25519 curve = new BouncyCastleCurve();
    private KeyPair own = curve.generateKeyPair(random);
    private KeyPair other = own;
    private final byte[] message = random.bytes(MESSAGE_BYTES);
    private byte[] signature = message;

    @Setup
    public void choose() {
        curve = implementation.equals("native") ? new ConscryptCurve() : new BouncyCastleCurve();
        own = curve.generateKeyPair(random);
        other = curve.generateKeyPair(random);
        signature = curve.sign(own.privateKey(), message, random);
        if (!curve.verify(own.publicKey(), message, signature)) {
            throw new IllegalStateException("a good signature was refused");
        }
    }

    @Benchmark
    public KeyPair generateKeyPair() {
        return curve.generateKeyPair(random);
    }

    @Benchmark
    public byte[] agree() {
        return curve.agree(own.privateKey(), other.publicKey());
    }

    @Benchmark
    public byte[] sign() {
        return curve.sign(own.privateKey(), message, random);
    }

    @Benchmark
    public boolean verify() {
        return curve.verify(own.publicKey(), message, signature);
    }
}
