package org.camelwhatsapp.engine.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.AesCtr;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.media.MediaSink;
import org.camelwhatsapp.engine.media.MediaTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a downloaded part on the disk until it has been taken in: it is verified as a whole before a byte of it is acted
 * upon, and read twice. The file is encrypted with a key that is only in memory, and has no name once it is open where
 * the platform allows that, so nothing of it outlives the process.
 */
final class HistorySpool implements MediaSink, HistorySource {
    private static final Logger LOG = LoggerFactory.getLogger(HistorySpool.class);
    private static final int BLOCK = 64 << 10;
    private static final int CIPHER_BLOCK = 16;
    private static final int KEY_BYTES = 32;

    private final Path directory;
    private final RandomSource random;
    private final long maxBytes;
    private @Nullable Try current;

    HistorySpool(Path directory, RandomSource random, long maxBytes) {
        this.directory = directory;
        this.random = random;
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized Transfer begin() throws IOException {
        close();
        Path file = Files.createTempFile(directory, "whatsapp-history-", ".part");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        Try started = new Try(channel, random.bytes(KEY_BYTES));
        current = started;
        return started;
    }

    @Override
    public synchronized InputStream open() throws IOException {
        Try complete = current;
        if (complete == null || !complete.committed) {
            throw new IOException("nothing was downloaded");
        }
        return new Reading(complete);
    }

    @Override
    public synchronized void close() {
        Try last = current;
        current = null;
        if (last != null) {
            last.abort();
        }
    }

    private static byte[] apply(Try file, long block, byte[] bytes) {
        byte[] counter = ByteBuffer.allocate(CIPHER_BLOCK)
                .putLong(0)
                .putLong(block * (BLOCK / CIPHER_BLOCK))
                .array();
        return AesCtr.apply(file.key, counter, bytes);
    }

    private final class Try implements Transfer {
        private final FileChannel channel;
        private final byte[] key;
        private final byte[] block = new byte[BLOCK];
        private int filled;
        private long blocks;
        private long length;
        private volatile boolean committed;

        Try(FileChannel channel, byte[] key) {
            this.channel = channel;
            this.key = key;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            length += count;
            if (length > maxBytes) {
                throw new MediaTooLargeException(maxBytes);
            }
            int done = 0;
            while (done < count) {
                int some = Math.min(BLOCK - filled, count - done);
                System.arraycopy(bytes, offset + done, block, filled, some);
                filled += some;
                done += some;
                if (filled == BLOCK) {
                    flush();
                }
            }
        }

        private void flush() throws IOException {
            ByteBuffer sealed = ByteBuffer.wrap(apply(this, blocks++, Arrays.copyOf(block, filled)));
            filled = 0;
            while (sealed.hasRemaining()) {
                channel.write(sealed);
            }
        }

        @Override
        public void commit() throws IOException {
            flush();
            committed = true;
        }

        @Override
        public void abort() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn(
                        "a part of the history could not be deleted: {}",
                        e.getClass().getSimpleName());
            }
        }
    }

    private static final class Reading extends InputStream {
        private final Try file;
        private final ByteBuffer sealed = ByteBuffer.allocate(BLOCK);
        private byte[] open = {};
        private int at;
        private long block;

        Reading(Try file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return fill() ? open[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int some = Math.min(count, open.length - at);
            System.arraycopy(open, at, bytes, offset, some);
            at += some;
            return some;
        }

        private boolean fill() throws IOException {
            if (at < open.length) {
                return true;
            }
            sealed.clear();
            long from = block * BLOCK;
            int count = 0;
            while (count >= 0 && sealed.hasRemaining()) {
                count = file.channel.read(sealed, from + sealed.position());
            }
            if (sealed.position() == 0) {
                return false;
            }
            open = apply(file, block++, Arrays.copyOf(sealed.array(), sealed.position()));
            at = 0;
            return true;
        }
    }
}
