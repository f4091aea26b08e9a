package org.camelwhatsapp.benchmarks.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Files go up from disk with a message, and the same files come down to disk. */
final class MediaScenario implements Scenario {
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;

    MediaScenario(Path directory) {
        this.directory = directory;
    }

    @Override
    public void run(Round round) {
        LoadPlan.Sizes sizes = round.sizes();
        ClientUnderLoad client = round.client();
        Path file = file(sizes.mediaMebibytes());
        Path target = directory.resolve("downloaded");
        Crowd one = round.people().strangers(1);
        int mebibytes = sizes.mediaMebibytes() * sizes.mediaFiles();
        List<String> ids = new ArrayList<>();
        round.measure(Row.MEDIA_UP, mebibytes, () -> {
            for (int i = 0; i < sizes.mediaFiles(); i++) {
                ids.add(client.sendFile(Round.SESSION, one.lids().get(0), file));
            }
        });
        round.requireArrived(one, sizes.mediaFiles());
        var came = client.expectFile(Round.SESSION);
        round.simulator().forward(one.first(), ids.get(0), round.ownLid());
        Waiting.forResult(came, PATIENCE, client.contender().title() + ", file");
        round.measure(Row.MEDIA_DOWN, mebibytes, () -> {
            for (int i = 0; i < sizes.mediaFiles(); i++) {
                client.download(Round.SESSION, target);
            }
        });
        requireEqual(file, target, client);
    }

    private Path file(int mebibytes) {
        Path file = directory.resolve("file-" + mebibytes);
        try {
            if (!Files.exists(file)) {
                byte[] piece = new byte[MEBIBYTE];
                new Random(mebibytes).nextBytes(piece);
                try (OutputStream out = Files.newOutputStream(file)) {
                    for (int i = 0; i < mebibytes; i++) {
                        out.write(piece);
                    }
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireEqual(Path file, Path target, ClientUnderLoad client) {
        try {
            if (Files.mismatch(file, target) >= 0) {
                throw new LoadException(client.contender().title() + ": the file came back different");
            }
            Files.delete(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
