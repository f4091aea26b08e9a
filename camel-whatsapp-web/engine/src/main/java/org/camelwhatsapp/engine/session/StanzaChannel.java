package org.camelwhatsapp.engine.session;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.wire.Node;

/**
 * The way out: puts stanzas on the wire in the order of the calls. Use it from the session's mailbox only.
 *
 * <p>Stages complete on the mailbox. They fail with {@link NotConnectedException} when the connection is down or goes
 * down before the answer, {@link RequestTimeoutException} after the request time-out, and {@link ServerErrorException}
 * when the server answers with an error.
 */
public interface StanzaChannel {
    /** Sends without waiting for an answer. Dropped when not connected, as the server then repeats what it needs. */
    void send(Node stanza);

    /** Sends an {@code iq}, which gets an id if it has none, and completes with the {@code result}. */
    CompletionStage<Node> request(Node iq);

    /** Sends a {@code message} and completes with the server's {@code ack}, also when that carries an error. */
    CompletionStage<Node> sendMessage(Node message);

    /** A new stanza id, unique in this process. */
    String newId();

    boolean isReady();
}
