package org.camelwhatsapp.engine.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.message.StatusRecipients;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;

/**
 * Who sees one's status posts: by the setting of the account, or as the caller said. What was chosen for a post is kept for
 * two days, so that taking it back and sending it again reach the same people. Mailbox only. Source: docs/protocol.md,
 * "Status posts".
 */
public final class StatusAudience implements StatusRecipients {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int MAX_POSTS = 1_000;
    private static final int MAX_CONTACTS = 20_000;
    private static final int PAGE = 500;

    private final Session session;
    private final AddressBook addresses;
    private Supplier<CompletionStage<Optional<StatusPrivacy>>> preferred =
            () -> CompletableFuture.completedFuture(Optional.empty());

    public StatusAudience(Session session, AddressBook addresses) {
        this.session = session;
        this.addresses = addresses;
    }

    @Override
    public CompletionStage<Audience> of(String messageId) {
        return kept(messageId)
                .thenCompose(kept -> kept.isPresent()
                        ? CompletableFuture.completedFuture(kept.get())
                        : privacy().thenCompose(this::of));
    }

    /** What was chosen for a post of the last two days. */
    CompletionStage<Optional<Audience>> kept(String messageId) {
        return Futures.blocking(session.environment(), session.mailbox(), () -> {
            byte[] stored = session.store().statusPosts().get(messageId);
            return stored == null ? Optional.empty() : Optional.of(Post.decode(stored).audience);
        });
    }

    /** Where to look first for the setting; before the session starts. */
    void preferred(Supplier<CompletionStage<Optional<StatusPrivacy>>> source) {
        preferred = source;
    }

    /** The setting of the account; one that never set it shares with all contacts. */
    CompletionStage<StatusPrivacy> privacy() {
        return preferred
                .get()
                .thenCompose(found -> found.isPresent() ? CompletableFuture.completedFuture(found.get()) : ofServer());
    }

    private CompletionStage<StatusPrivacy> ofServer() {
        Node request = Node.builder("iq")
                .attr("xmlns", "status")
                .attr("type", "get")
                .attr("to", Jid.SERVER)
                .child(Node.of("privacy"))
                .build();
        return session.wire()
                .request(request)
                .thenApply(answer -> StatusPrivacy.read(answer.requireChild("privacy")))
                .exceptionally(failure -> {
                    if (Futures.unwrap(failure) instanceof ServerErrorException e && e.serverCode() == 404) {
                        return StatusPrivacy.DEFAULT;
                    }
                    throw new CompletionException(Futures.unwrap(failure));
                });
    }

    CompletionStage<Audience> of(StatusPrivacy privacy) {
        String setting = privacy.mode().setting();
        if (privacy.mode() == StatusPrivacy.Mode.ONLY_WITH) {
            return canonical(privacy.users()).thenApply(users -> new Audience(List.copyOf(users), setting));
        }
        return contacts()
                .thenCompose(this::canonical)
                .thenCompose(all -> canonical(privacy.users()).thenApply(left -> {
                    all.removeAll(left);
                    return new Audience(List.copyOf(all), setting);
                }));
    }

    /** Exactly these users. */
    CompletionStage<Audience> only(Collection<Jid> users) {
        return of(new StatusPrivacy(StatusPrivacy.Mode.ONLY_WITH, List.copyOf(users)));
    }

    /** These users by their canonical addresses, without oneself. */
    CompletionStage<Set<Jid>> addresses(Collection<Jid> users) {
        return canonical(users);
    }

    private CompletionStage<Set<Jid>> canonical(Collection<Jid> users) {
        return addresses.load(users).thenApply(v -> {
            LinkedAccount account = session.credentials().requireAccount();
            Set<Jid> canonical = new LinkedHashSet<>();
            for (Jid user : users) {
                if (user.isUser() && !account.isSelf(user)) {
                    canonical.add(addresses.canonical(user.toUser()));
                }
            }
            return canonical;
        });
    }

    /** The users of the address book, at most 20,000. */
    private CompletionStage<List<Jid>> contacts() {
        return Futures.blocking(session.environment(), session.mailbox(), () -> {
            List<Jid> contacts = new ArrayList<>();
            Jid after = null;
            while (contacts.size() < MAX_CONTACTS) {
                List<Jid> page = session.store().archive().contacts(after, PAGE);
                Map<Jid, Map<NameSource, byte[]>> names =
                        session.store().archive().names(page);
                page.stream()
                        .filter(user -> names.getOrDefault(user, Map.of()).containsKey(NameSource.ADDRESS_BOOK))
                        .forEach(contacts::add);
                if (page.size() < PAGE) {
                    break;
                }
                after = page.get(page.size() - 1);
            }
            return contacts;
        });
    }

    /** Makes durable who a post is for, before it leaves. */
    CompletionStage<Void> keep(String messageId, Audience audience) {
        StoreTransaction transaction = session.store().transaction();
        long now = session.environment().time().millis();
        transaction.put(session.store().statusPosts(), messageId, new Post(now, audience).encode());
        return Futures.on(session.mailbox(), session.store().commit(transaction));
    }

    /** Forgets posts that nobody sees any more. */
    CompletionStage<Void> purge() {
        long before = session.environment().time().millis() - KEPT.toMillis();
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().statusPosts().list(MAX_POSTS).stream()
                                .filter(row -> Post.decode(row.getValue()).at < before)
                                .map(Map.Entry::getKey)
                                .toList())
                .thenCompose(old -> {
                    StoreTransaction transaction = session.store().transaction();
                    old.forEach(id -> transaction.delete(session.store().statusPosts(), id));
                    return Futures.on(session.mailbox(), session.store().commit(transaction));
                });
    }

    /** When a post was made, and for whom; kept as lines of text. */
    private record Post(long at, Audience audience) {
        byte[] encode() {
            List<String> lines = new ArrayList<>(List.of(Long.toString(at), audience.setting()));
            audience.users().forEach(user -> lines.add(user.toString()));
            return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        }

        static Post decode(byte[] bytes) {
            try {
                String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
                List<Jid> users = Arrays.stream(lines).skip(2).map(Jid::parse).toList();
                return new Post(Long.parseLong(lines[0]), new Audience(users, lines[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new StoreException(StoreException.Kind.CORRUPT, "a status post cannot be read", e);
            }
        }
    }
}
