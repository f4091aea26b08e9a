package org.camelwhatsapp.simulator.route;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;

/** Who sends: an account and one of its devices, the phone being 0. */
record Sender(Account account, int deviceId) {
    static Sender of(Device device) {
        return new Sender(device.account(), device.id());
    }

    static Sender of(Account account) {
        return new Sender(account, 0);
    }

    /** The device's address, by LID or by number. */
    Jid address(boolean lid) {
        return (lid ? account.lid() : account.phoneJid()).withDevice(deviceId);
    }
}
