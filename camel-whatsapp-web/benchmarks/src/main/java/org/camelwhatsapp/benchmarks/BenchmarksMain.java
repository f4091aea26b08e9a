package org.camelwhatsapp.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import org.camelwhatsapp.benchmarks.history.HistoryCommand;
import org.camelwhatsapp.benchmarks.load.LoadCommand;

/** The jar's program: {@code load} runs the load test, {@code history} reads a history, anything else goes to JMH. */
public final class BenchmarksMain {
    private BenchmarksMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("load")) {
            System.exit(LoadCommand.execute(Arrays.copyOfRange(args, 1, args.length)));
        }
        if (args.length > 0 && args[0].equals("history")) {
            System.exit(HistoryCommand.execute(Arrays.copyOfRange(args, 1, args.length)));
        }
        org.openjdk.jmh.Main.main(args);
    }
}
