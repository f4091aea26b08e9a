package org.camelwhatsapp.engine.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * What became of one member of a change; others may have gone another way. Source: docs/protocol.md, "Groups".
 *
 * @param jid the member
 * @param code 200 when it was done; 401 blocked by the user, 403 forbidden by the user's privacy, 404 not known or no member, 405
 *     not allowed, 406 not acceptable, such as the last superadmin, 408 left too recently, 409 already so, 417 the user is in
 *     too many groups, 419 group full, 500 the server failed
 * @param inviteCode for code 403, what a group invite to the user has to hold, or null
 * @param inviteExpiration until when that is valid, or null
 */
public record MemberChange(
        Jid jid,
        int code,
        @Nullable String inviteCode,
        @Nullable Instant inviteExpiration) {
    static final int DONE = 200;

    public boolean isDone() {
        return code == DONE;
    }

    /** Reads the answer to a change of members. */
    public static List<MemberChange> all(Node answer) {
        List<MemberChange> changes = new ArrayList<>();
        answer.children("participant").forEach(participant -> changes.add(of(participant)));
        return changes;
    }

    static MemberChange of(Node participant) {
        Node request = participant.child("add_request");
        long expiration = request == null ? 0 : request.longAttr("expiration", 0);
        return new MemberChange(
                participant.requireJid("jid"),
                participant.intAttr("error", DONE),
                request == null ? null : request.attr("code"),
                request == null || expiration == 0 ? null : request.timeAttr("expiration", 0));
    }

    /** Never prints the invite code. */
    @Override
    public String toString() {
        return "MemberChange[" + jid.redacted() + ", " + code + "]";
    }
}
