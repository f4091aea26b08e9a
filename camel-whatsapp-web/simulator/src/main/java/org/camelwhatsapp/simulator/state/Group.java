package org.camelwhatsapp.simulator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;

/** One group: members by account with their role. Addressed by LID. */
public final class Group {
    /** What a member may do. */
    public enum Role {
        MEMBER,
        ADMIN,
        SUPERADMIN
    }

    private final Jid jid;
    private final Account creator;
    private final long creationSeconds;
    private String subject;
    private final Map<Account, Role> members = new LinkedHashMap<>();

    public Group(Jid jid, Account creator, String subject, long creationSeconds) {
        this.jid = jid;
        this.creator = creator;
        this.subject = subject;
        this.creationSeconds = creationSeconds;
        members.put(creator, Role.SUPERADMIN);
    }

    public Jid jid() {
        return jid;
    }

    public Account creator() {
        return creator;
    }

    public long creationSeconds() {
        return creationSeconds;
    }

    public String subject() {
        return subject;
    }

    public void setSubject(String text) {
        subject = text;
    }

    public Map<Account, Role> members() {
        return members;
    }
}
