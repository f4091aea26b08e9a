package org.camelwhatsapp.engine.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table that features fill and stanzas are looked up in. Mailbox only.
 *
 * <p>Whatever happens, the server gets its answer: unknown and malformed stanzas are acknowledged with an error code,
 * notifications always exactly once. Source: docs/protocol.md, "Acks and receipts".
 */
final class DefaultStanzaRouter implements StanzaRouter {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultStanzaRouter.class);
    private static final int PARSING_ERROR = 487;
    private static final int UNRECOGNIZED = 488;

    private final Map<String, StanzaHandler> tags = new HashMap<>();
    private final Map<String, StanzaHandler> messages = new HashMap<>();
    private final Map<String, List<StanzaHandler>> notifications = new HashMap<>();
    private final Map<String, StanzaHandler> serverRequests = new HashMap<>();
    private final Map<String, List<StanzaHandler>> bulletins = new HashMap<>();
    private final List<StanzaHandler> observers = new ArrayList<>();
    private final String session;
    private final StanzaChannel wire;

    DefaultStanzaRouter(String session, StanzaChannel wire) {
        this.session = session;
        this.wire = wire;
    }

    @Override
    public void onTag(String tag, StanzaHandler handler) {
        if (tags.putIfAbsent(tag, handler) != null) {
            throw new IllegalStateException("<" + tag + "> has a handler already");
        }
    }

    @Override
    public void onMessagesFrom(String server, StanzaHandler handler) {
        if (messages.putIfAbsent(server, handler) != null) {
            throw new IllegalStateException("messages from " + server + " have a handler already");
        }
    }

    @Override
    public void onNotification(String type, StanzaHandler handler) {
        notifications.computeIfAbsent(type, t -> new ArrayList<>()).add(handler);
    }

    @Override
    public void onServerRequest(String childTag, StanzaHandler handler) {
        if (serverRequests.putIfAbsent(childTag, handler) != null) {
            throw new IllegalStateException("requests with <" + childTag + "> have a handler already");
        }
    }

    @Override
    public void onBulletin(String childTag, StanzaHandler handler) {
        bulletins.computeIfAbsent(childTag, t -> new ArrayList<>()).add(handler);
    }

    @Override
    public void onEvery(StanzaHandler observer) {
        observers.add(observer);
    }

    void route(Node stanza) {
        observers.forEach(observer -> show(observer, stanza));
        try {
            dispatch(stanza);
        } catch (MalformedNodeException e) {
            LOG.warn("session {}: malformed <{}>: {}", session, stanza.tag(), e.getMessage());
            acknowledge(stanza, PARSING_ERROR);
        }
    }

    private void show(StanzaHandler observer, Node stanza) {
        try {
            observer.handle(stanza);
        } catch (MalformedNodeException e) {
            LOG.debug("session {}: malformed <{}>: {}", session, stanza.tag(), e.getMessage());
        }
    }

    private void dispatch(Node stanza) {
        StanzaHandler handler =
                stanza.is("message") ? messages.get(sender(stanza).server()) : null;
        if (handler == null) {
            handler = tags.get(stanza.tag());
        }
        if (handler != null) {
            handler.handle(stanza);
            return;
        }
        switch (stanza.tag()) {
            case "notification" -> notification(stanza);
            case "iq" -> serverRequest(stanza);
            case "ib" -> bulletin(stanza);
            default -> {
                LOG.debug("session {}: no handler for <{}>", session, stanza.tag());
                acknowledge(stanza, UNRECOGNIZED);
            }
        }
    }

    private void notification(Node stanza) {
        try {
            for (StanzaHandler handler : notifications.getOrDefault(stanza.attr("type", ""), List.of())) {
                notify(handler, stanza);
            }
        } finally {
            acknowledge(stanza, 0);
        }
    }

    /** What one listener cannot read may be fine for the next, and is acknowledged all the same. */
    private void notify(StanzaHandler handler, Node stanza) {
        try {
            handler.handle(stanza);
        } catch (MalformedNodeException e) {
            LOG.warn("session {}: malformed <notification>: {}", session, e.getMessage());
        }
    }

    private void bulletin(Node stanza) {
        for (Node child : stanza.children()) {
            for (StanzaHandler handler : bulletins.getOrDefault(child.tag(), List.of())) {
                handler.handle(child);
            }
        }
    }

    /** Every request of the server gets an answer, unknown ones an empty result. */
    private void serverRequest(Node stanza) {
        String type = stanza.attr("type", "");
        if (!type.equals("get") && !type.equals("set")) {
            return;
        }
        Node child = stanza.children().isEmpty() ? null : stanza.children().get(0);
        StanzaHandler handler = child == null ? null : serverRequests.get(child.tag());
        if (handler != null) {
            handler.handle(stanza);
            return;
        }
        wire.send(Node.builder("iq")
                .attr("type", "result")
                .attr("to", sender(stanza))
                .attr("id", stanza.attr("id"))
                .build());
    }

    private void acknowledge(Node stanza, int error) {
        String id = stanza.attr("id");
        if (id == null || stanza.is("iq") || stanza.is("ack")) {
            return;
        }
        Node.Builder ack = Node.builder("ack")
                .attr("class", stanza.tag())
                .attr("id", id)
                .attr("to", sender(stanza))
                .attr("participant", stanza.attr("participant") == null ? null : participant(stanza));
        if (!stanza.is("message")) {
            ack.attr("type", stanza.attr("type"));
        }
        if (error != 0 && stanza.is("message")) {
            ack.attr("error", error);
        }
        wire.send(ack.build());
    }

    private static Jid sender(Node stanza) {
        try {
            Jid from = stanza.jid("from");
            return from == null ? Jid.SERVER : from;
        } catch (MalformedNodeException e) {
            return Jid.SERVER;
        }
    }

    private static @Nullable Jid participant(Node stanza) {
        try {
            return stanza.jid("participant");
        } catch (MalformedNodeException e) {
            return null;
        }
    }
}
