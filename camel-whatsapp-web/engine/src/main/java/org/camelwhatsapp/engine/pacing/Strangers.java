package org.camelwhatsapp.engine.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Who is a stranger, and how many were written to today. A stranger is a user with whom no message was exchanged, in
 * either direction, who is not in the archive and not in the account's address book. Mailbox only.
 */
final class Strangers {
    private static final int CAPACITY = 10_000;
    private static final byte[] MET = {1};

    private final Session session;
    private final AddressBook addresses;
    private final StrangerLimit limit;
    /** Users who are no strangers; the one seen longest ago goes first, of 10,000. The store still has it. */
    private final Map<Jid, Boolean> met = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    private @Nullable Jid account;
    private @Nullable DayCount counted;

    Strangers(Session session, AddressBook addresses, StrangerLimit limit) {
        this.session = session;
        this.addresses = addresses;
        this.limit = limit;
        session.gauges().add("pacing.met", CAPACITY, met::size);
    }

    /** Reads the count of this account, so that the other methods know it. */
    CompletionStage<Void> open() {
        Jid own = own();
        if (own.equals(account)) {
            return CompletableFuture.completedFuture(null);
        }
        String key = countKey(own);
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().pacing().getMany(Set.of(key)))
                .thenAccept(found -> {
                    if (!own.equals(account)) {
                        byte[] stored = found.get(key);
                        met.clear();
                        account = own;
                        counted = stored == null ? DayCount.begin(today()) : DayCount.decode(stored);
                    }
                });
    }

    /** The user if it is a stranger, null if not; {@link #open} came before. */
    CompletionStage<@Nullable Jid> find(Jid chat) {
        LinkedAccount self = session.credentials().requireAccount();
        if (!chat.isUser() || self.isSelf(chat)) {
            return CompletableFuture.completedFuture(null);
        }
        return addresses.load(List.of(chat)).thenCompose(v -> {
            Jid user = addresses.canonical(chat.toUser());
            if (met.containsKey(user)) {
                return CompletableFuture.completedFuture(null);
            }
            List<Jid> names = new ArrayList<>(List.of(user));
            Jid other = addresses.alternate(user);
            if (other != null) {
                names.add(other.toUser());
            }
            Jid own = own();
            return Futures.blocking(session.environment(), session.mailbox(), () -> isKnown(own, names))
                    .thenApply(known -> {
                        if (known) {
                            met.put(user, true);
                        }
                        return known || met.containsKey(user) ? null : user;
                    });
        });
    }

    private boolean isKnown(Jid own, List<Jid> names) {
        List<String> keys = names.stream().map(name -> metKey(own, name)).toList();
        Archive archive = session.store().archive();
        return !session.store().pacing().getMany(keys).isEmpty()
                || names.stream().anyMatch(name -> archive.chat(name) != null)
                || archive.names(names).values().stream().anyMatch(by -> by.containsKey(NameSource.ADDRESS_BOOK));
    }

    /** Whether one more stranger may be written to today. */
    boolean mayMeet() {
        return countToday().count() < allowed();
    }

    int countedToday() {
        return countToday().count();
    }

    int allowed() {
        return limit.on(countToday().age());
    }

    /** Until the next day begins. */
    Duration untilTomorrow() {
        Instant now = Instant.ofEpochMilli(session.environment().time().millis());
        Instant tomorrow = Instant.EPOCH.plus(Duration.ofDays(countToday().day() + 1));
        return Duration.between(now, tomorrow);
    }

    /** Counts one more, or takes it back. */
    void count(int more) {
        counted = countToday().plus(more);
    }

    /** A message to a stranger becomes durable with this transaction. */
    void written(Jid stranger, StoreTransaction transaction) {
        transaction.put(session.store().pacing(), countKey(own()), countToday().encode());
        meet(stranger, transaction);
    }

    /** A message was exchanged with this user, in either direction. */
    void met(Jid chat, StoreTransaction transaction) {
        if (chat.isUser() && !session.credentials().requireAccount().isSelf(chat)) {
            meet(addresses.canonical(chat.toUser()), transaction);
        }
    }

    private void meet(Jid user, StoreTransaction transaction) {
        if (met.put(user, true) == null) {
            transaction.put(session.store().pacing(), metKey(own(), user), MET);
        }
    }

    private DayCount countToday() {
        DayCount present = counted;
        DayCount now = present == null ? DayCount.begin(today()) : present.on(today());
        counted = now;
        return now;
    }

    private long today() {
        return Duration.ofMillis(session.environment().time().millis()).toDays();
    }

    private Jid own() {
        return session.credentials().requireAccount().lid().toUser();
    }

    private static String countKey(Jid own) {
        return own.user() + "/count";
    }

    private static String metKey(Jid own, Jid user) {
        return own.user() + "/met/" + user;
    }
}
