package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.chat.ChatFeature;
import org.camelwhatsapp.engine.chat.MessageMarks;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/** Chats and messages as the devices of the account show them. */
final class ChatOperations implements OperationGroup {
    private static final String[] FAILURES = {"app-state-missing-key", "server-409"};

    record Pin(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whether it is kept at the top.")
            boolean pinned) {}

    record Mute(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whether it is silent.")
            boolean muted,

            @Nullable @JsonPropertyDescription("When that ends by itself; it does not unless given.")
            Instant until) {}

    record Archive(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whether it is put away.")
            boolean archived) {}

    record Read(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whether it is shown as read.")
            boolean read) {}

    record Lock(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whether it is shown only after unlocking.")
            boolean locked) {}

    record Clear(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whether starred messages go too.")
            boolean starredToo,

            @JsonPropertyDescription("Whether files go too.")
            boolean mediaToo) {}

    record Delete(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whether files go too.")
            boolean mediaToo) {}

    record Star(
            @Flat TargetMessage target,

            @JsonPropertyDescription("Whether it has a star.")
            boolean starred) {}

    record DeleteForMe(
            @Flat TargetMessage target,

            @JsonPropertyDescription("Whether its file goes too.")
            boolean mediaToo) {}

    private static CompletionStage<Void> chats(
            WhatsAppClient client, Function<ChatFeature, CompletionStage<Void>> call) {
        return client.with(ChatFeature.class, call);
    }

    private static CompletionStage<Void> marks(
            WhatsAppClient client, Function<MessageMarks, CompletionStage<Void>> call) {
        return client.with(MessageMarks.class, call);
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("chat.pin", Pin.class)
                        .describedAs("Keeps a chat at the top of the list, or no longer.")
                        .fails(FAILURES)
                        .serves("DG-102")
                        .performs((client, q) -> chats(client, chats -> chats.pin(q.chat(), q.pinned()))),
                Operation.named("chat.mute", Mute.class)
                        .describedAs("Makes a chat silent, or no longer.")
                        .fails(FAILURES)
                        .serves("DG-104")
                        .performs((client, q) -> chats(client, chats -> chats.mute(q.chat(), q.muted(), q.until()))),
                Operation.named("chat.archive", Archive.class)
                        .describedAs("Puts a chat away, which also unpins it, or takes it back.")
                        .fails(FAILURES)
                        .serves("DG-103")
                        .performs((client, q) -> chats(client, chats -> chats.archive(q.chat(), q.archived()))),
                Operation.named("chat.markRead", Read.class)
                        .describedAs("Shows a chat as read or as unread in the list. No receipts are sent.")
                        .fails(FAILURES)
                        .performs((client, q) -> chats(client, chats -> chats.markRead(q.chat(), q.read()))),
                Operation.named("chat.lock", Lock.class)
                        .describedAs("Hides a chat behind the phone's lock, or no longer.")
                        .fails(FAILURES)
                        .performs((client, q) -> chats(client, chats -> chats.lock(q.chat(), q.locked()))),
                Operation.named("chat.clear", Clear.class)
                        .describedAs("Empties a chat on all devices of the account. Others keep theirs. The archive"
                                + " follows, unless archiveFollowsDeletions is off.")
                        .fails(FAILURES)
                        .performs((client, q) ->
                                chats(client, chats -> chats.clear(q.chat(), q.starredToo(), q.mediaToo()))),
                Operation.named("chat.delete", Delete.class)
                        .describedAs("Deletes a chat on all devices of the account. Others keep theirs. The archive"
                                + " follows, unless archiveFollowsDeletions is off.")
                        .fails(FAILURES)
                        .serves("DG-106")
                        .performs((client, q) -> chats(client, chats -> chats.delete(q.chat(), q.mediaToo()))),
                Operation.named("message.star", Star.class)
                        .describedAs("Puts a star on a message, or takes it away.")
                        .fails(FAILURES)
                        .serves("DG-105")
                        .performs((client, q) ->
                                marks(client, marks -> marks.star(q.target().key(), q.starred()))),
                Operation.named("message.starred", NoFields.class)
                        .describedAs("Tells which messages have a star, at most 1,000.")
                        .answersListOf(MessageKey.class)
                        .performs((client, q) -> client.with(MessageMarks.class, MessageMarks::starred)),
                Operation.named("message.deleteForMe", DeleteForMe.class)
                        .describedAs("Deletes a message on all devices of the account. Others keep it.")
                        .fails(FAILURES)
                        .performs((client, q) -> marks(
                                client, marks -> marks.deleteForMe(q.target().key(), q.mediaToo()))));
    }
}
