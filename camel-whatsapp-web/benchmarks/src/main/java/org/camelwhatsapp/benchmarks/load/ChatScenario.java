package org.camelwhatsapp.benchmarks.load;

/** Messages with single people: the first with strangers, and more with the same people. */
final class ChatScenario implements Scenario {
    @Override
    public void run(Round round) {
        LoadPlan.Sizes sizes = round.sizes();
        Crowd crowd = round.people().strangers(sizes.cold());
        round.measure(Row.SEND_COLD, sizes.cold(), () -> send(round, crowd, sizes.cold()));
        // Until somebody answers, every message carries the start of the session.
        round.receive(crowd, round.ownLid(), sizes.cold());
        round.measure(Row.SEND_WARM, sizes.warm(), () -> send(round, crowd, sizes.warm()));
        round.requireArrived(crowd, sizes.cold() + sizes.warm());
        round.measure(Row.RECEIVE_WARM, sizes.warm(), () -> round.receive(crowd, round.ownLid(), sizes.warm()));
        Crowd others = round.people().strangers(sizes.cold());
        round.measure(Row.RECEIVE_COLD, sizes.cold(), () -> round.receive(others, round.ownLid(), sizes.cold()));
    }

    private static void send(Round round, Crowd crowd, int messages) {
        round.client()
                .send(
                        Round.SESSION,
                        crowd.lids(),
                        new Volume(messages, round.sizes().window()));
    }
}
