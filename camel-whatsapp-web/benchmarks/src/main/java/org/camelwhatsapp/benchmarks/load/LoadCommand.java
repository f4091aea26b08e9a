package org.camelwhatsapp.benchmarks.load;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The load test as a program. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Lets our engine, Baileys and zapo-js do the same work with the simulator, and compares what it costs them.",
            "Prints a table; JSON goes to a file."
        })
public final class LoadCommand implements Callable<Integer> {
    /** How much there is to do. */
    enum Size {
        FULL(LoadPlan.Sizes.FULL),
        QUICK(LoadPlan.Sizes.QUICK),
        TINY(LoadPlan.Sizes.TINY);

        private final LoadPlan.Sizes sizes;

        Size(LoadPlan.Sizes sizes) {
            this.sizes = sizes;
        }
    }

    @Option(names = "--size", defaultValue = "full", description = "full, quick or tiny; full unless given.")
    private Size size = Size.FULL;

    @Option(names = "--rounds", description = "Rounds that count.")
    private @Nullable Integer rounds;

    @Option(names = "--warm-up", description = "Rounds before them.")
    private @Nullable Integer warmUpRounds;

    @Option(names = "--members", description = "Members of the group.")
    private @Nullable Integer members;

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "engine,baileys,zapo",
            description = "engine, baileys, zapo; all unless given.")
    private List<Contender> contenders = List.of();

    @Option(names = "--rows", split = ",", description = "chat, group, connect, media, memory; all unless given.")
    private LoadPlan.Area @Nullable [] areas;

    @Option(names = "--json", description = "Where the JSON goes; load.json in the directory unless given.")
    private @Nullable Path json;

    @Option(names = "--directory", description = "For logs, stores and files; target/load unless given.")
    private @Nullable Path directory;

    @Option(names = "--node-directory", description = "Where the clients on Node are, or are to be installed.")
    private @Nullable Path nodeDirectory;

    @Option(names = "--plain", description = "Connections without TLS; the real service's have it.")
    private boolean plain;

    @Option(names = "--no-archive", description = "Our engine keeps no chats and messages, as the others do not.")
    private boolean noArchive;

    @Option(names = "--jvm-option", description = "An option of our engine's JVM, such as a profiler's.")
    private List<String> jvmOptions = List.of();

    /** Returns the exit code. */
    public static int execute(String... args) {
        return new CommandLine(new LoadCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        LoadPlan plan = plan();
        Files.createDirectories(plan.directory());
        LoadResult result = new LoadTest(plan, System.err::println).run();
        LoadReport report = new LoadReport(plan, result);
        System.out.println(report.text());
        Path file = json == null ? plan.directory().resolve("load.json") : json;
        Files.writeString(file, report.json().encodePrettily());
        System.err.println("JSON: " + file);
        return result.failures().isEmpty() ? 0 : 1;
    }

    private LoadPlan plan() {
        Path base = directory == null ? besideThisProgram() : directory;
        Path run = base.resolve("run-" + ProcessHandle.current().pid());
        Set<LoadPlan.Area> wanted =
                areas == null ? EnumSet.allOf(LoadPlan.Area.class) : EnumSet.copyOf(Arrays.asList(areas));
        Path clients = nodeDirectory == null ? base.resolve("node-clients") : nodeDirectory;
        LoadPlan.Sizes sizes = size.sizes.withRounds(
                warmUpRounds == null ? size.sizes.warmUpRounds() : warmUpRounds,
                rounds == null ? size.sizes.rounds() : rounds);
        LoadPlan.Sizes whole = members == null ? sizes : sizes.withGroup(members);
        return new LoadPlan(contenders, whole, wanted, run, clients, !plain, !noArchive, jvmOptions);
    }

    /** The build directory. */
    private static Path besideThisProgram() {
        try {
            Path program = Path.of(LoadCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return program.resolveSibling("load").toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(String.format(Locale.ROOT, "where is this program? %s", e.getMessage()), e);
        }
    }
}
