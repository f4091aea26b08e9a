package org.camelwhatsapp.engine.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;

/** A lock beside a database file, so that one process owns it. The operating system gives it up when a process dies. */
final class FileOwnership implements AutoCloseable {
    private final FileChannel channel;

    private FileOwnership(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directory and an empty file readable by its owner only, if they are not there, and locks it.
     *
     * @throws StoreException with {@code FENCED} if another process, or another store of this one, holds it
     */
    static FileOwnership take(Path database) {
        try {
            Path directory = database.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            createPrivately(database);
            Path lockFile = database.resolveSibling(database.getFileName() + ".lock");
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StoreException(Kind.FENCED, "another process owns this database file", null);
            }
            return new FileOwnership(channel);
        } catch (IOException e) {
            throw new StoreException(Kind.UNAVAILABLE, "the database file cannot be opened", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this process already: the answer is the same.
            return null;
        }
    }

    private static void createPrivately(Path database) throws IOException {
        if (Files.exists(database)) {
            return;
        }
        Files.createFile(database);
        if (Files.getFileStore(database).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException(Kind.UNAVAILABLE, "the database file cannot be given up", e);
        }
    }
}
