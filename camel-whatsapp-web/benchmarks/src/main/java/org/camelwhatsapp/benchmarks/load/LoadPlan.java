package org.camelwhatsapp.benchmarks.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured, and how much of it.
 *
 * @param contenders who takes part
 * @param sizes how much
 * @param areas which rows
 * @param directory for logs, stores and files; may be removed afterwards
 * @param nodeDirectory where the clients on Node are, or will be installed
 * @param tls whether connections are encrypted, as the real ones are
 * @param archive whether our engine keeps chats and messages, as it does by default
 * @param jvmOptions options of our engine's JVM
 */
record LoadPlan(
        List<Contender> contenders,
        Sizes sizes,
        Set<Area> areas,
        Path directory,
        Path nodeDirectory,
        boolean tls,
        boolean archive,
        List<String> jvmOptions) {

    LoadPlan {
        contenders = List.copyOf(contenders);
        areas = EnumSet.copyOf(areas);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Rows that belong together. */
    enum Area {
        CHAT,
        GROUP,
        CONNECT,
        MEDIA,
        MEMORY
    }

    /**
     * @param warmUpRounds rounds whose figures are thrown away
     * @param rounds rounds whose figures count
     * @param cold first messages each way per round, each with a stranger
     * @param warm further messages each way per round, with the same people
     * @param window how many sends are under way at a time
     * @param group members of a group
     * @param groupMessages warm messages each way in a group per round
     * @param connects connects per round
     * @param mediaMebibytes size of a file
     * @param mediaFiles files each way per round
     * @param sessions sessions of one process, for the memory of one
     * @param look how long a process has to be at rest before and after it is measured
     */
    record Sizes(
            int warmUpRounds,
            int rounds,
            int cold,
            int warm,
            int window,
            int group,
            int groupMessages,
            int connects,
            int mediaMebibytes,
            int mediaFiles,
            int sessions,
            Duration look) {
        /** About twenty minutes on two cores. */
        static final Sizes FULL = new Sizes(10, 5, 100, 1_000, 8, 500, 100, 5, 16, 2, 22, Duration.ofMillis(150));
        /** A first look. */
        static final Sizes QUICK = new Sizes(1, 1, 50, 400, 8, 200, 40, 5, 8, 1, 12, Duration.ofMillis(150));
        /** Proves that everything works; the figures mean nothing. */
        static final Sizes TINY = new Sizes(0, 1, 2, 4, 2, 8, 3, 1, 1, 1, 3, Duration.ofMillis(20));

        Sizes withGroup(int members) {
            return new Sizes(
                    warmUpRounds,
                    rounds,
                    cold,
                    warm,
                    window,
                    members,
                    groupMessages,
                    connects,
                    mediaMebibytes,
                    mediaFiles,
                    sessions,
                    look);
        }

        Sizes withRounds(int newWarmUpRounds, int newRounds) {
            return new Sizes(
                    newWarmUpRounds,
                    newRounds,
                    cold,
                    warm,
                    window,
                    group,
                    groupMessages,
                    connects,
                    mediaMebibytes,
                    mediaFiles,
                    sessions,
                    look);
        }
    }
}
