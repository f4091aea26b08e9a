package org.camelwhatsapp.simulator.route;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;

/** Brings receipts to the authors of messages, and to the other devices of those who read. */
final class ReceiptRouter {
    private final World world;
    private final Router router;

    ReceiptRouter(World world, Router router) {
        this.world = world;
        this.router = router;
    }

    void route(Sender sender, Node receipt) {
        String type = receipt.attr("type", "");
        Jid to = receipt.requireJid("to");
        if (type.endsWith("-self")) {
            tellOwnDevices(sender, receipt, type);
            return;
        }
        Jid author = to.isGroup() || to.isBroadcast() ? receipt.jid("participant") : to;
        Account account = author == null ? null : world.directory().account(author);
        if (author == null || account == null || type.equals("sender") || type.equals("peer_msg")) {
            return;
        }
        Node built = toAuthor(sender, receipt, author);
        if (type.equals("retry")) {
            router.hand(account, author.device(), built);
        } else if (type.equals("server-error") || type.equals("hist_sync")) {
            router.hand(account, 0, built);
        } else if (account != sender.account()) {
            account.devices().forEach(device -> device.deliver(built));
            router.hand(account, 0, built);
            if ((type.equals("read") || type.equals("played")) && !to.isBroadcast()) {
                tellOwnDevices(sender, receipt, type + "-self");
            }
        }
    }

    private Node toAuthor(Sender sender, Node receipt, Jid author) {
        Jid to = receipt.requireJid("to");
        Node.Builder stanza = Node.builder("receipt")
                .attr("id", receipt.attr("id"))
                .attr("t", world.nowSeconds())
                .attr("type", receipt.attr("type", ""))
                .attr("category", receipt.attr("category"))
                .children(receipt.children());
        boolean lid = author.isLid();
        if (author.equals(to)) {
            stanza.attr("from", sender.address(lid));
        } else {
            stanza.attr("from", to).attr("participant", sender.address(lid));
        }
        return stanza.build();
    }

    /** What was read on one device is read on the others of its account; nobody else is told. */
    private void tellOwnDevices(Sender sender, Node receipt, String type) {
        Jid chat = receipt.requireJid("to").toUser();
        Account account = sender.account();
        Node stanza = Node.builder("receipt")
                .attr("from", chat.isPhone() ? account.phoneJid() : account.lid())
                .attr("recipient", chat)
                .attr("id", receipt.attr("id"))
                .attr("t", world.nowSeconds())
                .attr("type", type)
                .children(receipt.children())
                .build();
        for (Device device : account.devices()) {
            if (device.id() != sender.deviceId()) {
                device.deliver(stanza);
            }
        }
        if (sender.deviceId() != 0) {
            router.hand(account, 0, stanza);
        }
    }
}
