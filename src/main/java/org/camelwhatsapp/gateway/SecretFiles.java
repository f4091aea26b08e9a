package org.camelwhatsapp.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.camelwhatsapp.engine.env.RandomSource;

/** Secrets that the gateway makes for itself at its first start, in files that only its user can read. */
final class SecretFiles {
    private static final int BYTES = 32;

    private SecretFiles() {}

    /** Reads the secret, or makes one. */
    static String readOrCreate(Path file, RandomSource random) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file, StandardCharsets.UTF_8).trim();
            }
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            String secret = HexFormat.of().formatHex(random.bytes(BYTES));
            Files.writeString(file, secret + "\n", StandardCharsets.UTF_8);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret in " + file.getFileName() + " cannot be read or written", e);
        }
    }
}
