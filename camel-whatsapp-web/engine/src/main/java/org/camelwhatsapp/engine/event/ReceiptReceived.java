package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * What became of messages that were sent.
 *
 * @param type what happened
 * @param chat the conversation
 * @param participant who did it: a user or device address
 * @param messageIds one or more
 * @param timestamp when
 */
public record ReceiptReceived(Type type, Jid chat, Jid participant, List<String> messageIds, Instant timestamp)
        implements Event {
    /** The kinds of receipts, named after the wire's {@code type} attribute. */
    public enum Type {
        DELIVERY,
        INACTIVE,
        SENDER,
        READ,
        READ_SELF,
        PLAYED,
        PLAYED_SELF,
        /** The recipient cannot download the media and asks for it again. */
        SERVER_ERROR
    }
}
