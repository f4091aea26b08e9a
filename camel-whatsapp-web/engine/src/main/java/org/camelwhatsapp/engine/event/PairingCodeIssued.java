package org.camelwhatsapp.engine.event;

import java.time.Instant;

/**
 * A code to be typed on the phone.
 *
 * @param code eight characters, without the dash that people see
 * @param validUntil when it is void
 */
public record PairingCodeIssued(String code, Instant validUntil) implements Event {
    /** Never prints the code. */
    @Override
    public String toString() {
        return "PairingCodeIssued[validUntil=" + validUntil + "]";
    }
}
