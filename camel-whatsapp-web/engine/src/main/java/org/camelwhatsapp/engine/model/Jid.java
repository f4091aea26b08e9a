package org.camelwhatsapp.engine.model;

import java.util.Objects;

/**
 * An address: user, device and server. Immutable; equality is by all three.
 *
 * <p>Text form {@code user[:device]@server}, or only {@code server} when there is no user. Device 0 is the primary
 * phone and is never printed. Source: docs/protocol.md, "JIDs".
 *
 * @param user the user part, empty for a server-only address
 * @param device 0 for the primary device or for a user as a whole, up to 65535
 * @param server the server part; unknown servers are kept as they are
 */
public record Jid(String user, int device, String server) {
    public static final String PN_SERVER = "s.whatsapp.net";
    public static final String LEGACY_PN_SERVER = "c.us";
    public static final String LID_SERVER = "lid";
    public static final String GROUP_SERVER = "g.us";
    public static final String BROADCAST_SERVER = "broadcast";
    public static final String NEWSLETTER_SERVER = "newsletter";
    public static final String BOT_SERVER = "bot";
    public static final String HOSTED_SERVER = "hosted";
    public static final String HOSTED_LID_SERVER = "hosted.lid";
    public static final String MESSENGER_SERVER = "msgr";
    public static final String INTEROP_SERVER = "interop";

    /** The service itself, the target of most requests. */
    public static final Jid SERVER = new Jid("", 0, PN_SERVER);

    /** Where status posts are sent. */
    public static final Jid STATUS = new Jid("status", 0, BROADCAST_SERVER);

    private static final int MAX_DEVICE = 0xFFFF;
    private static final int MAX_TEXT_LENGTH = 256;

    public Jid {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(server, "server");
        if (server.isEmpty()) {
            throw new IllegalArgumentException("a JID needs a server");
        }
        if (device < 0 || device > MAX_DEVICE) {
            throw new IllegalArgumentException("device " + device + " is outside 0.." + MAX_DEVICE);
        }
    }

    /** A phone-number user, from digits without a leading plus sign. */
    public static Jid phone(String digits) {
        return new Jid(digits, 0, PN_SERVER);
    }

    /** A user by privacy id. */
    public static Jid lid(String user) {
        return new Jid(user, 0, LID_SERVER);
    }

    /** A group or community. */
    public static Jid group(String id) {
        return new Jid(id, 0, GROUP_SERVER);
    }

    public static Jid of(String user, String server) {
        return new Jid(user, 0, server);
    }

    /**
     * Reads the text form. {@code c.us} becomes {@code s.whatsapp.net}; a suffix after a colon that is not all digits
     * belongs to the user; {@code user.agent} of a phone number loses its agent.
     *
     * @throws IllegalArgumentException if the text is empty, longer than 256 characters or has no server
     */
    public static Jid parse(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("a JID has 1 to " + MAX_TEXT_LENGTH + " characters");
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return new Jid("", 0, normalizedServer(text));
        }
        String server = text.substring(at + 1);
        if (server.isEmpty() || server.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a JID has one server part");
        }
        server = normalizedServer(server);
        String user = text.substring(0, at);
        int device = 0;
        int colon = user.lastIndexOf(':');
        if (colon >= 0 && isDeviceNumber(user, colon + 1)) {
            device = Integer.parseInt(user.substring(colon + 1));
            user = user.substring(0, colon);
        }
        int dot = user.indexOf('.');
        if (dot > 0 && server.equals(PN_SERVER)) {
            user = user.substring(0, dot);
        }
        return new Jid(user, device, server);
    }

    private static String normalizedServer(String server) {
        return server.equals(LEGACY_PN_SERVER) ? PN_SERVER : server;
    }

    private static boolean isDeviceNumber(String text, int from) {
        int length = text.length() - from;
        if (length < 1 || length > 5) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return Integer.parseInt(text.substring(from)) <= MAX_DEVICE;
    }

    public Jid withDevice(int newDevice) {
        return newDevice == device ? this : new Jid(user, newDevice, server);
    }

    public Jid withServer(String newServer) {
        return newServer.equals(server) ? this : new Jid(user, device, newServer);
    }

    /** The same user without a device; hosted servers become their ordinary ones. */
    public Jid toUser() {
        String plain =
                server.equals(HOSTED_SERVER) ? PN_SERVER : server.equals(HOSTED_LID_SERVER) ? LID_SERVER : server;
        return device == 0 && plain.equals(server) ? this : new Jid(user, 0, plain);
    }

    /** Whether both name the same user, devices aside. */
    public boolean isSameUser(Jid other) {
        return toUser().equals(other.toUser());
    }

    public boolean isPhone() {
        return server.equals(PN_SERVER) || server.equals(HOSTED_SERVER);
    }

    public boolean isLid() {
        return server.equals(LID_SERVER) || server.equals(HOSTED_LID_SERVER);
    }

    public boolean isHosted() {
        return server.equals(HOSTED_SERVER) || server.equals(HOSTED_LID_SERVER);
    }

    /** A person's address: phone number or privacy id. */
    public boolean isUser() {
        return !user.isEmpty() && (isPhone() || isLid());
    }

    public boolean isGroup() {
        return server.equals(GROUP_SERVER);
    }

    public boolean isBroadcast() {
        return server.equals(BROADCAST_SERVER);
    }

    public boolean isStatus() {
        return equals(STATUS);
    }

    public boolean isNewsletter() {
        return server.equals(NEWSLETTER_SERVER);
    }

    public boolean isBot() {
        return server.equals(BOT_SERVER);
    }

    /** For log lines: the last four characters of the user remain. */
    public String redacted() {
        int keep = Math.min(4, user.length() / 2);
        String tail = user.substring(user.length() - keep);
        return user.isEmpty() ? server : "*" + tail + (device == 0 ? "" : ":" + device) + "@" + server;
    }

    @Override
    public String toString() {
        if (user.isEmpty()) {
            return server;
        }
        return device == 0 ? user + "@" + server : user + ":" + device + "@" + server;
    }
}
