package org.camelwhatsapp.engine.message;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.content.AddOnContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.DisappearingContent;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.InteractiveContent;
import org.camelwhatsapp.engine.message.content.MemberLabelContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.prekey.BundleFetcher;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.receipt.ReadVisibility;
import org.camelwhatsapp.engine.receipt.ReceiptFeature;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.proto.Message;

/** Messages, in and out: the door to the pipelines of one session. Mailbox only. */
public final class Messages {
    private final Session session;
    private final InboundPipeline inbound;
    private final OutboundPipeline outbound;
    private final ReceiptFeature receipts;
    private final IdentityChanges identities;
    private final MessageParts parts;
    private final AnnouncementPosts announcements;
    private final Edits edits;
    private InteractiveMode interactive = InteractiveMode.REFUSE;

    public Messages(Session session, PreKeyFeature preKeys, MessageSources sources, Traffic traffic) {
        this.session = session;
        AddressBook addresses = sources.addresses();
        DeviceDirectory devices = sources.devices();
        GroupFeature groups = sources.groups();
        SignalState state = new SignalState(session, addresses);
        BundleFetcher bundles = new BundleFetcher(session);
        PairwiseEncryptor encryptor = new PairwiseEncryptor(session, state, bundles);
        GroupSend groupSend =
                new GroupSend(session, state, devices, new GroupSend.Recipients(groups, sources.statuses()), encryptor);
        this.parts = new MessageParts(
                new AddOns(session, addresses),
                new ChatTimers(session, addresses, groups),
                new PeerMessages(session, state, encryptor, new ProtocolMessages(session)),
                traffic);
        this.edits = new Edits(session);
        this.announcements = new AnnouncementPosts(session, groups, parts.addOns());
        this.inbound = new InboundPipeline(session, addresses, state, preKeys, parts);
        this.outbound =
                new OutboundPipeline(session, state, new DirectSend(session, sources, encryptor), groupSend, parts);
        this.identities = new IdentityChanges(session, state, devices, groupSend);
        RetryResponder retries = new RetryResponder(session, state, encryptor, bundles, groupSend);
        this.receipts = new ReceiptFeature(session, retries::onRetry, traffic.archive()::receipt);
    }

    /** The features to add to the session. */
    public List<Feature> features() {
        return List.of(inbound, outbound, receipts, identities);
    }

    /**
     * Sends a message. Completes when the server accepted it; a message that was accepted here leaves exactly once, even
     * if this process ends in between.
     *
     * @param chat a user, a group, a newsletter, or {@code status@broadcast}
     * @param content a file in it was uploaded before, see {@link Attachments}
     */
    public CompletionStage<SendResult> send(Jid chat, MessageContent content, SendOptions options) {
        try {
            String own = options.messageId();
            String id = own == null ? MessageIds.next(session.environment().random()) : MessageIds.check(own);
            return outbound.send(new OutgoingDraft(
                    id,
                    chat.toUser(),
                    message(chat, content, options),
                    own != null,
                    NewsletterSend.mediaHandle(content)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Refuses at once what can never be sent; what depends on the chat is done when its turn has come. */
    private Supplier<CompletionStage<Message>> message(Jid chat, MessageContent asked, SendOptions options) {
        long now = session.environment().time().millis();
        MessageContent content = permitted(asked);
        if (chat.isNewsletter()) {
            Message post = OutgoingContext.put(NewsletterSend.message(content, now), options, ChatTimers.Timer.NONE);
            return () -> CompletableFuture.completedFuture(post);
        }
        if (content instanceof AddOnContent addOn) {
            return () -> parts.addOns().seal(chat, addOn, now);
        }
        Message plain = ContentCodec.toProto(content, now);
        Message ready = content instanceof PollContent || content instanceof EventContent
                ? AnnouncementPosts.withSecret(session, plain)
                : plain;
        Message shown = options.viewOnce() ? ViewOnce.mark(ready) : ready;
        if (content instanceof EditContent edit) {
            return () -> edits.adapt(edit, plain);
        }
        if (content instanceof DisappearingContent
                || content instanceof MemberLabelContent
                || content instanceof RevokeContent) {
            return () -> CompletableFuture.completedFuture(shown);
        }
        return () -> announcements
                .adapt(chat, content, shown)
                .thenCompose(adapted ->
                        parts.timers().of(chat).thenApply(timer -> OutgoingContext.put(adapted, options, timer)));
    }

    /**
     * What is sent in place of a content: the same, or a text where buttons are to be sent as one.
     *
     * @throws InteractiveOffException if it holds buttons, and this session sends none
     */
    public MessageContent permitted(MessageContent content) {
        if (!(content instanceof InteractiveContent choices)) {
            return content;
        }
        return switch (interactive) {
            case REFUSE -> throw new InteractiveOffException();
            case TEXT -> new TextContent(choices.plainText());
            case SEND -> content;
        };
    }

    /** Says what becomes of buttons and lists from now on; they are refused until then. */
    public void setInteractiveMode(InteractiveMode mode) {
        interactive = mode;
    }

    /** Tells of messages that the server refused; before the session starts. */
    public void listen(RefusalListener listener) {
        outbound.listen(listener);
    }

    /** An id that no message has. */
    public String newId() {
        return MessageIds.next(session.environment().random());
    }

    /** Where features say which messages between own devices are theirs. */
    public ProtocolMessages protocolMessages() {
        return parts.peers().protocol();
    }

    /** Messages to own devices. */
    public PeerMessages peers() {
        return parts.peers();
    }

    /**
     * Takes in after what time messages of a chat of two vanish, as the history says.
     *
     * @param setAtSeconds when that was said, in seconds since 1970; older than what is known, it changes nothing
     * @return completes when it is durable
     */
    public CompletionStage<Void> learnTimer(Jid user, long seconds, long setAtSeconds) {
        return parts.timers().learn(user, seconds, setAtSeconds);
    }

    /** Asks before others are told what was read; before the session starts. */
    public void askBeforeReading(ReadVisibility visibility) {
        receipts.askFirst(visibility);
    }

    /**
     * Tells the author of a message that it was read, unless the account does not show what it reads.
     *
     * @return completes when the receipt was sent
     */
    public CompletionStage<Void> markRead(MessageKey key) {
        parts.archive().readHere(key.chat());
        return receipts.markRead(key);
    }
}
