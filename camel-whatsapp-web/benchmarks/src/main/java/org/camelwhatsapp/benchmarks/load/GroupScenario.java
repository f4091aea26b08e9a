package org.camelwhatsapp.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Messages in a large group of strangers. Ten members read and write; the phones of the others drop what they get, so
 * that the receipts of a crowd do not hide the cost of the message.
 */
final class GroupScenario implements Scenario {
    private static final int AWAKE = 10;

    @Override
    public void run(Round round) {
        LoadPlan.Sizes sizes = round.sizes();
        Crowd awake = round.people().strangers(Math.min(AWAKE, sizes.group() / 2));
        // The client's own account is a member too.
        Crowd deaf = round.people().deafStrangers(round.index(), sizes.group() - 1 - awake.size());
        List<String> members = new ArrayList<>(awake.lids());
        members.addAll(deaf.lids());
        String group = round.simulator().createGroup(round.ownNumber(), members);
        round.measure(Row.GROUP_SEND_COLD, 1, () -> send(round, group, 1));
        round.measure(Row.GROUP_SEND_WARM, sizes.groupMessages(), () -> send(round, group, sizes.groupMessages()));
        round.requireArrived(awake, (1 + sizes.groupMessages()) * awake.size());
        // Everybody hands out a key first.
        round.receive(awake, group, awake.size());
        round.measure(
                Row.GROUP_RECEIVE, sizes.groupMessages(), () -> round.receive(awake, group, sizes.groupMessages()));
    }

    private static void send(Round round, String group, int messages) {
        round.client()
                .send(
                        Round.SESSION,
                        List.of(group),
                        new Volume(messages, round.sizes().window()));
    }
}
