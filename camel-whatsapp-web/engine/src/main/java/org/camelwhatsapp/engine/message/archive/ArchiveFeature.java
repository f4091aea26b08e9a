package org.camelwhatsapp.engine.message.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.NameSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers what was said in which chat, from what this device kept. Works without a connection. Each call fails with
 * {@link ArchiveException} when the archive is switched off. Mailbox only.
 */
public final class ArchiveFeature implements Feature {
    private static final int ERASED_AT_ONCE = 500;

    private final Session session;
    private final AddressBook addresses;
    private final ArchiveRecorder recorder;

    public ArchiveFeature(Session session, AddressBook addresses, ArchiveRecorder recorder) {
        this.session = session;
        this.addresses = addresses;
        this.recorder = recorder;
    }

    private <T> CompletionStage<T> ask(Set<Jid> users, Supplier<Function<Archive, T>> question) {
        if (!recorder.isEnabled()) {
            return CompletableFuture.failedFuture(new ArchiveException());
        }
        return addresses.load(users).thenCompose(v -> {
            Function<Archive, T> asked = question.get();
            return Futures.blocking(
                    session.environment(),
                    session.mailbox(),
                    () -> asked.apply(session.store().archive()));
        });
    }

    private static Set<Jid> some(@Nullable Jid... jids) {
        Set<Jid> found = new HashSet<>();
        for (Jid jid : jids) {
            if (jid != null) {
                found.add(jid.toUser());
            }
        }
        return found;
    }

    /**
     * Chats by their latest message, newest first.
     *
     * @param archived only those put away, only others, or null for all
     * @param cursor what the page before gave, or null
     * @param limit 1 to 500
     */
    public CompletionStage<ChatPage> chats(@Nullable Boolean archived, @Nullable String cursor, int limit) {
        ChatRow after = Cursors.chat(cursor);
        return ask(Set.of(), () -> archive -> archive.chats(archived, after, limit))
                .thenCompose(rows -> {
                    List<Jid> chats = rows.stream().map(ChatRow::chat).toList();
                    return ask(new HashSet<>(chats), () -> archive -> archive.names(chats))
                            .thenApply(names -> {
                                List<ArchivedChat> found = new ArrayList<>();
                                rows.forEach(row -> found.add(Views.chat(row, alternate(row.chat()), names)));
                                String next = rows.size() < limit ? null : Cursors.of(rows.get(rows.size() - 1));
                                return new ChatPage(List.copyOf(found), next);
                            });
                });
    }

    private @Nullable Jid alternate(Jid jid) {
        return jid.isUser() ? addresses.alternate(jid) : null;
    }

    /**
     * Messages, newest first.
     *
     * @param query what to look for
     * @param cursor what the page before gave, or null
     * @param limit 1 to 500
     */
    public CompletionStage<MessagePage> messages(MessageQuery query, @Nullable String cursor, int limit) {
        MessageFilter.Place before = Cursors.place(cursor);
        Search search = new Search(query.text());
        return ask(some(query.chat(), query.author()), () -> {
            Jid chat = query.chat();
            Jid author = query.author();
            MessageFilter filter = MessageFilter.ALL
                    .inChat(chat == null ? null : recorder.chat(chat))
                    .by(author == null ? null : recorder.chat(author))
                    .ofKind(query.kind())
                    .before(before);
            return archive -> search.page(archive, filter, limit);
        });
    }

    /** One message with its earlier versions and reactions, or null. */
    public CompletionStage<@Nullable ArchivedMessage> message(MessageKey key) {
        return ask(some(key.chat(), key.sender()), () -> {
            MessageKey known = recorder.canonical(key);
            return archive -> {
                MessageRow row = archive.message(known);
                return row == null ? null : Views.message(row, archive.extras(row));
            };
        });
    }

    /**
     * Users whose name is known, in the order of their addresses.
     *
     * @param cursor what the page before gave, or null
     * @param limit 1 to 500
     */
    public CompletionStage<ContactPage> contacts(@Nullable String cursor, int limit) {
        Jid after = cursor == null ? null : Cursors.jid(cursor);
        return ask(Set.of(), () -> archive -> {
                    List<Jid> users = archive.contacts(after, limit);
                    Map<Jid, Map<NameSource, byte[]>> names = archive.names(users);
                    return Map.entry(users, names);
                })
                .thenCompose(found -> addresses.load(found.getKey()).thenApply(v -> {
                    List<ArchivedContact> contacts = new ArrayList<>();
                    found.getKey()
                            .forEach(user -> contacts.add(Views.contact(
                                    user, alternate(user), found.getValue().getOrDefault(user, Map.of()))));
                    List<Jid> users = found.getKey();
                    String next = users.size() < limit
                            ? null
                            : users.get(users.size() - 1).toString();
                    return new ContactPage(List.copyOf(contacts), next);
                }));
    }

    /**
     * Removes everything of a user or a group for good: the chat, its messages, what the user wrote and reacted
     * elsewhere, and the names.
     *
     * @return how many rows it were
     */
    public CompletionStage<Integer> erase(Jid who) {
        return ask(some(who), () -> {
            Set<Jid> all = some(who, alternate(who.toUser()));
            recorder.forget(all);
            return archive -> {
                int erased = 0;
                for (int some = archive.erase(all, ERASED_AT_ONCE);
                        some > 0;
                        some = archive.erase(all, ERASED_AT_ONCE)) {
                    erased += some;
                }
                return erased;
            };
        });
    }
}
