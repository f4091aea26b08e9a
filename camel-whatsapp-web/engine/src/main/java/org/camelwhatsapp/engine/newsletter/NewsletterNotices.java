package org.camelwhatsapp.engine.newsletter;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.event.NewsletterChanged;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server tells about newsletters besides posts. What is told of other things in the same form is for others, and
 * what cannot be read is left out with a line in the log. Mailbox only. Source: docs/protocol.md, "Newsletters".
 */
final class NewsletterNotices {
    private static final Logger LOG = LoggerFactory.getLogger(NewsletterNotices.class);
    private static final String PREFIX = "xwa2_notify_newsletter_";

    private final Session session;

    NewsletterNotices(Session session) {
        this.session = session;
    }

    void onNotification(Node notification) {
        Instant timestamp = NewsletterNodes.time(notification);
        for (Node update : notification.children("update")) {
            try {
                JsonObject data = MexJson.object(MexJson.parse(update.requireBytes()), "data");
                for (String root : data.fieldNames()) {
                    if (root.startsWith(PREFIX) && data.getValue(root) instanceof JsonObject changed) {
                        session.publish(event(action(root), changed, timestamp));
                    }
                }
            } catch (MexException e) {
                LOG.warn("session {}: a notification cannot be read: {}", session.name(), e.getMessage());
            }
        }
    }

    private static String action(String root) {
        String action = root.substring(PREFIX.length());
        return action.startsWith("on_") ? action.substring("on_".length()) : action;
    }

    private static NewsletterChanged event(String action, JsonObject changed, Instant timestamp) {
        boolean described = changed.getValue("thread_metadata") instanceof JsonObject;
        return new NewsletterChanged(
                NewsletterParser.newsletter(changed),
                action,
                user(changed),
                described ? NewsletterParser.info(changed) : null,
                details(changed),
                timestamp);
    }

    private static @Nullable Jid user(JsonObject changed) {
        Object user = changed.getValue("user");
        return user instanceof JsonObject object ? MexJson.jid(object, "id") : MexJson.jid(changed, "user_id");
    }

    /** Plain values, and the words of enumerations, by their names. */
    private static Map<String, String> details(JsonObject changed) {
        Map<String, String> details = new LinkedHashMap<>();
        for (String name : changed.fieldNames()) {
            Object value = changed.getValue(name);
            if (value instanceof JsonObject object && object.getValue("type") instanceof String word) {
                details.put(name, word);
            } else if (!name.equals("id") && (value instanceof String || value instanceof Number)) {
                details.put(name, value.toString());
            } else if (value instanceof Boolean) {
                details.put(name, value.toString());
            }
        }
        return details;
    }
}
