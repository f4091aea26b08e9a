package org.camelwhatsapp.benchmarks.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.camelwhatsapp.engine.history.IngestRun;
import org.camelwhatsapp.interop.node.NodeClients;
import org.camelwhatsapp.simulator.PhoneHistory;
import org.camelwhatsapp.simulator.phone.HistoryShare;

/**
 * Compares how clients take in one and the same part of the history: how long, and how much memory at most. Each runs in
 * a process of its own that does nothing else, and is measured from inside, without its start.
 */
public final class HistoryCommand {
    private static final int CHATS = 200;
    private static final int DEFAULT_MESSAGES = 100_000;
    private static final int ROUNDS = 3;
    private static final String SCRIPT = "baileys-history.mjs";

    private HistoryCommand() {}

    /** Runs with {@code [messages] [work directory]} and returns the exit code. */
    public static int execute(String[] args) throws IOException {
        int messages = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_MESSAGES;
        Path work = Path.of(args.length > 1 ? args[1] : "target/history").toAbsolutePath();
        Files.createDirectories(work);
        Path blob = work.resolve("part.bin");
        byte[] plain = PhoneHistory.invent(CHATS, messages / CHATS, 7).toByteArray();
        Files.write(blob, HistoryShare.deflate(plain));
        System.out.printf(
                Locale.ROOT, "%d messages, %d bytes, %d compressed%n", messages, plain.length, Files.size(blob));
        NodeClients node = NodeClients.in(work.resolve("node-clients"));
        try (InputStream script = HistoryCommand.class.getResourceAsStream("/history/" + SCRIPT)) {
            node.addScript(SCRIPT, script);
        }
        for (int round = 0; round < ROUNDS; round++) {
            report("Baileys, decoded", baileys(node, blob));
            report("engine, read, 32 MiB heap", java("read", blob, work));
            report("engine, kept and searchable, 64 MiB heap", java("keep", blob, work));
        }
        return 0;
    }

    private static ProcessBuilder baileys(NodeClients node, Path blob) {
        ProcessBuilder command = node.command(SCRIPT);
        command.command().add(blob.toString());
        return command;
    }

    private static ProcessBuilder java(String mode, Path blob, Path work) throws IOException {
        Path store = Files.createTempDirectory(work, "store");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(mode.equals("read") ? "-Xmx32m" : "-Xmx64m");
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(IngestRun.class.getName());
        command.addAll(List.of(mode, blob.toString(), store.toString()));
        return new ProcessBuilder(command);
    }

    private static void report(String who, ProcessBuilder command) throws IOException {
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String last = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
            String[] words = last == null ? new String[0] : last.split(" ", -1);
            if (words.length != 4) {
                throw new IOException(who + " did not finish");
            }
            long messages = Long.parseLong(words[0]);
            long millis = Long.parseLong(words[1]);
            long cpu = Math.max(1, Long.parseLong(words[2]));
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %8d messages %7d ms, %7d ms of processor: %7d messages/s of it, %5d MiB at most%n",
                    who,
                    messages,
                    millis,
                    cpu,
                    messages * 1000 / cpu,
                    Long.parseLong(words[3]) >> 20);
        } finally {
            process.destroyForcibly();
        }
    }
}
