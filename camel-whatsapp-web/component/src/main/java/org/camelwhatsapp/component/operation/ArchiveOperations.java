package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.message.archive.ArchiveFeature;
import org.camelwhatsapp.engine.message.archive.ArchivedMessage;
import org.camelwhatsapp.engine.message.archive.ChatPage;
import org.camelwhatsapp.engine.message.archive.ContactPage;
import org.camelwhatsapp.engine.message.archive.MessagePage;
import org.camelwhatsapp.engine.message.archive.MessageQuery;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.Archive;
import org.jspecify.annotations.Nullable;

/** Chats, messages and names that the session kept. */
final class ArchiveOperations implements OperationGroup {
    private static final String OFF = "archive-off";

    /** Which part of a list. */
    record Paging(
            @Nullable @JsonPropertyDescription("Where to go on: what the page before gave as next.")
            String cursor,

            @Nullable @JsonPropertyDescription("How many at most, 1 to 500; 50 unless given.")
            Integer limit) {
        private static final int DEFAULT = 50;

        Paging {
            if (limit != null && (limit < 1 || limit > Archive.MAX_PAGE)) {
                throw new InvalidRequestException("limit: expected a number from 1 to " + Archive.MAX_PAGE);
            }
        }

        int size() {
            return limit == null ? DEFAULT : limit;
        }
    }

    record Chats(
            @Nullable @JsonPropertyDescription("Only chats put away (true), only others (false), or all.")
            Boolean archived,

            @Flat Paging paging) {}

    record Messages(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @Nullable @JsonPropertyDescription("Only of this kind, such as text or image.")
            String messageKind,

            @Flat Paging paging) {}

    record Search(
            @JsonPropertyDescription(
                    "Words that must all be there; the last may be the beginning of a word, of three letters or more.")
            String text,

            @Nullable @JsonPropertyDescription("Only in this conversation.")
            Jid chat,

            @Nullable @JsonPropertyDescription("Only by this user.")
            Jid author,

            @Nullable @JsonPropertyDescription("Only of this kind, such as text or image.")
            String messageKind,

            @Flat Paging paging) {}

    record Subject(@Flat TargetMessage target) {}

    record Contacts(@Flat Paging paging) {}

    record Who(
            @JsonPropertyDescription("The user or the group.")
            Jid chat) {}

    private static <T> CompletionStage<T> ask(
            WhatsAppClient client, Function<ArchiveFeature, CompletionStage<T>> question) {
        return client.with(ArchiveFeature.class, question);
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("chat.list", Chats.class)
                        .describedAs("Gives the chats that were kept, the latest first, page by page.")
                        .answers(ChatPage.class)
                        .fails(OFF)
                        .serves("CH-57", "DG-124")
                        .performs((client, q) -> ask(
                                client,
                                archive -> archive.chats(
                                        q.archived(),
                                        q.paging().cursor(),
                                        q.paging().size()))),
                Operation.named("chat.messages", Messages.class)
                        .describedAs("Gives the messages of a chat that were kept, newest first, page by page.")
                        .body("chat")
                        .answers(MessagePage.class)
                        .fails(OFF)
                        .serves("CH-59")
                        .performs((client, q) -> {
                            MessageQuery query = new MessageQuery(q.chat(), null, q.messageKind(), null);
                            return ask(
                                    client,
                                    archive -> archive.messages(
                                            query,
                                            q.paging().cursor(),
                                            q.paging().size()));
                        }),
                Operation.named("message.search", Search.class)
                        .describedAs("Finds messages that were kept by their words, newest first, page by page."
                                + " A page may be short and still have a next one.")
                        .body("text")
                        .answers(MessagePage.class)
                        .fails(OFF)
                        .performs((client, q) -> {
                            MessageQuery query = new MessageQuery(q.chat(), q.author(), q.messageKind(), q.text());
                            return ask(
                                    client,
                                    archive -> archive.messages(
                                            query,
                                            q.paging().cursor(),
                                            q.paging().size()));
                        }),
                Operation.named("message.get", Subject.class)
                        .describedAs("Gives one message that was kept, with its earlier versions and reactions;"
                                + " nothing if there is none.")
                        .answers(ArchivedMessage.class)
                        .fails(OFF)
                        .performs((client, q) -> ask(
                                client, archive -> archive.message(q.target().key()))),
                Operation.named("contact.list", Contacts.class)
                        .describedAs("Gives the users whose names are known, page by page.")
                        .answers(ContactPage.class)
                        .fails(OFF)
                        .serves("CH-58", "DG-087")
                        .performs((client, q) -> ask(
                                client,
                                archive -> archive.contacts(
                                        q.paging().cursor(), q.paging().size()))),
                Operation.named("history.erase", Who.class)
                        .describedAs("Removes for good what was kept of a user or group on this device: the chat, its"
                                + " messages, what the user wrote elsewhere, the names. Gives how many rows it were.")
                        .body("chat")
                        .answers(Integer.class)
                        .fails(OFF)
                        .performs((client, q) -> ask(client, archive -> archive.erase(q.chat()))));
    }
}
