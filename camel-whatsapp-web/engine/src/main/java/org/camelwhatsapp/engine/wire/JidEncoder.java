package org.camelwhatsapp.engine.wire;

import org.camelwhatsapp.engine.model.Jid;

/**
 * Writes addresses by their kind.
 *
 * <p>A device of a phone number or privacy id, and every hosted one, is an AD_JID; msgr and interop have their own
 * forms; all else is a pair of user and server. Source: docs/protocol.md, "JIDs".
 */
final class JidEncoder {
    private static final int MAX_AD_DEVICE = 0xFF;
    private static final int MAX_INTEGRATOR = 0xFFFF;

    private JidEncoder() {}

    static void write(WireBuffer out, Jid jid) {
        if (jid.user().isEmpty()) {
            out.put(WireTags.JID_PAIR, WireTags.LIST_EMPTY);
            TextEncoder.write(out, jid.server());
            return;
        }
        switch (jid.server()) {
            case Jid.PN_SERVER -> writeUser(out, jid, WireTags.DOMAIN_PN);
            case Jid.LID_SERVER -> writeUser(out, jid, WireTags.DOMAIN_LID);
            case Jid.HOSTED_SERVER -> writeDevice(out, jid, WireTags.DOMAIN_HOSTED);
            case Jid.HOSTED_LID_SERVER -> writeDevice(out, jid, WireTags.DOMAIN_HOSTED_LID);
            case Jid.MESSENGER_SERVER -> {
                out.put(WireTags.FB_JID);
                TextEncoder.write(out, jid.user());
                out.putShort(jid.device());
                TextEncoder.write(out, jid.server());
            }
            case Jid.INTEROP_SERVER -> writeInterop(out, jid);
            default -> writePair(out, jid);
        }
    }

    private static void writeUser(WireBuffer out, Jid jid, int domain) {
        if (jid.device() == 0) {
            writePair(out, jid);
        } else {
            writeDevice(out, jid, domain);
        }
    }

    private static void writeDevice(WireBuffer out, Jid jid, int domain) {
        if (jid.device() > MAX_AD_DEVICE) {
            throw new MalformedNodeException("device " + jid.device() + " does not fit into an address of a user");
        }
        out.put(WireTags.AD_JID);
        out.put(domain, jid.device());
        TextEncoder.write(out, jid.user());
    }

    /** The user is {@code integrator-user}; without an integrator number it can only be a pair. */
    private static void writeInterop(WireBuffer out, Jid jid) {
        int dash = jid.user().indexOf('-');
        int integrator = dash < 1 || dash > 5 ? -1 : integrator(jid.user().substring(0, dash));
        if (integrator < 0 || dash + 1 == jid.user().length()) {
            writePair(out, jid);
            return;
        }
        out.put(WireTags.INTEROP_JID);
        TextEncoder.write(out, jid.user().substring(dash + 1));
        out.putShort(jid.device());
        out.putShort(integrator);
        TextEncoder.write(out, jid.server());
    }

    private static int integrator(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 0 && value == 0) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= MAX_INTEGRATOR ? value : -1;
    }

    /** A pair has no place for a device, so it stays in the user as in the text form. */
    private static void writePair(WireBuffer out, Jid jid) {
        out.put(WireTags.JID_PAIR);
        TextEncoder.write(out, jid.device() == 0 ? jid.user() : jid.user() + ':' + jid.device());
        TextEncoder.write(out, jid.server());
    }
}
