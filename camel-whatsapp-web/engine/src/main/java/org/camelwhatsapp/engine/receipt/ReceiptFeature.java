package org.camelwhatsapp.engine.receipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.event.StatusViewed;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;

/**
 * Receipts: those that come become events and are acknowledged; read receipts are sent on request. Requests to send a
 * message again go to whoever answers them. Mailbox only. Source: docs/protocol.md, "Acks and receipts".
 */
public final class ReceiptFeature implements Feature {
    private static final int MAX_IDS = 1_000;
    private static final Map<String, ReceiptReceived.Type> TYPES = Map.of(
            "", ReceiptReceived.Type.DELIVERY,
            "delivery", ReceiptReceived.Type.DELIVERY,
            "inactive", ReceiptReceived.Type.INACTIVE,
            "sender", ReceiptReceived.Type.SENDER,
            "read", ReceiptReceived.Type.READ,
            "read-self", ReceiptReceived.Type.READ_SELF,
            "played", ReceiptReceived.Type.PLAYED,
            "played-self", ReceiptReceived.Type.PLAYED_SELF,
            "server-error", ReceiptReceived.Type.SERVER_ERROR);

    private final Session session;
    private final Consumer<Node> onRetry;
    private final Consumer<ReceiptReceived> onReceived;
    private ReadVisibility visibility = () -> CompletableFuture.completedFuture(true);

    /**
     * @param onRetry answers requests to send a message again
     * @param onReceived is told who got and read what, before the listeners are
     */
    public ReceiptFeature(Session session, Consumer<Node> onRetry, Consumer<ReceiptReceived> onReceived) {
        this.session = session;
        this.onRetry = onRetry;
        this.onReceived = onReceived;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onTag("receipt", this::onReceipt);
    }

    private void onReceipt(Node receipt) {
        try {
            if (receipt.attr("type", "").equals("retry")) {
                onRetry.accept(receipt);
            } else {
                publish(receipt);
            }
        } finally {
            acknowledge(receipt);
        }
    }

    private void publish(Node stanza) {
        ReceiptReceived.Type type = TYPES.get(stanza.attr("type", ""));
        if (type == null) {
            return;
        }
        Jid from = stanza.requireJid("from");
        Jid participant = stanza.jid("participant");
        Jid recipient = stanza.jid("recipient");
        Jid chat = recipient != null ? recipient : from.toUser();
        List<String> ids = new ArrayList<>();
        ids.add(stanza.requireAttr("id"));
        Node list = stanza.child("list");
        if (list != null) {
            for (Node item : list.children("item")) {
                String id = item.attr("id");
                if (id != null && ids.size() < MAX_IDS) {
                    ids.add(id);
                }
            }
        }
        Instant timestamp = stanza.timeAttr("t", 0);
        ReceiptReceived receipt =
                new ReceiptReceived(type, chat, participant == null ? from : participant, ids, timestamp);
        onReceived.accept(receipt);
        boolean view = chat.isStatus() && type == ReceiptReceived.Type.READ;
        session.publish(view ? new StatusViewed(receipt.participant(), ids, timestamp) : receipt);
    }

    private void acknowledge(Node receipt) {
        Jid to;
        try {
            to = receipt.jid("from");
        } catch (MalformedNodeException e) {
            to = Jid.SERVER;
        }
        session.wire()
                .send(Node.builder("ack")
                        .attr("class", "receipt")
                        .attr("id", receipt.attr("id"))
                        .attr("to", to)
                        .attr("type", receipt.attr("type"))
                        .attr("participant", receipt.attr("participant") == null ? null : receipt.jid("participant"))
                        .build());
    }

    /** Asks before others are told what was read; before the session starts. Without it they are always told. */
    public void askFirst(ReadVisibility other) {
        visibility = other;
    }

    /**
     * Tells the author that a message was read, or only the own devices, if the account does not show what it reads.
     *
     * @return completes when the receipt was sent
     */
    public CompletionStage<Void> markRead(MessageKey key) {
        if (key.chat().isNewsletter()) {
            send(key, "read-self");
            return CompletableFuture.completedFuture(null);
        }
        return visibility.visible().thenAccept(visible -> send(key, visible ? "read" : "read-self"));
    }

    private void send(MessageKey key, String type) {
        Jid sender = key.sender();
        boolean many = key.chat().isGroup() || key.chat().isBroadcast();
        session.wire()
                .send(Node.builder("receipt")
                        .attr("id", key.id())
                        .attr("to", key.chat())
                        .attr("type", type)
                        .attr("t", session.environment().time().instant().getEpochSecond())
                        .attr("participant", many ? sender : null)
                        .build());
    }
}
