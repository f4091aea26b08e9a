package org.camelwhatsapp.engine.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.message.archive.ArchiveMode;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.CredentialsFactory;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Mailbox;
import org.camelwhatsapp.engine.session.SerialMailbox;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.jdbc.JdbcStore;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;

/**
 * Takes one part of the history in, as a process of its own, and prints what it took: {@code messages milliseconds
 * cpuMilliseconds peakBytes}. Arguments: {@code read} or {@code keep}, the file with the compressed part, and a directory for the store.
 */
public final class IngestRun {
    private static final Jid SELF = Jid.lid("100000000000001");

    private IngestRun() {}

    public static void main(String[] args) throws IOException {
        Path blob = Path.of(args[1]);
        long start = System.nanoTime();
        long cpu = cpuMillis();
        long messages = args[0].equals("read") ? read(blob) : keep(blob, Path.of(args[2]));
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(messages + " " + millis + " " + (cpuMillis() - cpu) + " " + peakBytes());
        System.exit(0);
    }

    /** Everything but the writing. */
    private static long read(Path blob) throws IOException {
        long messages = 0;
        try (HistoryReader first = reader(blob, false)) {
            AddressPass addresses = new AddressPass(first);
            while (addresses.next() != null) {
                // Only the reading counts.
            }
        }
        try (HistoryReader second = reader(blob, true)) {
            BatchReader batches = new BatchReader(second, SELF, true);
            for (HistoryBatch batch = batches.next(); batch != null; batch = batches.next()) {
                messages += batch.messages();
            }
        }
        return messages;
    }

    private static HistoryReader reader(Path blob, boolean withMessages) throws IOException {
        return new HistoryReader(
                new BufferedInputStream(Files.newInputStream(blob)), HistoryLimits.DEFAULT, withMessages);
    }

    private static long keep(Path blob, Path directory) {
        SystemScheduling scheduling = SystemScheduling.forThisMachine();
        Environment environment = new Environment(InstantSource.system(), new SecureRandomSource(), scheduling);
        JdbcStoreOptions options = JdbcStoreOptions.sqlite(directory.resolve("history.db"), "benchmark")
                .withIterations(1_000);
        try (JdbcStore store = new JdbcStore(options, environment);
                DeviceStore device = store.open("main")) {
            Mailbox mailbox = new SerialMailbox("main", scheduling.compute(), 1_000);
            Session session = session(environment, mailbox, device);
            AddressBook addresses = new AddressBook(session);
            CompletableFuture<HistoryIngest.Counts> counts = new CompletableFuture<>();
            mailbox.execute(() -> new HistoryIngest(
                            session,
                            new HistoryIngest.Needs(
                                    addresses,
                                    new ArchiveRecorder(session, addresses, ArchiveMode.FOLLOW),
                                    HistoryLimits.DEFAULT,
                                    batch -> CompletableFuture.completedFuture(null)),
                            progress -> {})
                    .run(source(blob), true)
                    .whenComplete((taken, failure) -> {
                        if (failure == null) {
                            counts.complete(taken);
                        } else {
                            counts.completeExceptionally(failure);
                        }
                    }));
            return counts.join().messages();
        }
    }

    private static HistorySource source(Path blob) {
        return new HistorySource() {
            @Override
            public InputStream open() throws IOException {
                return new BufferedInputStream(Files.newInputStream(blob));
            }

            @Override
            public void close() {}
        };
    }

    /** As much of a session as taking in needs. */
    private static Session session(Environment environment, Mailbox mailbox, DeviceStore store) {
        Credentials fresh = CredentialsFactory.create(Curve25519.fastest(), environment);
        Credentials credentials = fresh.withAccount(new LinkedAccount(
                Jid.phone("15550001001").withDevice(1),
                SELF.withDevice(1),
                new byte[1],
                new byte[32],
                null,
                null,
                null));
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> "main";
                    case "environment" -> environment;
                    case "mailbox" -> mailbox;
                    case "store" -> store;
                    case "credentials" -> credentials;
                    case "gauges" -> new org.camelwhatsapp.engine.session.Gauges();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** What the whole process used of all processors, with compiler and garbage collector. */
    private static long cpuMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    /** The most memory that the system ever gave this process; zero where it does not tell. */
    private static long peakBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                        .sum()
                : 0;
    }
}
