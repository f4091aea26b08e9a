package org.camelwhatsapp.engine.event;

import java.time.Instant;

/**
 * A code to be scanned by the phone. The newest one is the only valid one.
 *
 * @param text what the QR image holds; a secret
 * @param validUntil when the next code replaces it
 * @param number 1 for the first code of this pairing
 * @param total how many codes there are before pairing expires
 */
public record QrCodeIssued(String text, Instant validUntil, int number, int total) implements Event {
    /** Never prints the code. */
    @Override
    public String toString() {
        return "QrCodeIssued[" + number + " of " + total + ", validUntil=" + validUntil + "]";
    }
}
