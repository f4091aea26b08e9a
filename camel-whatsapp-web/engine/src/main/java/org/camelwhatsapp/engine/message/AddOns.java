package org.camelwhatsapp.engine.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.message.content.AddOnContent;
import org.camelwhatsapp.engine.message.content.Captions;
import org.camelwhatsapp.engine.message.content.CommentContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.EventEditContent;
import org.camelwhatsapp.engine.message.content.EventResponseContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.MessageKeys;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/**
 * Votes, answers and comments: kept secrets of messages, and what is said about them. Mailbox only. Source:
 * docs/protocol.md, "Add-on secrets".
 */
final class AddOns {
    private final Session session;
    private final AddressBook addresses;
    private final AddOnSealer sealer;

    AddOns(Session session, AddressBook addresses) {
        this.session = session;
        this.addresses = addresses;
        this.sealer = new AddOnSealer(session.environment().random());
    }

    private String storeKey(Jid chat, String id) {
        return KeptSecrets.key(addresses.canonical(chat.toUser()), id);
    }

    /** Keeps what is needed later, if the message brought a secret; the write goes into the transaction. */
    void learn(Jid chat, String id, Jid author, Message message, StoreTransaction transaction) {
        ByteString secret = message.getMessageContextInfo().getMessageSecret();
        if (secret.isEmpty()) {
            return;
        }
        byte[] kept = KeptSecrets.encode(author, secret, ContentCodec.fromProto(Wrappers.unwrap(message)));
        if (kept != null) {
            transaction.put(session.store().messageSecrets(), storeKey(chat, id), kept);
        }
    }

    /** What was kept before the LID of the other one was known stands under the number. */
    private CompletionStage<@Nullable ParentMessage> parent(Jid chat, String id) {
        String key = storeKey(chat, id);
        Jid canonical = addresses.canonical(chat.toUser());
        Jid other = canonical.isLid() ? addresses.alternate(canonical) : null;
        return Futures.blocking(session.environment(), session.mailbox(), () -> {
            byte[] stored = session.store().messageSecrets().get(key);
            if (stored == null && other != null) {
                stored = session.store().messageSecrets().get(KeptSecrets.key(other, id));
            }
            return stored == null ? null : ParentMessage.decode(stored);
        });
    }

    /**
     * Encrypts something about another message.
     *
     * <p>Fails with {@link InvalidContentException} if that message is not known, or has no such answer.
     */
    CompletionStage<Message> seal(Jid chat, AddOnContent content, long nowMillis) {
        return parent(chat, content.target().id()).thenApply(parent -> {
            if (parent == null) {
                throw new InvalidContentException("target", "a message that was sent or received here");
            }
            return sealer.seal(binding(parent, content.target()), parent, content, nowMillis);
        });
    }

    /** Encrypts a reaction; completes with nothing if the message it is for came without a secret. */
    CompletionStage<Optional<Message>> seal(Jid chat, ReactionContent content, long nowMillis) {
        return parent(chat, content.target().id())
                .thenApply(parent -> Optional.ofNullable(parent)
                        .map(known -> sealer.seal(binding(known, content.target()), known, content, nowMillis)));
    }

    private AddOnCipher.Binding binding(ParentMessage parent, MessageKey target) {
        LinkedAccount account = session.credentials().requireAccount();
        Jid self = parent.author().isLid() ? account.lid() : account.jid();
        return new AddOnCipher.Binding(parent.secret(), target.id(), parent.author(), self.toUser());
    }

    /**
     * Reads a message that may be about another one. What cannot be decrypted is {@code UnknownContent}, as is every kind
     * that is not known.
     *
     * @param entry the message with its sender
     */
    CompletionStage<MessageContent> read(JournalEntry entry, Message inner) {
        Sealed sealed = Sealed.of(inner);
        MessageContent plain = ContentCodec.fromProto(inner);
        if (sealed == null) {
            return CompletableFuture.completedFuture(plain);
        }
        return parent(entry.key().chat(), sealed.target().id()).thenApply(parent -> {
            MessageContent opened = parent == null ? null : open(sealed, parent, entry);
            return opened == null ? plain : opened;
        });
    }

