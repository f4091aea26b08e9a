package org.camelwhatsapp.engine.group;

import java.util.Map;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.session.ServerErrorException;

/**
 * The server refused something about a group, for a reason that is known. Its code is one of {@code group-not-admin} (401),
 * {@code group-not-member} (403), {@code group-unknown} (404), {@code group-not-allowed} (405), {@code group-not-acceptable}
 * (406), {@code group-conflict} (409), {@code group-invite-revoked} (410), {@code group-community-full} (412), {@code
 * group-full} (419) and {@code group-locked} (423). Source: docs/protocol.md, "Groups".
 */
public final class GroupException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> REASONS = Map.of(
            401, "not-admin",
            403, "not-member",
            404, "unknown",
            405, "not-allowed",
            406, "not-acceptable",
            409, "conflict",
            410, "invite-revoked",
            412, "community-full",
            419, "full",
            423, "locked");

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
