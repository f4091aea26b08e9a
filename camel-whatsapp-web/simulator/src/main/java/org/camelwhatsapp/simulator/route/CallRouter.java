package org.camelwhatsapp.simulator.route;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;

/** Brings call signalling to all devices of the one who is called, and answers back. */
public final class CallRouter {
    private final World world;

    public CallRouter(World world) {
        this.world = world;
    }

    /** What a linked device says about a call: brought to the other side, and to the account's other devices. */
    public void onCall(Device device, Node call) {
        device.sendNow(Node.builder("ack")
                .attr("class", "call")
                .attr("id", call.attr("id"))
                .attr("from", call.jid("to"))
                .build());
        Account to = world.directory().account(call.requireJid("to"));
        if (to == null) {
            return;
        }
        for (Node action : call.children()) {
            bring(device.account(), device.lid(), to, action);
            for (Device other : device.account().devices()) {
                if (other != device) {
                    other.deliver(stanza(device.account(), device.lid(), action));
                }
            }
        }
    }

    /** What a phone says about a call; nothing reaches somebody who blocked its author. */
    public void bring(Account author, Jid from, Account to, Node action) {
        if (to.profile().blocked().contains(author)) {
            return;
        }
        Node stanza = stanza(author, from, action);
        to.devices().forEach(device -> device.deliver(stanza));
        world.router().toPhone(to, stanza);
    }

    private Node stanza(Account author, Jid from, Node action) {
        return Node.builder("call")
                .attr("from", from)
                .attr("id", world.newId())
                .attr("t", world.nowSeconds())
                .attr("notify", author.pushName())
                .attr("platform", "android")
                .attr("version", "2.25.1")
                .child(action)
                .build();
    }
}
