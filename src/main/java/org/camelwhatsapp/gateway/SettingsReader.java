package org.camelwhatsapp.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads settings from the environment, each with a check. Empty counts as not set. */
final class SettingsReader {
    private final Map<String, String> environment;

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    @Nullable
    String text(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    String text(String name, String fallback) {
        String value = text(name);
        return value == null ? fallback : value;
    }

    /** @throws SettingsException unless the value is one of the numbers */
    int number(String name, int fallback, int lowest, int highest) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < lowest || Integer.parseInt(value) > highest) {
            throw new SettingsException(name, "a number from " + lowest + " to " + highest);
        }
        return Integer.parseInt(value);
    }

    Path directory(String name, Path fallback) {
        String value = text(name);
        return value == null ? fallback : path(name, value, "the path of a directory");
    }

    /** Absolute directories, separated by commas. */
    List<Path> directories(String name, List<Path> fallback) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        String expected = "absolute directories, separated by commas";
        return Arrays.stream(value.split(",", -1))
                .map(String::trim)
                .map(part -> {
                    Path directory = path(name, part, expected);
                    if (part.isEmpty() || !directory.isAbsolute()) {
                        throw new SettingsException(name, expected);
                    }
                    return directory;
                })
                .toList();
    }

    private static Path path(String name, String value, String expected) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new SettingsException(name, expected);
        }
    }

    /** An absolute address with a host. */
    @Nullable
    String address(String name, Set<String> schemes, String expected) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            URI uri = new URI(value);
            if (uri.getScheme() != null && uri.getHost() != null && schemes.contains(uri.getScheme())) {
                return value;
            }
        } catch (URISyntaxException e) {
            // Says no more than the line below, and would print the value.
        }
        throw new SettingsException(name, expected);
    }
}
