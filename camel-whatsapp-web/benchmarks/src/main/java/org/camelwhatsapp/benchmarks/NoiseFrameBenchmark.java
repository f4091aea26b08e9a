package org.camelwhatsapp.benchmarks;

import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.noise.FrameCipher;
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

/** What every stanza pays for the transport encryption. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NoiseFrameBenchmark {
    private static final int KEY_BYTES = 32;

    private final byte[] key = new SecureRandomSource().bytes(KEY_BYTES);
    private final FrameCipher sender = new FrameCipher(key);
    private final FrameCipher pairSender = new FrameCipher(key);
    private final FrameCipher pairReceiver = new FrameCipher(key);

    /** Bytes in a frame: a receipt, a message, a message to a large group. */
    @Param({"100", "1000", "100000"})
    public int frameBytes = 100;

    private byte[] frame = new byte[0];

    @Setup
    public void fill() {
        frame = new SecureRandomSource().bytes(frameBytes);
    }

    @Benchmark
    public byte[] encrypt() {
        return sender.encrypt(frame);
    }

    /** Frames carry a counter, so that one is only read after it was written: both ways together. */
    @Benchmark
    public byte[] encryptAndDecrypt() {
        return pairReceiver.decrypt(pairSender.encrypt(frame));
    }
}
