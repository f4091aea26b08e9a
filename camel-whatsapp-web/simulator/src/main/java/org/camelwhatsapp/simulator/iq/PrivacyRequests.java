package org.camelwhatsapp.simulator.iq;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;

/** Privacy settings, the block list and the timer of new chats; the account's other devices are told. */
public final class PrivacyRequests {
    private static final Map<String, Set<String>> VALUES = new LinkedHashMap<>();

    static {
        Set<String> usual = Set.of("all", "contacts", "contact_blacklist", "none");
        VALUES.put("last", usual);
        VALUES.put("online", Set.of("all", "match_last_seen"));
        VALUES.put("profile", usual);
        VALUES.put("status", usual);
        VALUES.put("readreceipts", Set.of("all", "none"));
        VALUES.put("groupadd", Set.of("all", "contacts", "contact_blacklist", "none"));
        VALUES.put("calladd", Set.of("all", "known"));
        VALUES.put("messages", Set.of("all", "contacts"));
        VALUES.put("defense", Set.of("off", "on_standard"));
    }

    private final World world;
    private final PrivacyLists lists;

    private PrivacyRequests(World world) {
        this.world = world;
        this.lists = new PrivacyLists(world);
    }

    public static void register(RequestHandlers handlers, World world) {
        PrivacyRequests requests = new PrivacyRequests(world);
        handlers.on(
                "privacy",
                "get",
                "privacy",
                (connection, device, request) -> connection.send(requests.get(device.account(), request)));
        handlers.on(
                "privacy",
                "set",
                "privacy",
                (connection, device, request) -> connection.send(requests.set(device, request)));
        handlers.on(
                "blocklist",
                "get",
                "",
                (connection, device, request) -> connection.send(Stanzas.result(request, blocklist(device.account()))));
        handlers.on(
                "blocklist",
                "set",
                "item",
                (connection, device, request) -> connection.send(requests.block(device, request)));
        handlers.on(
                "disappearing_mode",
                "set",
                "disappearing_mode",
                (connection, device, request) -> connection.send(requests.disappearing(device, request)));
    }

    private Node get(Account account, Node request) {
        Node wanted = request.requireChild("privacy").child("list");
        return wanted == null ? Stanzas.result(request, settings(account)) : lists.get(account, request, wanted);
    }

    private static Node settings(Account account) {
        Node.Builder privacy = Node.builder("privacy");
        for (String name : VALUES.keySet()) {
            String otherwise = name.equals("defense") ? "off" : "all";
            privacy.child(Node.builder("category")
                    .attr("name", name)
                    .attr("value", account.privacy().getOrDefault(name, otherwise))
                    .build());
        }
        return privacy.build();
    }

    private Node set(Device actor, Node request) {
        Node privacy = request.requireChild("privacy");
        Node listed = privacy.child("category");
        if (listed != null && listed.child("user") != null) {
            return lists.set(actor, request, listed);
        }
        for (Node category : privacy.children("category")) {
            String name = category.requireAttr("name");
            if (!VALUES.getOrDefault(name, Set.of()).contains(category.attr("value", ""))) {
                return Stanzas.error(request, 400, "bad-request");
            }
            actor.account().privacy().put(name, category.requireAttr("value"));
        }
        tellOthers(actor, privacy);
        return Stanzas.result(request, privacy);
    }

    private static Node blocklist(Account account) {
        Node.Builder list =
                Node.builder("list").attr("dhash", account.profile().blocked().size());
        for (Account blocked : account.profile().blocked()) {
            list.child(Node.builder("item")
                    .attr("jid", blocked.lid())
                    .attr("pn_jid", blocked.phoneJid())
                    .build());
        }
        return list.build();
    }

    private Node block(Device actor, Node request) {
        Node item = request.requireChild("item");
        Account other = world.directory().account(item.requireJid("jid"));
        boolean block = item.attr("action", "").equals("block");
        // The server takes a LID, with the number when it blocks.
        if (other == null || !item.requireJid("jid").isLid() || block && !item.has("pn_jid")) {
            return Stanzas.error(request, 400, "bad-request");
        }
        if (block) {
            actor.account().profile().blocked().add(other);
        } else {
            actor.account().profile().blocked().remove(other);
        }
        tellOthers(
                actor,
                Node.of(
                        "blocklist",
                        Node.builder("item")
                                .attr("jid", other.lid())
                                .attr("action", block ? "block" : "unblock")
                                .build()));
        return Stanzas.result(request, blocklist(actor.account()));
    }

    private Node disappearing(Device actor, Node request) {
        Node mode = request.requireChild("disappearing_mode");
        actor.account().profile().setDisappearingSeconds(mode.longAttr("duration", 0));
        tellOthers(
                actor,
                Node.builder("disappearing_mode")
                        .attr("duration", mode.attr("duration"))
                        .attr("t", world.nowSeconds())
                        .build());
        return Stanzas.result(request);
    }

    private void tellOthers(Device actor, Node change) {
        world.router().accountChanged(actor.account(), actor.id(), change);
    }
}
