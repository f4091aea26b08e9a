package org.camelwhatsapp.engine.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of media transfers of one session.
 *
 * @param maxBytes the largest content in bytes, up and down
 * @param temporaryDirectory where encrypted files wait for their upload
 * @param triesPerHost how often one host is tried before the next
 * @param firstRetryDelay how long to wait before the second try; doubled each time, up to five times as long
 * @param maxTransfers how many uploads and downloads run at a time; up to 1,024 more wait
 * @param reuploadTimeout how long the phone may take to upload a file again
 * @param fallbackHosts where to download from when the service names no host
 */
public record MediaOptions(
        long maxBytes,
        Path temporaryDirectory,
        int triesPerHost,
        Duration firstRetryDelay,
        int maxTransfers,
        Duration reuploadTimeout,
        List<String> fallbackHosts) {
    /** 2 GiB, the platform's directory, 3 tries, 1 s, 4 transfers, 60 s, the hosts of the service. */
    public static final MediaOptions DEFAULT = new MediaOptions(
            2L << 30,
            Path.of(System.getProperty("java.io.tmpdir")),
            3,
            Duration.ofSeconds(1),
            4,
            Duration.ofSeconds(60),
            List.of("mmg.whatsapp.net", "mmg-fallback.whatsapp.net"));

    public MediaOptions {
        if (maxBytes < 1 || triesPerHost < 1 || maxTransfers < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        fallbackHosts = List.copyOf(fallbackHosts);
    }
}
