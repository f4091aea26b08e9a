package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.media.MediaSink;
import org.camelwhatsapp.engine.media.MediaTooLargeException;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySpoolTest {
    @TempDir
    private Path directory;

    private HistorySpool spool(long maxBytes) {
        return new HistorySpool(directory, new SeededRandom(1), maxBytes);
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 7919);
        }
        return bytes;
    }

    private static void write(HistorySpool spool, byte[] bytes, int piece) throws IOException {
        MediaSink.Transfer transfer = spool.begin();
        for (int at = 0; at < bytes.length; at += piece) {
            transfer.write(bytes, at, Math.min(piece, bytes.length - at));
        }
        transfer.commit();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void givesBackWhatWasWrittenAsOftenAsAsked(int length) throws IOException {
        try (HistorySpool spool = spool(1 << 20)) {
            write(spool, content(length), 10_007);
            for (int time = 0; time < 2; time++) {
                try (InputStream in = spool.open()) {
                    assertThat(in.readAllBytes()).isEqualTo(content(length));
                }
            }
            try (InputStream in = spool.open()) {
                assertThat(in.read()).isEqualTo(length == 0 ? -1 : 0);
            }
        }
    }

    @Test
    void nothingReadableLiesOnTheDisk() throws IOException {
        byte[] secret = "the words of a message ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try (HistorySpool spool = spool(1 << 20)) {
            write(spool, secret, 4_096);
            for (Path file : files()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("words");
            }
        }
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.toList();
        }
    }

    @Test
    void aNewTryBeginsAnew() throws IOException {
        try (HistorySpool spool = spool(1 << 20)) {
            MediaSink.Transfer broken = spool.begin();
            broken.write(content(100_000), 0, 100_000);
            broken.abort();
            assertThatThrownBy(spool::open).isInstanceOf(IOException.class);
            write(spool, content(10), 10);
            try (InputStream in = spool.open()) {
                assertThat(in.readAllBytes()).isEqualTo(content(10));
            }
        }
    }

    @Test
    void moreThanAllowedIsRefused() throws IOException {
        try (HistorySpool spool = spool(99)) {
            MediaSink.Transfer transfer = spool.begin();
            transfer.write(content(99), 0, 99);
            assertThatThrownBy(() -> transfer.write(content(1), 0, 1)).isInstanceOf(MediaTooLargeException.class);
        }
    }

    @Test
    void nothingIsReadBeforeItWasVerified() throws IOException {
        try (HistorySpool spool = spool(1 << 20)) {
            assertThatThrownBy(spool::open).isInstanceOf(IOException.class);
            spool.begin().write(content(10), 0, 10);
            assertThatThrownBy(spool::open).isInstanceOf(IOException.class);
        }
    }
}
