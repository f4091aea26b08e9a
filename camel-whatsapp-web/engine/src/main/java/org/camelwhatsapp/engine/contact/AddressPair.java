package org.camelwhatsapp.engine.contact;

import org.camelwhatsapp.engine.model.Jid;

/**
 * Two addresses of one user.
 *
 * @param number by number
 * @param lid the LID
 */
public record AddressPair(Jid number, Jid lid) {
    /** Never prints the number. */
    @Override
    public String toString() {
        return "AddressPair[" + number.redacted() + "]";
    }
}
