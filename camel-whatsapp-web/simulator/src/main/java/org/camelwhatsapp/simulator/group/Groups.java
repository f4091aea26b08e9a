package org.camelwhatsapp.simulator.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;

/**
 * What the server does about groups, whoever asks: a linked device or a phone. Members are told of every change. Refuses
 * with {@link RefusedException}. Lives on the simulator's event loop.
 */
public final class Groups {
    private static final int NOT_ADMIN = 401;
    private static final int NOT_MEMBER = 403;
    private static final int UNKNOWN = 404;
    private static final int FULL = 419;

    private final World world;
    private long created;

    public Groups(World world) {
        this.world = world;
    }

    /**
     * Makes a group; its members are told.
     *
     * @throws RefusedException 419 when there are too many
     */
    public Group create(Account actor, String subject, Collection<Account> others, Collection<Node> settings) {
        if (!world.directory().takesGroups()) {
            throw new RefusedException(FULL, "resource-limit");
        }
        Jid jid = Jid.group("120363" + String.format(Locale.ROOT, "%012d", ++created));
        Group group = new Group(jid, actor, subject, world.nowSeconds());
        others.forEach(account -> group.members().putIfAbsent(account, Group.Role.MEMBER));
        settings.forEach(setting -> group.settings().put(setting.tag(), setting));
        world.directory().add(group);
        return group;
    }

    /** Tells all members that the group is there. */
    public void announce(Group group, Account actor, @Nullable String key) {
        Node create = Node.builder("create")
                .attr("key", key)
                .child(GroupNodes.describe(group))
                .build();
        tell(group, actor, create);
    }

    /** @throws RefusedException 404 or 403 */
    public Group memberOf(Account actor, Jid jid) {
        Group group = world.directory().group(jid);
        if (group == null) {
            throw new RefusedException(UNKNOWN, "item-not-found");
        }
        if (!group.members().containsKey(actor)) {
            throw new RefusedException(NOT_MEMBER, "forbidden");
        }
        return group;
    }

    /** @throws RefusedException 404, 403 or 401 */
    public Group adminOf(Account actor, Jid jid) {
        Group group = memberOf(actor, jid);
        if (!group.isAdmin(actor)) {
            throw new RefusedException(NOT_ADMIN, "not-authorized");
        }
        return group;
    }

    /** Tells all members. */
    public void tell(Group group, Account actor, Node action) {
        tell(group, actor, action, group.members().keySet());
    }

    void tell(Group group, Account actor, Node action, Collection<Account> informed) {
        world.router().groupChanged(group, actor, action, new ArrayList<>(informed));
    }

    /**
     * Adds, removes, promotes or demotes.
     *
     * @return an entry for each, with an error where it did not work
     */
    public List<Node> change(Account actor, Group group, String change, Collection<Jid> users) {
        Node mode = group.settings().get("member_add_mode");
        boolean everybodyAdds =
                change.equals("add") && mode != null && mode.text().equals("all_member_add");
        if (!everybodyAdds && !group.isAdmin(actor)) {
            throw new RefusedException(NOT_ADMIN, "not-authorized");
        }
        List<Account> informed = new ArrayList<>(group.members().keySet());
        List<Node> answers = new ArrayList<>();
        Node.Builder action = Node.builder(change);
        boolean changed = false;
        for (Jid user : users) {
            Account account = world.directory().account(user);
            if (account == null) {
                answers.add(refusal(user, UNKNOWN));
                continue;
            }
            Node refusal = apply(group, account, change);
            if (refusal != null) {
                answers.add(refusal);
                continue;
            }
            answers.add(GroupNodes.participant(account, null));
            action.child(GroupNodes.participant(account, null));
            changed = true;
            if (!informed.contains(account)) {
                informed.add(account);
            }
        }
        if (changed) {
            tell(group, actor, action.build(), informed);
        }
        return answers;
    }

    private static Node refusal(Jid user, int code) {
        return Node.builder("participant").attr("jid", user).attr("error", code).build();
    }

    private @Nullable Node apply(Group group, Account account, String change) {
        boolean member = group.members().containsKey(account);
        if (change.equals("add")) {
            if (member) {
                return refusal(account.lid(), 409);
            }
            if (!account.privacy().getOrDefault("groupadd", "all").equals("all")) {
                return invitation(group, account);
            }
            join(group, account);
            return null;
        }
        if (!member) {
            return refusal(account.lid(), UNKNOWN);
        }
        switch (change) {
            case "remove" -> group.members().remove(account);
            case "promote" -> group.members().replace(account, Group.Role.ADMIN);
            default -> group.members().replace(account, Group.Role.MEMBER);
        }
        return null;
    }

    /** What an invite must hold for one who does not let others add him. */
    public Node invitation(Group group, Account account) {
        String code = "M" + group.jid().user() + "x" + account.lid().user();
        group.invitations().put(account, code);
        return Node.builder("participant")
                .attr("jid", account.lid())
                .attr("error", 403)
                .child(Node.builder("add_request")
                        .attr("code", code)
                        .attr("expiration", world.nowSeconds() + 259_200)
                        .build())
                .build();
    }

    /** Makes somebody a member without telling anybody yet. */
    void join(Group group, Account account) {
        group.requests().remove(account);
        group.invitations().remove(account);
        group.members().put(account, Group.Role.MEMBER);
    }

    /** Leaves; the others are told. */
    public boolean leave(Account actor, Jid jid) {
        Group group = world.directory().group(jid);
        if (group == null || !group.members().containsKey(actor)) {
            return false;
        }
        List<Account> informed = new ArrayList<>(group.members().keySet());
        group.members().remove(actor);
        tell(group, actor, Node.of("remove", GroupNodes.participant(actor, null)), informed);
        return true;
    }

    World world() {
        return world;
    }
}
