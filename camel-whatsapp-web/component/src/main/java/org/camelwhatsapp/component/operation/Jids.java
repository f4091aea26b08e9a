package org.camelwhatsapp.component.operation;

import java.util.Locale;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.SessionNotLinkedException;

/** Addresses as people write them. Pure functions. */
public final class Jids {
    /** What is expected, for messages and schemas. */
    public static final String EXPECTED = "a JID, a phone number of 7 to 15 digits, or self";

    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_LENGTH = 128;

    private Jids() {}

    /**
     * Reads a JID, a phone number in any common form, or {@code self}.
     *
     * @throws IllegalArgumentException if it is none of these
     * @throws SessionNotLinkedException for {@code self} of a session without an account
     */
    public static Jid parse(String text, WhatsAppClient client) {
        String trimmed = text.trim();
        if (trimmed.toLowerCase(Locale.ROOT).equals("self")) {
            var account = client.account();
            if (account == null) {
                throw new SessionNotLinkedException(client.name());
            }
            return account.jid().toUser();
        }
        if (trimmed.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(EXPECTED);
        }
        if (trimmed.indexOf('@') >= 0) {
            return Jid.parse(trimmed);
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (Character.isLetter(c)) {
                throw new IllegalArgumentException(EXPECTED);
            }
        }
        if (digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return Jid.phone(digits.toString());
    }
}
