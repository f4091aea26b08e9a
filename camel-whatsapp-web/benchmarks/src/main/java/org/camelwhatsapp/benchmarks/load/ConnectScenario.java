package org.camelwhatsapp.benchmarks.load;

/** A linked client connects, until it could send. */
final class ConnectScenario implements Scenario {
    @Override
    public void run(Round round) {
        ClientUnderLoad client = round.client();
        int connects = round.sizes().connects();
        double cpu = 0;
        double wall = 0;
        for (int i = 0; i < connects; i++) {
            client.disconnect(Round.SESSION);
            Cost cost = round.meter().measure(client, () -> client.reconnect(Round.SESSION));
            cpu += cost.cpuMillis();
            wall += cost.wallMillis();
        }
        round.figures().add(Row.CONNECT, client.contender(), new Cost(cpu, wall).per(connects));
    }
}
