package org.camelwhatsapp.simulator.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.business.VerifiedNameNodes;
import org.camelwhatsapp.simulator.phone.Phones;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;

/** Brings stanzas to devices: messages, receipts, notifications. Lives on the simulator's event loop. */
public final class Router {
    private final World world;
    private final List<BiConsumer<Jid, Node>> watchers = new ArrayList<>();
    private final ReceiptRouter receipts;
    private @Nullable Phones phones;

    public Router(World world) {
        this.world = world;
        this.receipts = new ReceiptRouter(world, this);
    }

    /** The phones take part once they are there. */
    public void setPhones(Phones newPhones) {
        phones = newPhones;
    }

    /** Adds somebody who sees every message of a linked device. */
    public void watch(BiConsumer<Jid, Node> watcher) {
        watchers.add(watcher);
    }

    /** Takes a message of a linked device. */
    public void onMessage(Device sender, Node message, Consumer<Node> reply) {
        Jid to = message.requireJid("to");
        watchers.forEach(watcher -> watcher.accept(sender.lid(), message));
        int error = refusal(sender.account(), message, to);
        reply.accept(Node.builder("ack")
                .attr("class", "message")
                .attr("id", message.attr("id"))
                .attr("from", to)
                .attr("t", world.nowSeconds())
                .attr("error", error == 0 ? null : Integer.toString(error))
                .build());
        // The sender learns that the server has the message before it learns that somebody got it.
        if (error == 0) {
            route(Sender.of(sender), message);
        }
    }

    /** Takes a message of a phone, which needs no acknowledgement. */
    public void onPhoneMessage(Account sender, Node message) {
        route(Sender.of(sender), message);
    }

    private int refusal(Account sender, Node message, Jid to) {
        if (to.isStatus()) {
            return 0;
        }
        if (to.isGroup()) {
            Group group = world.directory().group(to);
            return group == null || !group.members().containsKey(sender) ? 403 : 0;
        }
        Account recipient = world.directory().account(to);
        if (recipient == null) {
            return 404;
        }
        if (recipient == sender) {
            return 0;
        }
        if (recipient.profile().refuses(sender, recipient, message.child("tctoken"), message.child("cstoken"))) {
            return 463;
        }
        boolean stranger = !recipient.profile().trusted().containsKey(sender);
        return stranger ? sender.profile().restrictions().refusalOfStrangers(world.nowSeconds()) : 0;
    }

    private void route(Sender sender, Node message) {
        Jid to = message.requireJid("to");
        if (to.isStatus()) {
            routeToMany(sender, message, viewers(sender.account(), message));
            return;
        }
        if (to.isGroup()) {
            routeToGroup(sender, message, to);
            return;
        }
        Account recipient = world.directory().account(to);
        Node participants = message.child("participants");
        if (recipient == null) {
            return;
        }
        if (participants == null) {
            deliver(sender, message, recipient, new Delivery(to, message.children("enc")));
            return;
        }
        for (Node target : participants.children("to")) {
            Jid jid = target.requireJid("jid");
            Account account = world.directory().account(jid);
            if (account != null) {
                deliver(sender, message, account, new Delivery(jid, target.children("enc")));
            }
        }
    }

    private record Delivery(Jid device, List<Node> ciphertexts) {}

    private void deliver(Sender sender, Node message, Account account, Delivery delivery) {
        // The sender is not told.
        if (account.profile().blocked().contains(sender.account())) {
            return;
        }
        boolean lid = delivery.device.isLid();
        Node.Builder stanza = Node.builder("message")
                .attr("from", sender.address(lid))
                .attr("id", message.attr("id"))
                .attr("t", world.nowSeconds())
                .attr("type", message.attr("type"))
                .attr("notify", sender.account().pushName())
                .attr("edit", message.attr("edit"))
                .attr("category", message.attr("category"));
        stanza.attr(lid ? "sender_pn" : "sender_lid", sender.address(!lid).toUser());
        Jid to = message.requireJid("to");
        if (account == sender.account() && message.attr("category") == null) {
            Jid chat = message.jid("recipient");
            stanza.attr("recipient", chat == null ? to : chat);
            stanza.attr("peer_recipient_pn", message.jid("peer_recipient_pn"));
        }
        forward(sender, message, stanza, delivery.ciphertexts);
        hand(account, delivery.device.device(), stanza.build());
    }

    private void forward(Sender sender, Node message, Node.Builder stanza, List<Node> ciphertexts) {
        String business = sender.account().profile().businessName();
        if (business != null) {
            stanza.child(VerifiedNameNodes.of(sender.account(), business, world.nowSeconds()));
        }
        stanza.children(ciphertexts);
        for (String tag : List.of("device-identity", "meta", "biz", "reporting")) {
            stanza.child(message.child(tag));
        }
    }

    void hand(Account account, int deviceId, Node stanza) {
        if (deviceId == 0) {
            if (phones != null) {
                phones.of(account).receive(stanza);
            }
            return;
        }
        Device device = account.device(deviceId);
        if (device != null) {
            device.deliver(stanza);
        }
    }

    private void routeToGroup(Sender sender, Node message, Jid to) {
        Group group = world.directory().group(to);
        if (group == null || !group.members().containsKey(sender.account())) {
            return;
        }
        routeToMany(sender, message, group.members().keySet());
    }

