package org.camelwhatsapp.engine.message.archive;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The names in certificates of businesses, kept in the archive under the LID if it is known. Mailbox only. */
public final class BusinessNames {
    private static final Logger LOG = LoggerFactory.getLogger(BusinessNames.class);
    private static final int MAX_NAMES = 2_000;
    private static final int MAX_LENGTH = 512;

    private final Session session;
    private final AddressBook addresses;
    private final boolean enabled;

    /** What was written lately, so that not every message writes it; the oldest goes first, of 2,000. */
    private final Map<Jid, String> names;

    BusinessNames(Session session, AddressBook addresses, boolean enabled) {
        this.session = session;
        this.addresses = addresses;
        this.enabled = enabled;
        this.names = new BoundedMap<>(session.gauges(), "message.businessNames", MAX_NAMES);
    }

    /**
     * Keeps a name that came with a message; the user's addresses are loaded.
     *
     * @param name the name, or null if the message told none
     */
    public void seen(Jid user, @Nullable String name, StoreTransaction transaction) {
        if (enabled && name != null) {
            write(user, name, transaction);
        }
    }

    /**
     * Keeps a name that was told or asked for.
     *
     * @param name the name, or null if the user is no business any more
     * @return completes on the mailbox when the name is stored
     */
    public CompletionStage<Void> keep(Jid user, @Nullable String name) {
        if (!enabled) {
            return CompletableFuture.completedFuture(null);
        }
        return addresses.load(List.of(user)).thenCompose(v -> {
            StoreTransaction transaction = session.store().transaction();
            write(user, name == null ? "" : name, transaction);
            return transaction.isEmpty()
                    ? CompletableFuture.<Void>completedFuture(null)
                    : Futures.on(session.mailbox(), session.store().commit(transaction));
        });
    }

    private void write(Jid user, String name, StoreTransaction transaction) {
        Jid known = addresses.canonical(user.toUser());
        String kept = name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
        if (kept.equals(names.put(known, kept))) {
            return;
        }
        try {
            transaction.archive(
                    new ArchiveWrite.PutName(known, NameSource.BUSINESS, kept.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            LOG.debug("session {}: a name is not archived: {}", session.name(), e.getMessage());
        }
    }

    /** These users' names are gone from the store. */
    void forget(Collection<Jid> users) {
        names.keySet().removeAll(users);
    }
}
