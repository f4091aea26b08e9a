package org.camelwhatsapp.simulator.route;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;

/**
 * Who is there and who types. Told to those who asked and are there themselves; nothing of it waits for anybody. Lives on
 * the simulator's event loop.
 */
public final class PresenceRouter {
    private final World world;
    private final Map<Account, Set<Device>> watchers = new LinkedHashMap<>();
    private final Set<Device> available = new LinkedHashSet<>();

    public PresenceRouter(World world) {
        this.world = world;
    }

    /** A stanza of a device: coming, going, or asking about somebody. */
    public void onPresence(Device device, Node presence) {
        String type = presence.attr("type", "available");
        String name = presence.attr("name");
        if (name != null && !name.equals("-")) {
            device.account().setPushName(name);
        }
        switch (type) {
            case "subscribe" -> subscribe(device, presence);
            case "available" -> {
                available.add(device);
                changed(device.account(), true);
            }
            case "unavailable" -> {
                available.remove(device);
                changed(device.account(), isAvailable(device.account()));
            }
            default -> {}
        }
    }

    /** The connection is gone, and with it everything that was said on it. */
    public void onGone(Device device) {
        watchers.values().forEach(devices -> devices.remove(device));
        if (available.remove(device)) {
            changed(device.account(), isAvailable(device.account()));
        }
    }

    private boolean isAvailable(Account account) {
        return available.stream().anyMatch(device -> device.account() == account);
    }

    private void subscribe(Device device, Node presence) {
        Jid user = presence.requireJid("to");
        Account account = world.directory().account(user);
        if (account == null || account.profile().refuses(device.account(), presence.child("tctoken"))) {
            return;
        }
        watchers.computeIfAbsent(account, a -> new LinkedHashSet<>()).add(device);
        if (available.contains(device) && !isBlocked(device, account)) {
            device.sendNow(presence(account, user.isLid()));
        }
    }

    /** Whether the account does not want to be seen by whoever has this device. */
    private static boolean isBlocked(Device device, Account account) {
        return account.profile().blocked().contains(device.account());
    }

    /** An account came or went, by any of its devices or its phone. */
    public void changed(Account account, boolean there) {
        account.profile().setAvailable(there, world.nowSeconds());
        for (Device watcher : watchers.getOrDefault(account, Set.of())) {
            if (available.contains(watcher) && !isBlocked(watcher, account)) {
                watcher.sendNow(presence(account, false));
            }
        }
    }

    private static Node presence(Account account, boolean byLid) {
        boolean there = account.profile().isAvailable();
        boolean hidden = account.privacy().getOrDefault("last", "all").equals("none");
        long last = account.profile().lastSeenSeconds();
        return Node.builder("presence")
                .attr("from", byLid ? account.lid() : account.phoneJid())
                .attr("type", there ? null : "unavailable")
                .attr("last", there ? null : hidden ? "deny" : last == 0 ? "none" : Long.toString(last))
                .build();
    }

    /** Somebody types; brought to the devices that are there. */
    public void onChatState(Account author, Jid to, Node state) {
        Group group = world.directory().group(to);
        if (group != null) {
            for (Account member : group.members().keySet()) {
                if (member != author) {
                    bring(member, to, author.lid(), state);
                }
            }
            return;
        }
        Account account = world.directory().account(to);
        if (account != null && !account.profile().blocked().contains(author)) {
            bring(account, to.isLid() ? author.lid() : author.phoneJid(), null, state);
        }
    }

    private void bring(Account account, Jid from, @Nullable Jid participant, Node state) {
        Node stanza = Node.builder("chatstate")
                .attr("from", from)
                .attr("participant", participant)
                .child(state)
                .build();
        account.devices().stream().filter(available::contains).forEach(device -> device.sendNow(stanza));
        world.router().toPhone(account, stanza);
    }
}