    /** Those whom a status names, and the own devices. */
    private Set<Account> viewers(Account sender, Node message) {
        Set<Account> viewers = new LinkedHashSet<>(List.of(sender));
        Node participants = message.child("participants");
        List<Jid> named = new ArrayList<>();
        if (participants != null) {
            participants.children("to").forEach(to -> named.add(to.requireJid("jid")));
        }
        Jid only = message.jid("participant");
        if (only != null) {
            named.add(only);
        }
        for (Jid jid : named) {
            Account account = world.directory().account(jid);
            if (account != null) {
                viewers.add(account);
            }
        }
        return viewers;
    }

    private void routeToMany(Sender sender, Node message, Collection<Account> members) {
        Jid only = message.jid("participant");
        for (Account member : members) {
            for (int deviceId : deviceIds(member)) {
                boolean own = member == sender.account() && deviceId == sender.deviceId();
                boolean meant = only == null || world.directory().account(only) == member && only.device() == deviceId;
                if (!own && meant) {
                    hand(member, deviceId, groupStanza(sender, message, member, deviceId));
                }
            }
        }
    }

    private static List<Integer> deviceIds(Account account) {
        List<Integer> ids = new ArrayList<>();
        ids.add(0);
        ids.addAll(account.devicesById().keySet());
        return ids;
    }

    private Node groupStanza(Sender sender, Node message, Account member, int deviceId) {
        Node.Builder stanza = Node.builder("message")
                .attr("from", message.requireJid("to"))
                .attr("participant", sender.address(true))
                .attr("participant_pn", sender.address(false).toUser())
                .attr("addressing_mode", message.requireJid("to").isGroup() ? "lid" : null)
                .attr("id", message.attr("id"))
                .attr("t", world.nowSeconds())
                .attr("type", message.attr("type"))
                .attr("notify", sender.account().pushName())
                .attr("edit", message.attr("edit"));
        List<Node> ciphertexts = new ArrayList<>();
        Node participants = message.child("participants");
        if (participants != null) {
            for (Node target : participants.children("to")) {
                Jid jid = target.requireJid("jid");
                if (world.directory().account(jid) == member && jid.device() == deviceId) {
                    ciphertexts.addAll(target.children("enc"));
                }
            }
        }
        // The key comes before the message it opens.
        ciphertexts.addAll(message.children("enc"));
        forward(sender, message, stanza, ciphertexts);
        return stanza.build();
    }

    /** Takes a receipt of a linked device. */
    public void onReceipt(Device sender, Node receipt, Consumer<Node> reply) {
        reply.accept(Node.builder("ack")
                .attr("class", "receipt")
                .attr("id", receipt.attr("id"))
                .attr("from", receipt.jid("to"))
                .attr("type", receipt.attr("type"))
                .attr("participant", receipt.jid("participant"))
                .build());
        sender.acknowledge("message", receipt.attr("id", ""));
        Node list = receipt.child("list");
        if (list != null) {
            list.children("item").forEach(item -> sender.acknowledge("message", item.attr("id", "")));
        }
        receipts.route(Sender.of(sender), receipt);
    }

    public void onPhoneReceipt(Account sender, Node receipt) {
        receipts.route(Sender.of(sender), receipt);
    }

    /** Tells everybody who may have cached it that an account's devices changed. */
    public void devicesChanged(Account account) {
        for (Device device : account.devices()) {
            Node.Builder devices = Node.builder("devices")
                    .child(Node.builder("device")
                            .attr("jid", account.phoneJid())
                            .build());
            account.devices()
                    .forEach(other -> devices.child(
                            Node.builder("device").attr("jid", other.phoneJid()).build()));
            device.deliver(notification("account_sync", account.phoneJid())
                    .child(devices.build())
                    .build());
        }
        for (Account other : world.directory().accounts()) {
            if (other != account) {
                Node update = notification("devices", account.phoneJid())
                        .attr("lid", account.lid())
                        .child(Node.builder("update")
                                .attr("device_hash", "2:changed")
                                .build())
                        .build();
                other.devices().forEach(device -> device.deliver(update));
            }
        }
    }

    /** The beginning of a notification. */
    public Node.Builder notification(String type, Jid from) {
        return Node.builder("notification")
                .attr("type", type)
                .attr("from", from)
                .attr("id", world.newId())
                .attr("t", world.nowSeconds());
    }

    /** Tells the members of a group what was done, the actor's own devices included. */
    public void groupChanged(Group group, Account actor, Node action, Collection<Account> informed) {
        Node update = notification("w:gp2", group.jid())
                .attr("participant", actor.lid())
                .attr("participant_pn", actor.phoneJid())
                .attr("notify", actor.pushName())
                .attr("addressing_mode", "lid")
                .child(action)
                .build();
        for (Account account : informed) {
            account.devices().forEach(device -> device.deliver(update));
            hand(account, 0, update);
        }
    }

    /** Brings a stanza to all linked devices of an account and to its phone. */
    public void toAccount(Account account, Node stanza) {
        account.devices().forEach(device -> device.deliver(stanza));
        hand(account, 0, stanza);
    }

    public void toEverybody(Node stanza) {
        world.directory().accounts().forEach(account -> toAccount(account, stanza));
    }

    public void toPhone(Account account, Node stanza) {
        hand(account, 0, stanza);
    }

    /** Tells an account's devices what another one of them, 0 for the phone, changed. */
    public void accountChanged(Account account, int actor, Node change) {
        Node stanza =
                notification("account_sync", account.phoneJid()).child(change).build();
        for (Device device : account.devices()) {
            if (device.id() != actor) {
                device.deliver(stanza);
            }
        }
    }
}
