package org.camelwhatsapp.engine.signal;

import org.camelwhatsapp.engine.model.Jid;

/**
 * The key under which the state shared with one device is kept: the canonical address, the LID once it is known.
 *
 * @param name {@code user}, or {@code user_1} for a LID, {@code user_128} and {@code user_129} for hosted devices
 * @param device the device number
 */
public record SignalAddress(String name, int device) {
    /** How the name of a LID ends. */
    public static final String LID_SUFFIX = "_1";

    public static SignalAddress of(Jid jid) {
        String suffix = switch (jid.server()) {
            case Jid.LID_SERVER -> LID_SUFFIX;
            case Jid.HOSTED_SERVER -> "_128";
            case Jid.HOSTED_LID_SERVER -> "_129";
            default -> "";
        };
        return new SignalAddress(jid.user() + suffix, jid.device());
    }

    @Override
    public String toString() {
        return name + ":" + device;
    }
}