    private @Nullable MessageContent open(Sealed sealed, ParentMessage parent, JournalEntry entry) {
        if (sealed.purpose().isEdit() && !isAuthor(parent, entry)) {
            // Everybody in a group has the secret; only the author may say what the message says.
            return null;
        }
        for (AddOnCipher.Binding binding : bindings(sealed, parent, entry)) {
            byte[] plain = AddOnCipher.open(binding, sealed.purpose(), sealed.iv(), sealed.payload());
            if (plain != null) {
                try {
                    return content(sealed, parent, plain);
                } catch (InvalidProtocolBufferException | InvalidContentException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private boolean isAuthor(ParentMessage parent, JournalEntry entry) {
        List<Jid> authors = forms(parent.author(), null);
        return forms(entry.sender(), entry.senderAlternate()).stream().anyMatch(authors::contains);
    }

    /** Which form of the addresses the sender used is not told: LIDs, numbers, or as they came. */
    private List<AddOnCipher.Binding> bindings(Sealed sealed, ParentMessage parent, JournalEntry entry) {
        List<Jid> authors = forms(parent.author(), null);
        List<Jid> senders = forms(entry.sender(), entry.senderAlternate());
        List<AddOnCipher.Binding> bindings = new ArrayList<>();
        for (Jid author : authors) {
            for (Jid sender : senders) {
                bindings.add(
                        new AddOnCipher.Binding(parent.secret(), sealed.target().id(), author, sender));
            }
        }
        return bindings;
    }

    private List<Jid> forms(Jid user, @Nullable Jid alternate) {
        List<Jid> forms = new ArrayList<>();
        forms.add(user.toUser());
        Jid other = alternate == null ? addresses.alternate(user.toUser()) : alternate.toUser();
        if (other != null) {
            forms.add(other);
        }
        return forms;
    }

    private static @Nullable MessageContent content(Sealed sealed, ParentMessage parent, byte[] plain)
            throws InvalidProtocolBufferException {
        MessageKey target = sealed.target();
        return switch (sealed.purpose()) {
            case POLL_VOTE -> new PollVoteContent(target, chosen(parent, Message.PollVoteMessage.parseFrom(plain)));
            case EVENT_RESPONSE -> {
                Message.EventResponseMessage response = Message.EventResponseMessage.parseFrom(plain);
                yield response.getResponse() == Message.EventResponseMessage.EventResponseType.UNKNOWN
                        ? null
                        : new EventResponseContent(
                                target,
                                EventResponseContent.Response.valueOf(
                                        response.getResponse().name()),
                                Math.max(0, response.getExtraGuestCount()));
            }
            case REACTION ->
                new ReactionContent(
                        target, Message.ReactionMessage.parseFrom(plain).getText());
            case COMMENT ->
                ContentCodec.fromProto(Wrappers.unwrap(commented(plain))) instanceof TextContent text
                        ? new CommentContent(target, text.text())
                        : null;
            case MESSAGE_EDIT -> edited(target, Wrappers.unwrap(Message.parseFrom(plain)));
            case EVENT_EDIT ->
                ContentCodec.fromProto(Wrappers.unwrap(Message.parseFrom(plain))) instanceof EventContent event
                        ? new EventEditContent(target, event)
                        : null;
        };
    }

    /** The new version is an edit already, or the message as it is from now on. */
    private static @Nullable MessageContent edited(MessageKey target, Message version) {
        if (ContentCodec.fromProto(version) instanceof EditContent edit) {
            return new EditContent(target, edit.text());
        }
        String text = Captions.text(version);
        return text == null ? null : new EditContent(target, text);
    }

    /** In the order of the poll, each once, however often a vote names it. */
    private static List<String> chosen(ParentMessage parent, Message.PollVoteMessage vote) {
        Set<ByteString> named = new HashSet<>(vote.getSelectedOptionsList());
        return parent.options().stream()
                .filter(option -> named.contains(ByteString.copyFrom(AddOnSealer.hash(option))))
                .distinct()
                .toList();
    }

    /** Some clients put the text in there as it is, others with the message that it is about. */
    private static Message commented(byte[] plain) throws InvalidProtocolBufferException {
        try {
            Message.CommentMessage comment = Message.CommentMessage.parseFrom(plain);
            if (comment.hasMessage() && comment.hasTargetMessageKey()) {
                return comment.getMessage();
            }
        } catch (InvalidProtocolBufferException e) {
            // It is the text as it is.
        }
        return Message.parseFrom(plain);
    }

    /** The encrypted part of a message about another one. */
    private record Sealed(AddOnCipher.Purpose purpose, MessageKey target, byte[] payload, byte[] iv) {
        static @Nullable Sealed of(Message message) {
            try {
                if (message.hasPollUpdateMessage()) {
                    Message.PollUpdateMessage update = message.getPollUpdateMessage();
                    return of(
                            AddOnCipher.Purpose.POLL_VOTE,
                            update.getPollCreationMessageKey(),
                            update.getVote().getEncPayload(),
                            update.getVote().getEncIv());
                }
                if (message.hasEncEventResponseMessage()) {
                    Message.EncEventResponseMessage response = message.getEncEventResponseMessage();
                    return of(
                            AddOnCipher.Purpose.EVENT_RESPONSE,
                            response.getEventCreationMessageKey(),
                            response.getEncPayload(),
                            response.getEncIv());
                }
                if (message.hasEncReactionMessage()) {
                    Message.EncReactionMessage reaction = message.getEncReactionMessage();
                    return of(
                            AddOnCipher.Purpose.REACTION,
                            reaction.getTargetMessageKey(),
                            reaction.getEncPayload(),
                            reaction.getEncIv());
                }
                if (message.hasEncCommentMessage()) {
                    Message.EncCommentMessage comment = message.getEncCommentMessage();
                    return of(
                            AddOnCipher.Purpose.COMMENT,
                            comment.getTargetMessageKey(),
                            comment.getEncPayload(),
                            comment.getEncIv());
                }
                return message.hasSecretEncryptedMessage() ? edit(message.getSecretEncryptedMessage()) : null;
            } catch (IllegalArgumentException e) {
                // The key names no message; there is nothing to decrypt with.
                return null;
            }
        }

        private static @Nullable Sealed edit(Message.SecretEncryptedMessage edit) {
            AddOnCipher.Purpose purpose = switch (edit.getSecretEncType()) {
                case MESSAGE_EDIT -> AddOnCipher.Purpose.MESSAGE_EDIT;
                case EVENT_EDIT -> AddOnCipher.Purpose.EVENT_EDIT;
                default -> null;
            };
            return purpose == null
                    ? null
                    : of(purpose, edit.getTargetMessageKey(), edit.getEncPayload(), edit.getEncIv());
        }

        private static Sealed of(
                AddOnCipher.Purpose purpose,
                org.camelwhatsapp.proto.MessageKey key,
                ByteString payload,
                ByteString iv) {
            return new Sealed(purpose, MessageKeys.read(key), payload.toByteArray(), iv.toByteArray());
        }
    }
}
