package org.camelwhatsapp.engine.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of an incoming message, read once.
 *
 * @param node the stanza
 * @param id the message id
 * @param from whom the answer goes to
 * @param sender the device that sent it
 * @param senderAlternate the sender's other address, or null
 * @param chat the conversation, a user without device or a group
 * @param fromMe whether an own device sent it
 * @param timestamp the server's time
 */
record InboundStanza(
        Node node,
        String id,
        Jid from,
        Jid sender,
        @Nullable Jid senderAlternate,
        Jid chat,
        boolean fromMe,
        Instant timestamp) {

    /** An id has about 20; one that is longer than any store takes is refused. */
    private static final int MAX_ID = 256;

    private static final int MAX_NAME = 512;
    private static final int MAX_CIPHERTEXTS = 16;
    private static final Duration STATUS_SHOWN = Duration.ofDays(1);

    /** @throws org.camelwhatsapp.engine.wire.MalformedNodeException if an attribute is missing or of the wrong form */
    static InboundStanza parse(Node node, LinkedAccount account) {
        Jid from = node.requireJid("from");
        boolean many = from.isGroup() || from.isBroadcast();
        Jid sender = many ? node.requireJid("participant") : from;
        boolean fromMe = account.isSelf(sender);
        Jid recipient = node.jid("recipient");
        Jid chat = many ? from : fromMe && recipient != null ? recipient.toUser() : sender.toUser();
        checkCiphertexts(node.children("enc"));
        return new InboundStanza(
                node,
                id(node),
                from,
                sender,
                alternate(node, many ? "participant" : "sender"),
                chat,
                fromMe,
                node.timeAttr("t", 0));
    }

    private static String id(Node node) {
        String id = node.requireAttr("id");
        if (id.length() > MAX_ID) {
            throw new MalformedNodeException("an id of " + id.length() + " characters");
        }
        return id;
    }

    /** What is read of them later must not fail then, when the ratchets have moved. */
    private static void checkCiphertexts(List<Node> ciphertexts) {
        if (ciphertexts.size() > MAX_CIPHERTEXTS) {
            throw new MalformedNodeException(ciphertexts.size() + " ciphertexts in one message");
        }
        for (Node enc : ciphertexts) {
            enc.requireBytes();
            enc.intAttr("v", 2);
            enc.intAttr("count", 0);
        }
    }

    private static @Nullable Jid alternate(Node node, String prefix) {
        Jid number = node.jid(prefix + "_pn");
        return number != null ? number : node.jid(prefix + "_lid");
    }

    boolean isGroup() {
        return from.isGroup() || from.isBroadcast();
    }

    /** Whether it is a status that nobody shows any more. */
    boolean isOver(Instant now) {
        return chat.isStatus() && timestamp.plus(STATUS_SHOWN).isBefore(now);
    }

    boolean isPeer() {
        return node.attr("category", "").equals("peer");
    }

    boolean isOffline() {
        return node.has("offline");
    }

    @Nullable
    String pushName() {
        String name = node.attr("notify");
        if (name == null || name.equals("-")) {
            return null;
        }
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }
}
