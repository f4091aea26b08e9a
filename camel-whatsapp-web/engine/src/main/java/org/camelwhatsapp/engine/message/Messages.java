package org.camelwhatsapp.engine.message;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.prekey.BundleFetcher;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.receipt.ReceiptFeature;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageContextInfo;

/** Messages, in and out: the door to the pipelines of one session. Mailbox only. */
public final class Messages {
    private static final int SECRET_BYTES = 32;

    private final Session session;
    private final InboundPipeline inbound;
    private final OutboundPipeline outbound;
    private final ReceiptFeature receipts;

    public Messages(
            Session session,
            PreKeyFeature preKeys,
            AddressBook addresses,
            DeviceDirectory devices,
            GroupFeature groups) {
        this.session = session;
        SignalState state = new SignalState(session, addresses);
        BundleFetcher bundles = new BundleFetcher(session);
        PairwiseEncryptor encryptor = new PairwiseEncryptor(session, state, bundles);
        GroupSend groupSend = new GroupSend(session, state, devices, groups, encryptor);
        this.inbound = new InboundPipeline(session, addresses, state, preKeys);
        this.outbound =
                new OutboundPipeline(session, state, new DirectSend(session, addresses, devices, encryptor), groupSend);
        RetryResponder retries = new RetryResponder(session, state, encryptor, bundles, groupSend);
        this.receipts = new ReceiptFeature(session, retries::onRetry);
    }

    /** The features to add to the session. */
    public List<Feature> features() {
        return List.of(inbound, outbound, receipts);
    }

    /**
     * Sends a message. Completes when the server accepted it; a message that was accepted here leaves exactly once, even
     * if this process ends in between.
     *
     * @param chat a user or a group
     * @param content a file in it was uploaded before, see {@link Attachments}
     */
    public CompletionStage<SendResult> send(Jid chat, MessageContent content, SendOptions options) {
        try {
            String own = options.messageId();
            String id = own == null ? MessageIds.next(session.environment().random()) : MessageIds.check(own);
            Message message =
                    ContentCodec.toProto(content, session.environment().time().millis());
            message = withContext(message, options);
            if (content instanceof PollContent) {
                message = withSecret(message);
            }
            return outbound.send(new OutgoingMessage(id, chat.toUser(), message, own != null));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Message withSecret(Message message) {
        return message.toBuilder()
                .setMessageContextInfo(MessageContextInfo.newBuilder()
                        .setMessageSecret(com.google.protobuf.ByteString.copyFrom(
                                session.environment().random().bytes(SECRET_BYTES))))
                .build();
    }

    private static Message withContext(Message message, SendOptions options) {
        MessageKey quoted = options.quoted();
        if (quoted == null && options.mentions().isEmpty()) {
            return message;
        }
        ContextInfo.Builder context = ContextInfo.newBuilder();
        if (quoted != null) {
            Jid author = quoted.sender();
            context.setStanzaId(quoted.id())
                    .setParticipant((author == null ? quoted.chat() : author.toUser()).toString())
                    .setQuotedMessage(Message.newBuilder().setConversation(""));
        }
        options.mentions().forEach(jid -> context.addMentionedJid(jid.toUser().toString()));
        return ContextMerge.into(message, context.build());
    }

    /** Tells the author of a message that it was read. */
    public void markRead(MessageKey key) {
        receipts.markRead(key);
    }

    /** How many messages are under way. */
    public int outgoingDepth() {
        return outbound.depth();
    }
}
