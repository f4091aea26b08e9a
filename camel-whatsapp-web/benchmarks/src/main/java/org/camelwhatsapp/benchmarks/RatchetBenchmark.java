package org.camelwhatsapp.benchmarks;

import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
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

/** One-to-one encryption, cold (a session is started) and warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RatchetBenchmark {
    private static final int TEXT_BYTES = 160;

    private final byte[] text = new SecureRandomSource().bytes(TEXT_BYTES);
    private final RatchetParty sender = new RatchetParty();
    private final RatchetParty receiver = new RatchetParty();
    private final RatchetParty coldSender = new RatchetParty();
    private final RatchetParty coldReceiver = new RatchetParty();
    private final PreKeyBundle coldBundle = coldReceiver.bundle();

    @Setup
    public void talk() {
        sender.initiate(receiver.bundle());
        receiver.decrypt(sender.encrypt(text));
        sender.decrypt(receiver.encrypt(text));
    }

    /** The first message to a device. */
    @Benchmark
    public Ciphertext initiateAndEncrypt() {
        coldSender.forget();
        coldSender.initiate(coldBundle);
        return coldSender.encrypt(text);
    }

    /** The first message to a device, and its reading there. */
    @Benchmark
    public byte[] initiateEncryptAndDecrypt() {
        coldReceiver.forget();
        return coldReceiver.decrypt(initiateAndEncrypt());
    }

    /** A message after a message of the same side: no new ratchet key. */
    @Benchmark
    public byte[] encryptAndDecryptSameSide() {
        return receiver.decrypt(sender.encrypt(text));
    }

    /** A message and its answer: each side makes a new ratchet key. */
    @Benchmark
    public byte[] encryptAndDecryptWithAnswer() {
        receiver.decrypt(sender.encrypt(text));
        return sender.decrypt(receiver.encrypt(text));
    }

    /** What storing a session costs before the database. */
    @Benchmark
    public byte[] serialize() {
        return sender.store();
    }

    /** What storing and loading a session cost beside the database. */
    @Benchmark
    public void serializeAndParse() {
        sender.reload();
    }
}
