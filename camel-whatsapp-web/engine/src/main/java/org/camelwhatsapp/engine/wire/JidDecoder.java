package org.camelwhatsapp.engine.wire;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Reads addresses. Source: docs/protocol.md, "JIDs". */
final class JidDecoder {
    private JidDecoder() {}

    /** The address announced by this tag, or null when the tag does not begin one. */
    static @Nullable Jid readOrNull(WireCursor in, int tag, TextDecoder texts) {
        return switch (tag) {
            case WireTags.JID_PAIR -> readPair(in, texts);
            case WireTags.AD_JID -> readDevice(in, texts);
            case WireTags.FB_JID -> {
                String user = texts.read(in, in.readByte());
                int device = in.readShort();
                yield jid(user, device, texts.read(in, in.readByte()));
            }
            case WireTags.INTEROP_JID -> {
                String user = texts.read(in, in.readByte());
                int device = in.readShort();
                int integrator = in.readShort();
                yield jid(integrator + "-" + user, device, texts.read(in, in.readByte()));
            }
            default -> null;
        };
    }

    private static Jid readPair(WireCursor in, TextDecoder texts) {
        String user = texts.read(in, in.readByte());
        String server = texts.read(in, in.readByte());
        int colon = user.indexOf(':');
        if (colon < 0 || user.indexOf('@') >= 0 || server.isEmpty()) {
            return jid(user, 0, server);
        }
        // Some writers leave the device in the user, as in the text form.
        try {
            return Jid.parse(user + "@" + server);
        } catch (IllegalArgumentException e) {
            throw new MalformedNodeException("an address cannot be read", e);
        }
    }

    private static Jid readDevice(WireCursor in, TextDecoder texts) {
        String server = serverOf(in.readByte());
        int device = in.readByte();
        return jid(texts.read(in, in.readByte()), device, server);
    }

    /** An unknown domain is an agent of a phone number, which means nothing any more. */
    private static String serverOf(int domain) {
        return switch (domain) {
            case WireTags.DOMAIN_PN -> Jid.PN_SERVER;
            case WireTags.DOMAIN_LID -> Jid.LID_SERVER;
            case WireTags.DOMAIN_HOSTED_LID -> Jid.HOSTED_LID_SERVER;
            default ->
                (domain & WireTags.DOMAIN_HOSTED_LID) == WireTags.DOMAIN_HOSTED ? Jid.HOSTED_SERVER : Jid.PN_SERVER;
        };
    }

    private static Jid jid(String user, int device, String server) {
        if (server.isEmpty() || server.indexOf('@') >= 0 || user.indexOf('@') >= 0) {
            throw new MalformedNodeException("an address has one user and one server");
        }
        return new Jid(user, device, server.equals(Jid.LEGACY_PN_SERVER) ? Jid.PN_SERVER : server);
    }
}
