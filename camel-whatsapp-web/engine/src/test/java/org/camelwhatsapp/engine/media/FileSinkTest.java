package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    Path directory;

    @Test
    void theTargetAppearsOnlyAtTheCommit() throws Exception {
        Path target = directory.resolve("picture.jpg");
        MediaSink.Transfer transfer = new FileSink(target, new SeededRandom(1)).begin();
        transfer.write(new byte[] {0, 1, 2, 3}, 1, 2);
        assertThat(target).doesNotExist();
        transfer.commit();
        assertThat(target).hasBinaryContent(new byte[] {1, 2});
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void anOlderTargetStaysUntilTheCommit() throws Exception {
        Path target = Files.writeString(directory.resolve("picture.jpg"), "old");
        FileSink sink = new FileSink(target, new SeededRandom(1));
        MediaSink.Transfer first = sink.begin();
        first.write(new byte[] {1}, 0, 1);
        first.abort();
        assertThat(target).hasContent("old");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
        MediaSink.Transfer second = sink.begin();
        second.write("new".getBytes(), 0, 3);
        second.commit();
        assertThat(target).hasContent("new");
    }

    @Test
    void aMissingDirectoryIsAnError() {
        FileSink sink = new FileSink(directory.resolve("absent/picture.jpg"), new SeededRandom(1));
        assertThatThrownBy(sink::begin).isInstanceOf(IOException.class);
    }
}
