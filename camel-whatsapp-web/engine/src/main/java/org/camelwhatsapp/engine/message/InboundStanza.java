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

    private static final Duration STATUS_SHOWN = Duration.ofDays(1);
    private static final int MAX_ID = 512;
    private static final int MAX_CIPHERTEXTS = 16;
    /** Far more than the phone lets anybody write. */
    private static final int MAX_NAME = 1_000;

    /** @throws MalformedNodeException if an attribute is missing or of the wrong form */
    static InboundStanza parse(Node node, LinkedAccount account) {
        String id = node.requireAttr("id");
        if (id.length() > MAX_ID) {
            throw new MalformedNodeException("<message> has an id of " + id.length() + " characters");
        }
        List<Node> ciphertexts = node.children("enc");
        if (ciphertexts.size() > MAX_CIPHERTEXTS) {
            throw new MalformedNodeException("<message> has " + ciphertexts.size() + " ciphertexts");
        }
        // What is read of them later must not fail then, when ratchets have moved.
        for (Node enc : ciphertexts) {
            enc.requireBytes();
            enc.intAttr("v", 2);
            enc.intAttr("count", 0);
        }
        Jid from = node.requireJid("from");
        boolean many = from.isGroup() || from.isBroadcast();
        Jid sender = many ? node.requireJid("participant") : from;
        boolean fromMe = account.isSelf(sender);
        Jid recipient = node.jid("recipient");
        Jid chat = many ? from : fromMe && recipient != null ? recipient.toUser() : sender.toUser();
        return new InboundStanza(
                node,
                id,
                from,
                sender,
                alternate(node, many ? "participant" : "sender"),
                chat,
                fromMe,
                node.timeAttr("t", 0));
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

    /** What the sender calls itself, cut to 1,000 characters, or null. */
    @Nullable
    String pushName() {
        String name = node.attr("notify");
        if (name == null || name.equals("-")) {
            return null;
        }
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }
}
