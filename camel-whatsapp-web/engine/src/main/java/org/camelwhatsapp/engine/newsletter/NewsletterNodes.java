package org.camelwhatsapp.engine.newsletter;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.message.Wrappers;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Posts of newsletters as stanzas. Pure functions. Source: docs/protocol.md, "Newsletters". */
final class NewsletterNodes {
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final String REVOKED = "8";

    private NewsletterNodes() {}

    /** The time {@code t} of a stanza. */
    static Instant time(Node node) {
        long seconds = node.longAttr("t", 0);
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new MalformedNodeException("a time that is out of range");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** The posts in a node {@code messages}. */
    static List<NewsletterMessage> messages(Jid newsletter, Node messages) {
        List<NewsletterMessage> found = new ArrayList<>();
        messages.children("message").forEach(message -> found.add(message(newsletter, message)));
        return found;
    }

    /** @throws MalformedNodeException if it is no post */
    static NewsletterMessage message(Jid newsletter, Node node) {
        Node plaintext = node.child("plaintext");
        byte[] raw = plaintext == null ? null : plaintext.bytes();
        Node meta = node.child("meta");
        long edited = meta == null ? 0 : meta.longAttr("msg_edit_t", 0);
        boolean deleted = node.attr("edit", "").equals(REVOKED);
        MessageContent content = raw == null || raw.length == 0 || deleted ? null : content(raw);
        return new NewsletterMessage(
                newsletter,
                node.attr("id"),
                serverId(node),
                node.attr("type", ""),
                time(node),
                edited == 0 ? null : Times.ofMillis(edited),
                isTrue(node, "is_sender"),
                deleted,
                content,
                counts(node, content),
                raw);
    }

    private static long serverId(Node node) {
        node.requireAttr("server_id");
        return node.longAttr("server_id", 0);
    }

    private static boolean isTrue(Node node, String name) {
        String value = node.attr(name, "");
        return value.equals("true") || value.equals("1");
    }

    private static MessageContent content(byte[] raw) {
        try {
            return ContentCodec.fromProto(Wrappers.unwrap(Message.parseFrom(raw)));
        } catch (InvalidProtocolBufferException e) {
            // One post that cannot be read does not take the others with it.
            return new UnknownContent("");
        }
    }

    private static NewsletterCounts counts(Node node, @Nullable MessageContent content) {
        Map<String, Long> reactions = new LinkedHashMap<>();
        String own = null;
        for (Node list : node.children("reactions")) {
            for (Node reaction : list.children("reaction")) {
                String code = reaction.attr("code", "");
                reactions.put(code, reaction.longAttr("count", 0));
                own = isTrue(reaction, "is_sender") ? code : own;
            }
        }
        return new NewsletterCounts(
                count(node, "views_count"),
                count(node, "forwards_count"),
                count(node, "responses_count"),
                reactions,
                own,
                votes(node, content));
    }

    private static long count(Node node, String tag) {
        Node count = node.child(tag);
        return count == null ? 0 : count.longAttr("count", 0);
    }

    private static Map<String, Long> votes(Node node, @Nullable MessageContent content) {
        Node list = node.child("votes");
        if (list == null) {
            return Map.of();
        }
        Map<String, String> answers = new HashMap<>();
        if (content instanceof PollContent poll) {
            poll.options().forEach(option -> answers.put(HexFormat.of().formatHex(hash(option)), option));
        }
        Map<String, Long> votes = new LinkedHashMap<>();
        for (Node vote : list.children("vote")) {
            byte[] hash = vote.bytes();
            if (hash != null) {
                String hex = HexFormat.of().formatHex(hash);
                votes.put(answers.getOrDefault(hex, hex), vote.longAttr("count", 0));
            }
        }
        return votes;
    }

    /** How a vote names an answer of a poll. */
    static byte[] hash(String option) {
        return Hashes.sha256(option.getBytes(StandardCharsets.UTF_8));
    }
}
