package org.camelwhatsapp.simulator.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** All accounts and groups, found by any of their addresses. */
public final class Directory {
    private static final int MAX_ACCOUNTS = 50_000;
    private static final int MAX_GROUPS = 50_000;

    private final Map<Jid, Account> accounts = new LinkedHashMap<>();
    private final Map<Jid, Account> byLid = new LinkedHashMap<>();
    private final Map<Jid, Group> groups = new LinkedHashMap<>();

    /** @throws IllegalStateException when there are 50,000 accounts, or the number is taken */
    public void add(Account account) {
        if (accounts.size() >= MAX_ACCOUNTS || accounts.containsKey(account.phoneJid())) {
            throw new IllegalStateException("the number is taken, or the directory is full");
        }
        accounts.put(account.phoneJid(), account);
        byLid.put(account.lid(), account);
    }

    public @Nullable Account account(Jid address) {
        Jid user = address.toUser();
        Account account = accounts.get(user);
        return account != null ? account : byLid.get(user);
    }

    /** @throws IllegalArgumentException if there is no such account */
    public Account require(Jid address) {
        Account account = account(address);
        if (account == null) {
            throw new IllegalArgumentException("no account " + address);
        }
        return account;
    }

    public Collection<Account> accounts() {
        return accounts.values();
    }

    /** Whether there is room for one more group; there are at most 50,000. */
    public boolean takesGroups() {
        return groups.size() < MAX_GROUPS;
    }

    public void add(Group group) {
        groups.put(group.jid(), group);
    }

    public @Nullable Group group(Jid jid) {
        return groups.get(jid);
    }

    public void remove(Group group) {
        groups.remove(group.jid());
    }

    public Collection<Group> groups() {
        return groups.values();
    }
}
