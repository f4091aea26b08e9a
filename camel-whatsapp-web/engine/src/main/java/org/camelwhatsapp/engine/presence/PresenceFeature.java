package org.camelwhatsapp.engine.presence;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.ContactTokens;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Being there, seeing who is there, and typing. The server forgets all of it with the connection; what was asked for is
 * said again after each login. Mailbox only. Source: docs/protocol.md, "Presence".
 */
public final class PresenceFeature implements Feature {
    private static final int MAX_SUBSCRIPTIONS = 1_000;
    private static final Set<String> UNKNOWN = Set.of("deny", "none", "error");

    private final Session session;
    private final ContactTokens tokens;
    /** Whom to watch; the one asked for longest ago goes first. */
    private final Set<Jid> watched;

    private @Nullable Boolean available;
    private String name = "";

    public PresenceFeature(Session session, ContactTokens tokens) {
        this.tokens = tokens;
        this.session = session;
        this.watched =
                Collections.newSetFromMap(new BoundedMap<>(session.gauges(), "presence.watched", MAX_SUBSCRIPTIONS));
    }

    @Override
    public void register(StanzaRouter router) {
        router.onTag("presence", this::onPresence);
        router.onTag("chatstate", this::onChatState);
    }

    @Override
    public CompletionStage<Void> onLogin() {
        if (available != null) {
            announce(available);
            return watch(List.copyOf(watched));
        }
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Says whether one is there. While one is, phones ring less, others see it, and presences of others come.
     *
     * @param pushName the name others see, or the empty text for the account's own
     */
    public CompletionStage<Void> setAvailable(boolean there, String pushName) {
        available = there;
        if (!pushName.isEmpty()) {
            name = pushName;
        }
        return sent(() -> announce(there));
    }

    private void announce(boolean there) {
        session.wire()
                .send(Node.builder("presence")
                        .attr("type", there ? "available" : "unavailable")
                        .attr("name", shownName().replace("@", ""))
                        .build());
    }

    /** Without a name others see a dash, so the account's own is said where the caller gave none. */
    private String shownName() {
        LinkedAccount account = session.credentials().account();
        String own = account == null ? null : account.pushName();
        return name.isEmpty() && own != null ? own : name;
    }

    /** Watches a user or a group; what comes is a {@link PresenceChanged}. */
    public CompletionStage<Void> subscribe(Jid user) {
        watched.add(user.toUser());
        return sent(() -> {}).thenCompose(v -> watch(List.of(user.toUser())));
    }

    private CompletionStage<Void> watch(List<Jid> users) {
        return tokens.of(users)
                .thenAccept(shown -> users.forEach(user -> session.wire()
                        .send(Node.builder("presence")
                                .attr("type", "subscribe")
                                .attr("to", user)
                                .child(shown.get(user))
                                .build())));
    }

    /** Shows in a chat that one types, records or stopped. Others show it for some 25 s. */
    public CompletionStage<Void> setChatState(Jid chat, ChatStateChanged.State state) {
        Node shown = state == ChatStateChanged.State.PAUSED
                ? Node.of("paused")
                : Node.builder("composing")
                        .attr("media", state == ChatStateChanged.State.RECORDING ? "audio" : null)
                        .build();
        return sent(() -> session.wire()
                .send(Node.builder("chatstate").attr("to", chat).child(shown).build()));
    }

    /** There is no answer to these; without a connection they would be lost in silence. */
    private CompletionStage<Void> sent(Runnable send) {
        if (!session.wire().isReady()) {
            return CompletableFuture.failedFuture(new NotConnectedException("the session is not connected"));
        }
        send.run();
        return CompletableFuture.completedFuture(null);
    }

    private void onPresence(Node presence) {
        Jid user = presence.requireJid("from");
        boolean there = !presence.attr("type", "available").equals("unavailable");
        String last = presence.attr("last");
        Instant lastSeen = last == null || UNKNOWN.contains(last) ? null : presence.timeAttr("last", 0);
        session.publish(new PresenceChanged(user, there, lastSeen, presence.intAttr("count", 0)));
    }

    private void onChatState(Node chatState) {
        Jid chat = chatState.requireJid("from");
        Jid participant = chatState.jid("participant");
        Node composing = chatState.child("composing");
        if (composing == null && chatState.child("paused") == null) {
            return;
        }
        ChatStateChanged.State state = composing == null
                ? ChatStateChanged.State.PAUSED
                : composing.attr("media", "").equals("audio")
                        ? ChatStateChanged.State.RECORDING
                        : ChatStateChanged.State.TYPING;
        session.publish(new ChatStateChanged(chat.toUser(), participant == null ? chat : participant, state));
    }
}
