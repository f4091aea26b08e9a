package org.camelwhatsapp.engine.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encrypting and opening a file of 4 MiB, without disk and network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MediaStreamBenchmark {
    private static final int LENGTH = 4 << 20;

    private final byte[] mediaKey = random(MediaKeys.MEDIA_KEY_BYTES);
    private final byte[] content = random(LENGTH);
    private final byte[] file = sealed();

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private byte[] sealed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            seal(MediaKind.DOCUMENT, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private SealedMedia seal(MediaKind kind, OutputStream out) throws IOException {
        return new MediaEncryptor(MediaKeys.expand(mediaKey, kind), kind.isStreamable(), LENGTH, out)
                .seal(new ByteArrayInputStream(content));
    }

    @Benchmark
    public Object sealDocument() throws IOException {
        return seal(MediaKind.DOCUMENT, OutputStream.nullOutputStream());
    }

    @Benchmark
    public Object sealVideoWithSidecar() throws IOException {
        return seal(MediaKind.VIDEO, OutputStream.nullOutputStream());
    }

    @Benchmark
    public Object openDocument() throws IOException {
        RemoteMedia media = new RemoteMedia(MediaKind.DOCUMENT, null, "/x", mediaKey, null, null, LENGTH, null, 0);
        MediaReceiver receiver = MediaReceiver.of(media, LENGTH, new Discard());
        for (int at = 0; at < file.length; at += 64 << 10) {
            receiver.update(file, at, Math.min(64 << 10, file.length - at));
        }
        receiver.finish();
        return receiver;
    }

    private static final class Discard implements MediaSink.Transfer {
        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public void commit() {}

        @Override
        public void abort() {}
    }
}
