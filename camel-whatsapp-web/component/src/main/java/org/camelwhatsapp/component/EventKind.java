package org.camelwhatsapp.component;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.event.LoggedOut;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.Paired;
import org.camelwhatsapp.engine.event.PairingCodeIssued;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.event.ReceiptReceived;

/** The kinds of events that a consumer can ask for. */
public enum EventKind {
    MESSAGE,
    RECEIPT,
    CONNECTION,
    QR,
    PAIRING,
    GROUP,
    OTHER;

    static EventKind of(Event event) {
        if (event instanceof MessageReceived) {
            return MESSAGE;
        }
        if (event instanceof ReceiptReceived) {
            return RECEIPT;
        }
        if (event instanceof ConnectionChanged || event instanceof LoggedOut) {
            return CONNECTION;
        }
        if (event instanceof QrCodeIssued) {
            return QR;
        }
        if (event instanceof Paired || event instanceof PairingFailed || event instanceof PairingCodeIssued) {
            return PAIRING;
        }
        return event instanceof GroupChanged ? GROUP : OTHER;
    }

    /** The word used in options and headers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if a word is none of the kinds */
    static Set<EventKind> parse(String list) {
        if (list.trim().equalsIgnoreCase("all")) {
            return EnumSet.allOf(EventKind.class);
        }
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String word : list.split(",", -1)) {
            try {
                kinds.add(valueOf(word.trim().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "events: '" + word.trim()
                                + "' is none of message, receipt, connection, qr, pairing, group, other",
                        e);
            }
        }
        return kinds;
    }
}
