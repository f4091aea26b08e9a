package org.camelwhatsapp.benchmarks;

import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.signal.GroupCipher;
import org.camelwhatsapp.engine.signal.SenderKeyDistribution;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Group encryption: once per message, however many devices read it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SenderKeyBenchmark {
    private static final int TEXT_BYTES = 160;

    private final SecureRandomSource random = new SecureRandomSource();
    private final byte[] text = random.bytes(TEXT_BYTES);
    private final GroupCipher cipher = new GroupCipher(Curve25519.fastest(), random);
    private final SenderKeyRecord sendOnly = new SenderKeyRecord();
    private final SenderKeyRecord sender = new SenderKeyRecord();
    private final SenderKeyRecord receiver = new SenderKeyRecord();

    @Setup
    public void distribute() {
        cipher.create(sendOnly);
        SenderKeyDistribution distribution = cipher.create(sender);
        cipher.process(receiver, distribution.bytes());
    }

    @Benchmark
    public byte[] encrypt() {
        return cipher.encrypt(sendOnly, text);
    }

    @Benchmark
    public byte[] encryptAndDecrypt() {
        return cipher.decrypt(receiver, cipher.encrypt(sender, text));
    }

    /** A new key of one sender, made and read. */
    @Benchmark
    public SenderKeyRecord createAndProcess() {
        SenderKeyRecord fresh = new SenderKeyRecord();
        cipher.process(fresh, cipher.create(new SenderKeyRecord()).bytes());
        return fresh;
    }
}
