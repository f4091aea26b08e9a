package org.camelwhatsapp.engine.message;

import java.util.EnumMap;
import java.util.Map;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where features say which messages between own devices are theirs. Filled once, before the session starts. Mailbox only.
 *
 * <p>A type with a handler is taken from own devices alone: whatever a stranger sends under it is dropped. Listeners see
 * neither. Source: docs/protocol.md, "Messages between own devices".
 */
public final class ProtocolMessages {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolMessages.class);

    private final Session session;
    private final Map<Message.ProtocolMessage.Type, ProtocolHandler> handlers =
            new EnumMap<>(Message.ProtocolMessage.Type.class);

    ProtocolMessages(Session session) {
        this.session = session;
    }

    /** @throws IllegalStateException if the type has a handler already */
    public void on(Message.ProtocolMessage.Type type, ProtocolHandler handler) {
        if (handlers.putIfAbsent(type, handler) != null) {
            throw new IllegalStateException("two handlers for " + type);
        }
    }

    /**
     * What to do once the transaction is durable, or null if the message is one for the listeners.
     *
     * @param content the message without its wrappers
     */
    @Nullable
    Runnable take(InboundStanza stanza, Message content, StoreTransaction transaction) {
        if (!content.hasProtocolMessage()) {
            return null;
        }
        Message.ProtocolMessage message = content.getProtocolMessage();
        ProtocolHandler handler = message.hasType() ? handlers.get(message.getType()) : null;
        if (handler == null) {
            return stanza.isPeer() ? ProtocolHandler.NOTHING : null;
        }
        if (!stanza.fromMe()) {
            LOG.warn("session {}: {} from somebody else was dropped", session.name(), message.getType());
            return ProtocolHandler.NOTHING;
        }
        try {
            return handler.handle(
                    new ProtocolNotice(stanza.id(), stanza.sender(), stanza.timestamp(), message), transaction);
        } catch (IllegalArgumentException e) {
            LOG.warn("session {}: {} that makes no sense: {}", session.name(), message.getType(), e.getMessage());
            return ProtocolHandler.NOTHING;
        }
    }
}
