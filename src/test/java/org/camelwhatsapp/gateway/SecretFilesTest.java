package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets that the gateway makes for itself. */
class SecretFilesTest {
    @TempDir
    private Path directory;

    private String secretOf(Path file) {
        return SecretFiles.readOrCreate(file, new SecureRandomSource());
    }

    @Test
    void makesASecretOnceThatOnlyItsUserCanRead() throws IOException {
        Path file = directory.resolve("made").resolve("api-key");
        String secret = secretOf(file);
        assertThat(secret).matches("[0-9a-f]{64}").isEqualTo(secretOf(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("made")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void takesWhatAHumanWrote() throws IOException {
        Path file = Files.writeString(directory.resolve("api-key"), "  my own key \n");
        assertThat(secretOf(file)).isEqualTo("my own key");
    }

    @Test
    void startsOverAfterACrashBeforeItWasWhole() throws IOException {
        Files.writeString(directory.resolve("api-key.new"), "0123");
        assertThat(secretOf(directory.resolve("api-key"))).hasSize(64);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = Files.writeString(directory.resolve("api-key"), "\n");
        assertThatThrownBy(() -> secretOf(file))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessage("the file api-key is empty");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Path file = Files.write(directory.resolve("api-key"), new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> secretOf(file)).isInstanceOf(DataDirectoryException.class);
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("data"), "");
        assertThatThrownBy(() -> secretOf(file.resolve("api-key")))
                .isInstanceOfSatisfying(
                        DataDirectoryException.class, e -> assertThat(e.code()).isEqualTo("data-directory-unusable"));
    }

    @Test
    void makesNoNewSecretForADatabaseThatIsThere() throws IOException {
        Path database = Files.writeString(directory.resolve("whatsapp.db"), "data");
        Path file = directory.resolve("passphrase");
        assertThatThrownBy(() -> SecretFiles.readOrCreateFor(database, file, new SecureRandomSource()))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("passphrase is missing");
        assertThat(file).doesNotExist();
    }
}
