package org.camelwhatsapp.engine.group;

import java.util.Map;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.session.ServerErrorException;

/**
 * The server refused something about a group, for a reason that is known. Its code is one of {@code group-member-already}
 * (304), {@code group-not-admin} (401), {@code group-not-member} (403), {@code group-unknown} (404), {@code group-not-allowed}
 * (405), {@code group-not-acceptable} (406), {@code group-conflict} (409), {@code group-invite-revoked} (410), {@code
 * group-community-full} (412), {@code group-community-suspended} (416), {@code group-full} (419), {@code group-locked} (423)
 * and {@code group-growth-locked} (436). Source: docs/protocol.md, "Groups".
 */
public final class GroupException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(304, "member-already"),
            Map.entry(401, "not-admin"),
            Map.entry(403, "not-member"),
            Map.entry(404, "unknown"),
            Map.entry(405, "not-allowed"),
            Map.entry(406, "not-acceptable"),
            Map.entry(409, "conflict"),
            Map.entry(410, "invite-revoked"),
            Map.entry(412, "community-full"),
            Map.entry(416, "community-suspended"),
            Map.entry(419, "full"),
            Map.entry(423, "locked"),
            Map.entry(436, "growth-locked"));

    private final int serverCode;

    private GroupException(int serverCode, ServerErrorException cause) {
        super("the server refused it: " + REASONS.get(serverCode), cause);
        this.serverCode = serverCode;
    }

    /** The typed form of a server's answer; the answer itself where its number says nothing about groups. */
    static WhatsAppException of(ServerErrorException answer) {
        return REASONS.containsKey(answer.serverCode()) ? new GroupException(answer.serverCode(), answer) : answer;
    }

    @Override
    public String code() {
        return "group-" + REASONS.get(serverCode);
    }
}
