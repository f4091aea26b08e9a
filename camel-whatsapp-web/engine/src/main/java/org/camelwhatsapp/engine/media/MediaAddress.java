package org.camelwhatsapp.engine.media;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Makes the address of a file on a media host.
 *
 * <p>Path and url come from a stranger's message. Only the path is used, and only on hosts that the service named: a
 * message can never make this process fetch from another machine. Source: docs/protocol.md, "Media".
 */
final class MediaAddress {
    private static final int MAX_PATH = 4096;

    private MediaAddress() {}

    /**
     * What to put behind the name of a host.
     *
     * @throws MediaIntegrityException if the file has no usable address
     */
    static String pathOf(RemoteMedia media) {
        String path = media.directPath() != null ? media.directPath() : pathOfUrl(media.url());
        if (path == null || !isPath(path)) {
            throw new MediaIntegrityException("the file has no usable address");
        }
        StringBuilder address = new StringBuilder(path).append(path.indexOf('?') < 0 ? '?' : '&');
        byte[] hash = media.fileEncSha256();
        if (hash != null) {
            address.append("hash=")
                    .append(Base64.getUrlEncoder().encodeToString(hash))
                    .append('&');
        }
        return address.append("mms-type=")
                .append(media.kind().serverType())
                .append("&__wa-mms=")
                .toString();
    }

    private static @Nullable String pathOfUrl(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            URI uri = new URI(url);
            String query = uri.getRawQuery();
            return query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isPath(String path) {
        return path.startsWith("/")
                && path.length() <= MAX_PATH
                && path.indexOf('#') < 0
                && path.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
