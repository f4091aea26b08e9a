package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Counts the bytes that a large file costs, rather than seconds or the size of the process. */
class MediaMemoryTest {
    private static final long LARGE = 256L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aLargeFileCostsNoMoreMemoryThanASmallOne() throws Exception {
        passThrough(1 << 20); // Once before measuring, so that class loading does not count.
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long received = passThrough(LARGE);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(received).isEqualTo(LARGE);
        // All that was ever allocated, so the peak is below it: six buffers of a piece and the sidecar of 40 KiB.
        assertThat(allocated).isLessThan(1 << 20);
    }

    /** Encrypts zeros straight into a decryptor, which counts what comes out. */
    private static long passThrough(long length) throws IOException {
        long[] received = {0};
        MediaSink.Transfer counter = new MediaSink.Transfer() {
            @Override
            public void write(byte[] bytes, int offset, int count) {
                received[0] += count;
            }

            @Override
            public void commit() {}

            @Override
            public void abort() {}
        };
        RemoteMedia media =
                new RemoteMedia(MediaKind.VIDEO, null, "/x", Samples.MEDIA_KEY, null, null, length, null, 0);
        MediaReceiver receiver = MediaReceiver.of(media, length, counter);
        OutputStream wire = new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                receiver.update(bytes, offset, count);
            }
        };
        new MediaEncryptor(MediaKeys.expand(Samples.MEDIA_KEY, MediaKind.VIDEO), true, length, wire)
                .seal(new Zeros(length));
        receiver.finish();
        return received[0];
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
