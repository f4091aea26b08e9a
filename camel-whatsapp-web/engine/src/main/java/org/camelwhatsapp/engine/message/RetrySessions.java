package org.camelwhatsapp.engine.message;

import java.util.Arrays;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Gauges;
import org.camelwhatsapp.engine.signal.SessionRecord;

/**
 * Tells when a session with a device that keeps asking for a message is of no use: the device registered anew, or it asks
 * a third time although nothing about the session has changed since the second. Mailbox only. Source: docs/protocol.md,
 * "Retry receipts".
 */
final class RetrySessions {
    /** A device that did not say its registration number. */
    static final int UNKNOWN = -1;

    private static final int REMEMBERED_AT = 2;
    private static final int CAPACITY = 4_096;

    /** The base key of the session when a device asked the second time. */
    private final Map<String, byte[]> baseKeys;

    RetrySessions(Gauges gauges) {
        baseKeys = new BoundedMap<>(gauges, "message.retrySessions", CAPACITY);
    }

    /** @param count which time it is, from 1 */
    record Ask(String messageId, Jid requester, int count, int registrationId) {}

    boolean isUseless(Ask ask, SessionRecord session) {
        if (session.isEmpty()) {
            return false;
        }
        if (ask.registrationId != UNKNOWN && ask.registrationId != session.remoteRegistrationId()) {
            return true;
        }
        String key = ask.messageId + ask.requester;
        if (ask.count == REMEMBERED_AT) {
            baseKeys.put(key, session.baseKey());
            return false;
        }
        return ask.count > REMEMBERED_AT && Arrays.equals(baseKeys.get(key), session.baseKey());
    }
}
