package org.camelwhatsapp.engine.privacy;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.ContactTokens;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens by which contacts know each other. A contact that hears only whom it knows gives one; it is kept and shown
 * with messages and questions about the contact. Whom this account writes to is given one, at most once in seven days.
 * Mailbox only. Source: docs/protocol.md, "Trusted contacts".
 */
public final class PrivacyTokens implements Feature, ContactTokens {
    private static final Logger LOG = LoggerFactory.getLogger(PrivacyTokens.class);
    private static final int CAPACITY = 10_000;
    private static final int MAX_GIVING = 1_000;
    private static final int MAX_TOKEN_BYTES = 1_024;
    private static final String KIND = "trusted_contact";
    /** The service's own announcements come from there. */
    private static final String ANNOUNCER = "0";

    private final Session session;
    private final AddressBook addresses;
    /** By canonical address; the one used longest ago goes first, the store still has it. */
    private final Map<Jid, ContactToken> known;
    /** Who is being given one now; beyond 1,000 the next message does it. */
    private final Set<Jid> giving = new HashSet<>();

    private Function<Jid, CompletionStage<Optional<Node>>> marks =
            user -> CompletableFuture.completedFuture(Optional.empty());

    private boolean pruned;

    public PrivacyTokens(Session session, AddressBook addresses) {
        this.session = session;
        this.addresses = addresses;
        session.gauges().add("privacy.tokensBeingGiven", MAX_GIVING, giving::size);
        this.known = new BoundedMap<>(session.gauges(), "privacy.tokens", CAPACITY);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("privacy_token", this::received);
        router.onNotification("encrypt", notification -> {
            if (notification.child("identity") != null) {
                giveAgain(notification.requireJid("from"));
            }
        });
    }

    @Override
    public CompletionStage<Void> onLogin() {
        if (!pruned) {
            pruned = true;
            prune();
        }
        return CompletableFuture.completedFuture(null);
    }

