package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * An order that a customer made from a catalogue. Its items are asked for by id and token.
 *
 * @param orderId the order
 * @param token what opens it
 * @param seller the business
 * @param title a name of the order
 * @param itemCount how many things
 * @param total the sum, or null
 * @param message what the customer adds, or null
 * @param status whether the seller took it
 */
public record OrderContent(
        String orderId,
        String token,
        Jid seller,
        String title,
        int itemCount,
        ProductContent.@Nullable Price total,
        @Nullable String message,
        Status status)
        implements MessageContent {
    /** How far an order is. */
    public enum Status {
        INQUIRY,
        ACCEPTED,
        DECLINED
    }

    /** Never prints what opens the order. */
    @Override
    public String toString() {
        return "OrderContent[" + status + "]";
    }
}
