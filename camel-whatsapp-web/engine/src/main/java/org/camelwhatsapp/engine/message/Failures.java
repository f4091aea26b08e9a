package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.WhatsAppException;

/** Says for the log what went wrong with a message, without what may be a piece of the message. Pure. */
final class Failures {
    private Failures() {}

    /** What failed and where; the text only of our own failures, which hold no contents. */
    static String withoutText(Throwable failure) {
        if (failure instanceof WhatsAppException) {
            return failure.toString();
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