    /** Forgets, once per start, contacts of whom nothing is good any more. The login does not wait for it. */
    private void prune() {
        long now = now();
        Jid own = own();
        Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().privacyTokens().list(CAPACITY).stream()
                                .filter(row -> !row.getKey().equals(own)
                                        && ContactToken.decode(row.getValue()).isOver(now))
                                .map(Map.Entry::getKey)
                                .toList())
                .thenCompose(old -> {
                    StoreTransaction transaction = session.store().transaction();
                    for (Jid user : old) {
                        // What came since it was read stays.
                        if (known.getOrDefault(user, ContactToken.NONE).isOver(now)) {
                            known.remove(user);
                            transaction.delete(session.store().privacyTokens(), user);
                        }
                    }
                    return Futures.on(session.mailbox(), session.store().commit(transaction));
                })
                .whenComplete((v, failure) -> {
                    if (failure != null) {
                        LOG.warn("session {}: old tokens are still kept", session.name(), Futures.unwrap(failure));
                    }
                });
    }

    @Override
    public void onDisconnect() {
        giving.clear();
    }

    @Override
    public CompletionStage<Map<Jid, Node>> of(Collection<Jid> users) {
        List<Jid> others = users.stream().filter(this::isOther).toList();
        if (others.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return load(others).thenApply(v -> {
            Map<Jid, Node> found = new LinkedHashMap<>();
            for (Jid user : others) {
                ContactToken token = token(user);
                if (token.isUsable(now())) {
                    found.put(user, Node.of("tctoken", token.token()));
                }
            }
            return found;
        });
    }

    @Override
    public CompletionStage<Optional<Node>> forMessage(Jid user) {
        return of(List.of(user)).thenCompose(found -> {
            Node token = found.get(user);
            Jid key = addresses.canonical(user.toUser());
            return token != null || !isOther(user) || !key.isLid()
                    ? CompletableFuture.completedFuture(Optional.ofNullable(token))
                    : marks.apply(key);
        });
    }

    /** Says what messages show to users who gave no token; before the session starts. */
    void markWith(Function<Jid, CompletionStage<Optional<Node>>> mark) {
        marks = mark;
    }

    /** The salt of the account's mark for strangers, as the history told it. It is kept in the account's own row. */
    CompletionStage<Optional<byte[]>> historicSalt() {
        Jid own = own();
        return Futures.blocking(
                session.environment(),
                session.mailbox(),
                () -> Optional.ofNullable(session.store()
                                .privacyTokens()
                                .getMany(Set.of(own))
                                .get(own))
                        .map(row -> ContactToken.decode(row).token()));
    }

    /** Keeps it; completes when it is durable. */
    CompletionStage<Void> keepHistoricSalt(byte[] salt) {
        StoreTransaction transaction = session.store().transaction();
        transaction.put(
                session.store().privacyTokens(),
                own(),
                ContactToken.NONE.received(salt, now()).encode());
        return Futures.on(session.mailbox(), session.store().commit(transaction));
    }

    void dropHistoricSalt(StoreTransaction transaction) {
        transaction.delete(session.store().privacyTokens(), own());
    }

    private Jid own() {
        return session.credentials().requireAccount().lid().toUser();
    }

    @Override
    public void written(Jid user) {
        if (isOther(user)) {
            load(List.of(user)).thenAccept(v -> {
                if (token(user).isDue(now())) {
                    give(user, now());
                }
            });
        }
    }

    /** A new installation of the contact's app has lost what it was given. */
    private void giveAgain(Jid user) {
        if (isOther(user)) {
            load(List.of(user)).thenAccept(v -> {
                ContactToken token = token(user);
                if (token.isIssued(now())) {
                    give(user, token.issued());
                }
            });
        }
    }

    private void give(Jid user, long at) {
        Jid key = addresses.canonical(user.toUser());
        if (giving.size() >= MAX_GIVING || !giving.add(key)) {
            return;
        }
        Jid number = key.isLid() ? addresses.alternate(key) : key;
        Node token = Node.builder("token")
                .attr("jid", Objects.requireNonNullElse(number, key))
                .attr("t", at)
                .attr("type", KIND)
                .build();
        Node request = Node.builder("iq")
                .attr("xmlns", "privacy")
                .attr("type", "set")
                .attr("to", Jid.SERVER)
                .child(Node.of("tokens", token))
                .build();
        session.wire()
                .request(request)
                .thenCompose(answer -> load(List.of(key)))
                .thenCompose(v -> {
                    StoreTransaction transaction = session.store().transaction();
                    keep(key, token(key).issued(at), transaction);
                    return Futures.on(session.mailbox(), session.store().commit(transaction));
                })
                .whenComplete((v, failure) -> {
                    giving.remove(key);
                    if (failure != null) {
                        // The next message tries again.
                        LOG.debug("session {}: a contact got no token", session.name(), Futures.unwrap(failure));
                    }
                });
    }

    private void received(Node notification) {
        Jid from = notification.requireJid("from").toUser();
        Jid lid = notification.jid("sender_lid");
        Node tokens = notification.requireChild("tokens");
        StoreTransaction learnt = session.store().transaction();
        addresses.learn(from, lid, learnt);
        session.store().commit(learnt);
        load(List.of(from)).thenCompose(v -> {
            StoreTransaction transaction = session.store().transaction();
            for (Node token : tokens.children("token")) {
                byte[] bytes = token.bytes();
                if (token.attr("type", "").equals(KIND) && bytes != null) {
                    take(from, bytes, token.longAttr("t", 0), transaction);
                }
            }
            return session.store().commit(transaction);
        });
    }

    private void take(Jid user, byte[] bytes, long at, StoreTransaction transaction) {
        ContactToken old = token(user);
        if (bytes.length > 0 && bytes.length <= MAX_TOKEN_BYTES && (at >= old.since() || old.token().length == 0)) {
            keep(addresses.canonical(user.toUser()), old.received(bytes, at), transaction);
        }
    }

    /**
     * Takes in what the history of a chat says. Older than what is known, it changes nothing.
     *
     * @param bytes what the contact gave, empty for nothing
     * @param at when, seconds since 1970
     * @param issuedAt when the contact was given one, seconds since 1970, or 0
     * @return completes when it is durable
     */
    public CompletionStage<Void> learn(Jid user, byte[] bytes, long at, long issuedAt) {
        if (!isOther(user)) {
            return CompletableFuture.completedFuture(null);
        }
        return load(List.of(user)).thenCompose(v -> {
            StoreTransaction transaction = session.store().transaction();
            take(user, bytes, at, transaction);
            ContactToken token = token(user);
            if (issuedAt > token.issued()) {
                keep(addresses.canonical(user.toUser()), token.issued(issuedAt), transaction);
            }
            return Futures.on(session.mailbox(), session.store().commit(transaction));
        });
    }

    private void keep(Jid key, ContactToken token, StoreTransaction transaction) {
        known.put(key, token);
        transaction.put(session.store().privacyTokens(), key, token.encode());
    }

    /** What came before both addresses were known to be one user stands under the other one. */
    private ContactToken token(Jid user) {
        ContactToken found = ContactToken.NONE;
        for (Jid name : names(user)) {
            ContactToken kept = known.getOrDefault(name, ContactToken.NONE);
            found = found.equals(ContactToken.NONE) ? kept : found;
        }
        return found;
    }

    /** The addresses of a user, the one it is kept under first. */
    private List<Jid> names(Jid user) {
        Jid canonical = addresses.canonical(user.toUser());
        Jid other = addresses.alternate(canonical);
        return other == null ? List.of(canonical) : List.of(canonical, other);
    }

    private boolean isOther(Jid user) {
        LinkedAccount account = session.credentials().account();
        return user.isUser() && !user.user().equals(ANNOUNCER) && account != null && !account.isSelf(user);
    }

    private long now() {
        return session.environment().time().instant().getEpochSecond();
    }

    private CompletionStage<Void> load(Collection<Jid> users) {
        return addresses.load(users).thenCompose(v -> {
            Set<Jid> missing = new HashSet<>();
            users.forEach(user -> missing.addAll(names(user)));
            missing.removeAll(known.keySet());
            if (missing.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            return Futures.blocking(
                            session.environment(),
                            session.mailbox(),
                            () -> session.store().privacyTokens().getMany(missing))
                    .thenAccept(found -> missing.forEach(user -> {
                        byte[] stored = found.get(user);
                        known.putIfAbsent(user, stored == null ? ContactToken.NONE : ContactToken.decode(stored));
                    }));
        });
    }
}
