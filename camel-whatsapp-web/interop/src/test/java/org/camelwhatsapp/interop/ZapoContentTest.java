package org.camelwhatsapp.interop;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Phone;

class ZapoContentTest extends NodeContentTests {
    ZapoContentTest() {
        super("zapo-driver.mjs");
    }

    /** This client keeps one session per address, and what it receives comes from the LID. */
    @Override
    Jid addressOf(Phone phone) {
        return phone.lid();
    }
}
