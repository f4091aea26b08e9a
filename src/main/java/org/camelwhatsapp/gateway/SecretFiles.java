package org.camelwhatsapp.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.camelwhatsapp.engine.env.RandomSource;

/** Secrets that the gateway makes for itself at its first start, in files that only its user can read. */
final class SecretFiles {
    private static final int BYTES = 32;

    private SecretFiles() {}

    /**
     * Reads the secret, or makes one. A new one is on disk when this returns, whole or not at all.
     *
     * @throws DataDirectoryException if that cannot be done, or the file is empty
     */
    static String readOrCreate(Path file, RandomSource random) {
        try {
            return Files.exists(file) ? read(file) : create(file.toAbsolutePath(), random);
        } catch (IOException e) {
            throw new DataDirectoryException("the file " + file.getFileName() + " cannot be read or made", e);
        }
    }

    /**
     * Reads the secret that opens a database, or makes one for a new database.
     *
     * @throws DataDirectoryException also if the database is there and the secret is not: a new one would not open it
     */
    static String readOrCreateFor(Path database, Path file, RandomSource random) {
        if (!Files.exists(file) && Files.exists(database)) {
            throw new DataDirectoryException(
                    "the file " + file.getFileName() + " is missing, and " + database.getFileName()
                            + " cannot be opened without it: put it back, or move both away to link again",
                    null);
        }
        return readOrCreate(file, random);
    }

    private static String read(Path file) throws IOException {
        String secret = Files.readString(file, StandardCharsets.UTF_8).trim();
        if (secret.isEmpty()) {
            throw new DataDirectoryException("the file " + file.getFileName() + " is empty", null);
        }
        return secret;
    }

    private static String create(Path file, RandomSource random) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        String secret = HexFormat.of().formatHex(random.bytes(BYTES));
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished);
        if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
        }
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(secret + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }
}
