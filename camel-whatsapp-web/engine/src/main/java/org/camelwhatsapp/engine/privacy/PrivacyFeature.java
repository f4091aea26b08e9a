package org.camelwhatsapp.engine.privacy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.DisappearingModeChanged;
import org.camelwhatsapp.engine.event.PrivacyChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who sees what of the account, and the timer that new chats get. Mailbox only. Source: docs/protocol.md, "Privacy".
 */
public final class PrivacyFeature implements Feature {
    private static final Set<Duration> TIMERS =
            Set.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(90));

    private static final Logger LOG = LoggerFactory.getLogger(PrivacyFeature.class);

    private final Session session;

    public PrivacyFeature(Session session) {
        this.session = session;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("account_sync", notification -> {
            Node privacy = notification.child("privacy");
            if (privacy != null) {
                changed(settings(privacy));
            }
            disappearing(notification);
        });
        router.onNotification("disappearing_mode", this::disappearing);
    }

    /** Some notifications only say that something changed; what, is asked for. */
    private void changed(Map<String, String> settings) {
        if (!settings.isEmpty()) {
            session.publish(new PrivacyChanged(settings));
            return;
        }
        settings().whenComplete((now, failure) -> {
            if (failure == null) {
                session.publish(new PrivacyChanged(now));
            } else {
                LOG.warn(
                        "session {}: which privacy setting changed is not known: {}",
                        session.name(),
                        Futures.unwrap(failure).toString());
            }
        });
    }

    private void disappearing(Node notification) {
        Node mode = notification.child("disappearing_mode");
        if (mode != null) {
            session.publish(new DisappearingModeChanged(
                    notification.requireJid("from"),
                    Duration.ofSeconds(mode.longAttr("duration", 0)),
                    mode.timeAttr("t", notification.longAttr("t", 0))));
        }
    }

    private static Map<String, String> settings(Node privacy) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Node category : privacy.children("category")) {
            settings.put(category.requireAttr("name"), category.attr("value", ""));
        }
        return settings;
    }

    private static Node request(String namespace, String type, Node content) {
        return Node.builder("iq")
                .attr("xmlns", namespace)
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .child(content)
                .build();
    }

    /**
     * The settings by the server's names, such as {@code last} (seen), {@code online}, {@code profile} (picture), {@code
     * status} (about), {@code readreceipts}, {@code groupadd}, {@code calladd}; values such as {@code all}, {@code contacts},
     * {@code contact_blacklist}, {@code none}. Names that are new are passed on.
     */
    public CompletionStage<Map<String, String>> settings() {
        return session.wire()
                .request(request("privacy", "get", Node.of("privacy")))
                .thenApply(answer -> settings(answer.requireChild("privacy")));
    }

    /** Changes one setting; the server refuses values that it does not know with 400. */
    public CompletionStage<Void> set(String name, String value) {
        Node category =
                Node.builder("category").attr("name", name).attr("value", value).build();
        return session.wire()
                .request(request("privacy", "set", Node.of("privacy", category)))
                .thenAccept(answer -> {});
    }

    /** @param duration 1, 7 or 90 days, or zero for none */
    public CompletionStage<Void> setDisappearing(Duration duration) {
        if (!TIMERS.contains(duration)) {
            throw new IllegalArgumentException("a timer is 86400, 604800 or 7776000 seconds, or 0 for none");
        }
        Node mode = Node.builder("disappearing_mode")
                .attr("duration", duration.toSeconds())
                .build();
        return session.wire().request(request("disappearing_mode", "set", mode)).thenAccept(answer -> {});
    }
}
