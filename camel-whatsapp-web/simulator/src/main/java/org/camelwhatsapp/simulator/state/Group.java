package org.camelwhatsapp.simulator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** One group: members by account with their role, settings, invites. Addressed by LID. */
public final class Group {
    /** What a member may do. */
    public enum Role {
        MEMBER,
        ADMIN,
        SUPERADMIN
    }

    /**
     * A wish to join.
     *
     * @param seconds when
     * @param method the wire's word, such as {@code invite_link}
     */
    public record Request(long seconds, String method) {}

    private final Jid jid;
    private final Account creator;
    private final long creationSeconds;
    private String subject;
    private @Nullable Node description;
    /** How often the invite code was replaced. */
    private int resets;

    private @Nullable Group parent;
    private final Map<Account, Role> members = new LinkedHashMap<>();
    private final Map<String, Node> settings = new LinkedHashMap<>();
    private final Map<Account, Request> requests = new LinkedHashMap<>();
    private final Map<Account, String> invitations = new LinkedHashMap<>();
    private final Profile profile = new Profile();

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

    /** The description's node with id and body, or null. */
    public @Nullable Node description() {
        return description;
    }

    public void setDescription(@Nullable Node node) {
        description = node;
    }

    public String inviteCode() {
        return codePrefix() + resets;
    }

    /** Makes a new code; all before it are revoked. */
    public void resetInviteCode() {
        resets++;
    }

    /** Whether the code was this group's once. */
    public boolean isRevokedCode(String code) {
        String number =
                code.startsWith(codePrefix()) ? code.substring(codePrefix().length()) : "";
        return number.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(number) < resets;
    }

    private String codePrefix() {
        return "I" + jid.user() + "x";
    }

    /** The group's picture. */
    public Profile profile() {
        return profile;
    }

    /** The community, or null. */
    public @Nullable Group parent() {
        return parent;
    }

    public void setParent(@Nullable Group community) {
        parent = community;
    }

    public Map<Account, Role> members() {
        return members;
    }

    public boolean isAdmin(Account account) {
        Role role = members.get(account);
        return role == Role.ADMIN || role == Role.SUPERADMIN;
    }

    /** Settings as the nodes by which a group is described, by tag. */
    public Map<String, Node> settings() {
        return settings;
    }

    public boolean has(String setting) {
        return settings.containsKey(setting);
    }

    /** Those who wait for an admin's word. */
    public Map<Account, Request> requests() {
        return requests;
    }

    /** Codes of invites that were given out because a user does not let others add him. */
    public Map<Account, String> invitations() {
        return invitations;
    }
}
