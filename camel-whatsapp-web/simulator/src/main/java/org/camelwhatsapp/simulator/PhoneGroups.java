package org.camelwhatsapp.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.group.GroupInvites;
import org.camelwhatsapp.simulator.group.GroupSettingRules;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;

/**
 * What a person does in groups with the phone, and what the phone shows of them. Refusals are thrown as {@link
 * RefusedException}. Thread-safe; calls block until the simulator has done them.
 */
public final class PhoneGroups {
    private final Simulator simulator;
    private final Account account;

    PhoneGroups(Simulator simulator, Account account) {
        this.simulator = simulator;
        this.account = account;
    }

    /** Makes a group. */
    public Jid create(String subject, Jid... members) {
        return simulator.call(() -> {
            List<Account> others = new ArrayList<>();
            for (Jid member : members) {
                Account other = simulator.world().directory().account(member);
                if (other == null) {
                    throw new IllegalArgumentException("no account " + member);
                }
                others.add(other);
            }
            Group group = simulator.groups().create(account, subject, others, List.of());
            simulator.groups().announce(group, account, null);
            return group.jid();
        });
    }

    /** Adds, removes, promotes or demotes. */
    public void change(Jid group, String change, Jid... users) {
        simulator.call(() -> simulator
                .groups()
                .change(account, simulator.groups().memberOf(account, group), change, List.of(users)));
    }

    public void setSubject(Jid group, String subject) {
        simulator.call(() -> {
            new GroupSettingRules(simulator.groups())
                    .subject(account, simulator.groups().memberOf(account, group), subject);
            return true;
        });
    }

    /** Takes a setting in the wire's form, such as {@code <announcement/>}. */
    public void set(Jid group, Node setting) {
        simulator.call(() -> {
            new GroupSettingRules(simulator.groups())
                    .set(account, simulator.groups().memberOf(account, group), setting);
            return true;
        });
    }

    public void leave(Jid group) {
        simulator.call(() -> simulator.groups().leave(account, group));
    }

    /** The code of the invite link. */
    public String inviteCode(Jid group) {
        return simulator.call(() -> new GroupInvites(simulator.groups())
                .code(account, simulator.groups().memberOf(account, group)));
    }

    /** Joins by a code; returns whether an admin has to approve it. */
    public boolean join(String inviteCode) {
        return simulator.call(() -> {
            GroupInvites invites = new GroupInvites(simulator.groups());
            return invites.join(account, invites.byCode(inviteCode), "invite_link");
        });
    }

    private Group state(Jid group) {
        Group found = simulator.world().directory().group(group);
        if (found == null) {
            throw new IllegalArgumentException("no group " + group);
        }
        return found;
    }

    /** The group's name. */
    public String subject(Jid group) {
        return simulator.call(() -> state(group).subject());
    }

    /** The group's description, or the empty text. */
    public String description(Jid group) {
        return simulator.call(() -> {
            Node description = state(group).description();
            Node body = description == null ? null : description.child("body");
            return body == null ? "" : body.text();
        });
    }

    /** The members' numbers with their roles. */
    public Map<String, Group.Role> members(Jid group) {
        return simulator.call(() -> {
            Map<String, Group.Role> members = new TreeMap<>();
            state(group)
                    .members()
                    .forEach((member, role) -> members.put(member.phoneJid().user(), role));
            return members;
        });
    }

    /** The settings that are on, as nodes by tag. */
    public Map<String, Node> settings(Jid group) {
        return simulator.call(() -> Map.copyOf(state(group).settings()));
    }

    /** The numbers of those who wait for an admin's word. */
    public Collection<String> requests(Jid group) {
        return simulator.call(() -> state(group).requests().keySet().stream()
                .map(member -> member.phoneJid().user())
                .toList());
    }

    /** The numbers of those who were given an invite, with its code. */
    public Map<String, String> invited(Jid group) {
        return simulator.call(() -> {
            Map<String, String> invited = new TreeMap<>();
            state(group)
                    .invitations()
                    .forEach((member, code) -> invited.put(member.phoneJid().user(), code));
            return invited;
        });
    }

    /** Whether the group is there at all. */
    public boolean exists(Jid group) {
        return simulator.call(() -> simulator.world().directory().group(group) != null);
    }

    /** The community of a group, or null. */
    public @Nullable Jid community(Jid group) {
        return simulator.call(() -> {
            Group parent = state(group).parent();
            return parent == null ? null : parent.jid();
        });
    }

    /** Says who may add this person to groups: {@code all}, {@code contacts} or {@code none}. */
    public void allowAdding(String who) {
        simulator.call(() -> account.privacy().put("groupadd", who));
    }
}
