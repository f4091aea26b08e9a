package org.camelwhatsapp.simulator.route;

import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Anna and Ben, with two devices each that are connected. */
abstract class TwoAccountsTestBase {
    final LocalWorld local = new LocalWorld();
    Account anna;
    Account ben;
    LoopClient annas;
    LoopClient annasOther;
    LoopClient bens;
    LoopClient bensOther;

    @BeforeEach
    void connect() {
        anna = local.account("Anna");
        ben = local.account("Ben");
        annas = local.link(anna);
        annasOther = local.link(anna);
        bens = local.link(ben);
        bensOther = local.link(ben);
    }

    @AfterEach
    void close() {
        local.close();
    }
}
