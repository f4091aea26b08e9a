package org.camelwhatsapp.gateway.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which files of this machine a caller may have sent (OA-109): regular files inside the allowed directories, links
 * followed. Without allowed directories there are none. Thread-safe.
 */
public final class AttachmentPolicy {
    private static final List<String> FORBIDDEN =
            List.of("/etc", "/proc", "/sys", "/root", "/var/log", "c:/windows", "c:/users/default");

    private final List<Path> roots;

    /** @param roots the allowed directories; those that do not exist allow nothing */
    public AttachmentPolicy(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * The real path of a file, to be opened in place of the given one, so that a link changed later leads nowhere.
     *
     * @param field the name of the request's field
     * @throws NotifyException if the file may not be sent; tells neither path nor reason
     */
    Path require(String field, String text) {
        Path allowed = allowed(text);
        if (allowed == null) {
            throw new NotifyException(400, field + " is not allowed");
        }
        return allowed;
    }

    private @Nullable Path allowed(String text) {
        try {
            Path path = Path.of(text);
            for (Path name : path) {
                if (name.toString().equals("..")) {
                    return null;
                }
            }
            if (!path.isAbsolute() || isForbidden(path)) {
                return null;
            }
            Path real = path.toRealPath();
            return !isForbidden(real) && isInsideARoot(real) && Files.isRegularFile(real) ? real : null;
        } catch (InvalidPathException | IOException e) {
            // No path, or no such file: the caller must not learn which.
            return null;
        }
    }

    private boolean isInsideARoot(Path real) throws IOException {
        for (Path root : roots) {
            if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForbidden(Path path) {
        String text = path.normalize().toString().replace('\\', '/').toLowerCase(Locale.ROOT);
        return FORBIDDEN.stream().anyMatch(place -> text.equals(place) || text.startsWith(place + "/"));
    }
}
