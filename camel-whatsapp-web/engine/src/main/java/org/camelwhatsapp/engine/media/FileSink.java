package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.camelwhatsapp.engine.env.RandomSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a download to a file that appears only when it is complete and verified: a hidden file beside the target takes
 * the content, is written through to the disk, and then takes the target's name in one step.
 */
final class FileSink implements MediaSink {
    private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);
    private static final int SUFFIX_BYTES = 8;

    private final Path target;
    private final RandomSource random;

    FileSink(Path target, RandomSource random) {
        this.target = target.toAbsolutePath();
        this.random = random;
    }

    @Override
    public Transfer begin() throws IOException {
        String suffix = HexFormat.of().formatHex(random.bytes(SUFFIX_BYTES));
        Path partial = target.resolveSibling("." + target.getFileName() + "." + suffix + ".part");
        return new FileTransfer(
                partial, FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private final class FileTransfer implements Transfer {
        private final Path partial;
        private final FileChannel channel;

        FileTransfer(Path partial, FileChannel channel) {
            this.partial = partial;
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void commit() throws IOException {
            channel.force(false);
            channel.close();
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void abort() {
            try {
                channel.close();
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                LOG.warn(
                        "a partial download could not be deleted: {}",
                        e.getClass().getSimpleName());
            }
        }
    }
}
