package org.camelwhatsapp.engine.contact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Which LID belongs to which number. Fed by every source that names both, kept in the store. A device has one canonical
 * address, the LID once it is known; it is fixed before any session is looked up. Mailbox only. Source: docs/protocol.md,
 * "Addressing".
 */
public final class AddressBook {
    private static final int CAPACITY = 50_000;

    private final Session session;
    /**
     * Both directions; the one used longest ago goes first, the store still has it. A user that stands for itself has no
     * other address in the store, so that not every message of such a user asks there.
     */
    private final Map<Jid, Jid> known;

    /** The largest page. */
    public static final int MAX_PAGE = 1_000;

    private static final Jid LAST = new Jid("9".repeat(20), 0, Jid.PN_SERVER);

    private final List<LearntListener> listeners = new ArrayList<>();

    /** Wants to know that a number, or an earlier LID, and a LID are one user. */
    @FunctionalInterface
    public interface LearntListener {
        /** @param transaction that makes it durable, for what follows from it */
        void onLearnt(Jid older, Jid lid, StoreTransaction transaction);
    }

    public AddressBook(Session session) {
        this.session = session;
        this.known = new BoundedMap<>(session.gauges(), "contact.addresses", CAPACITY);
    }

    /** Reads what the store knows of these users, so that {@link #canonical} can answer. */
    public CompletionStage<Void> load(Collection<Jid> users) {
        Set<Jid> missing = new HashSet<>();
        for (Jid jid : users) {
            Jid user = jid.toUser();
            if (user.isUser() && !known.containsKey(user) && alternateOfSelf(user) == null) {
                missing.add(user);
            }
        }
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().addressMappings().getMany(missing))
                .thenAccept(found -> {
                    for (Jid user : missing) {
                        byte[] value = found.get(user);
                        // What was learnt meanwhile is newer.
                        known.putIfAbsent(
                                user, value == null ? user : Jid.parse(new String(value, StandardCharsets.UTF_8)));
                    }
                });
    }

    /** Adds a listener; before the session starts. */
    public void listen(LearntListener listener) {
        listeners.add(listener);
    }

    /** Takes in that both addresses are the same user; the write goes into the transaction. */
    public void learn(@Nullable Jid one, @Nullable Jid other, StoreTransaction transaction) {
        if (one == null || other == null || one.isLid() == other.isLid() || !one.isUser() || !other.isUser()) {
            return;
        }
        Jid first = one.toUser();
        Jid second = other.toUser();
        if (second.equals(known.get(first)) || alternateOfSelf(first) != null) {
            return;
        }
        known.put(first, second);
        known.put(second, first);
        Jid number = first.isLid() ? second : first;
        Jid lid = first.isLid() ? first : second;
        listeners.forEach(listener -> listener.onLearnt(number, lid, transaction));
        transaction.put(session.store().addressMappings(), first, bytes(second));
        transaction.put(session.store().addressMappings(), second, bytes(first));
    }

    /** Takes in that a user's LID was replaced; what is kept under the old one goes on under the new one. */
    public void replace(Jid old, Jid lid, StoreTransaction transaction) {
        Jid before = old.toUser();
        Jid after = lid.toUser();
        if (before.equals(after) || alternateOfSelf(before) != null) {
            return;
        }
        learn(alternate(before), after, transaction);
        listeners.forEach(listener -> listener.onLearnt(before, after, transaction));
    }

    private static byte[] bytes(Jid jid) {
        return jid.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The user's other address, or null when it is not known. */
    public @Nullable Jid alternate(Jid jid) {
        Jid user = jid.toUser();
        Jid own = alternateOfSelf(user);
        if (own != null) {
            return own;
        }
        Jid other = known.get(user);
        return user.equals(other) ? null : other;
    }

    private @Nullable Jid alternateOfSelf(Jid user) {
        LinkedAccount account = session.credentials().account();
        if (account == null) {
            return null;
        }
        if (user.isSameUser(account.jid())) {
            return account.lid().toUser();
        }
        return user.isSameUser(account.lid()) ? account.jid().toUser() : null;
    }

    /** The address under which the state of this device is kept: the LID if it is known. The device stays. */
    public Jid canonical(Jid device) {
        if (!device.isPhone() || !device.isUser()) {
            return device;
        }
        Jid lid = alternate(device);
        return lid == null ? device : lid.withDevice(device.device());
    }

    /**
     * What is known, page by page.
     *
     * @param after the last number of the page before, digits, or null
     * @param limit 1 to 1,000
     */
    public CompletionStage<AddressPage> page(@Nullable String after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit: expected a number from 1 to " + MAX_PAGE);
        }
        if (after != null && !after.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException("cursor: expected what the page before gave");
        }
        // The next text of digits in the order of the table.
        Jid from = new Jid(after == null ? "0" : after + "0", 0, Jid.PN_SERVER);
        return Futures.blocking(
                session.environment(),
                session.mailbox(),
                () -> page(session.store().addressMappings().range(from, LAST, limit), limit));
    }

    private static AddressPage page(List<Map.Entry<Jid, byte[]>> rows, int limit) {
        List<AddressPair> pairs = rows.stream()
                .map(row ->
                        new AddressPair(row.getKey(), Jid.parse(new String(row.getValue(), StandardCharsets.UTF_8))))
                .toList();
        String next =
                rows.size() < limit ? null : rows.get(rows.size() - 1).getKey().user();
        return new AddressPage(pairs, next);
    }
}
