package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature;
import org.camelwhatsapp.engine.group.GroupRequestFeature;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.model.Jid;

/** Joining groups: links, invites, and requests that admins answer. */
final class GroupInviteOperations implements OperationGroup {
    record Group(@JsonPropertyDescription("The group.") Jid chat) {}

    record Link(
            @JsonPropertyDescription("The link, or its code alone.")
            String invite) {}

    record Accept(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("The code of the invite.")
            String code,

            @JsonPropertyDescription("Until when it is valid.")
            Instant expiration,

            @JsonPropertyDescription("Who sent it.") Jid admin) {}

    record Members(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("Whom it concerns.") List<Jid> members) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("group.inviteLink", Group.class)
                        .describedAs("Tells the link by which one joins.")
                        .answers(String.class)
                        .fails("group-not-admin", "group-not-member")
                        .serves("CH-75", "DG-136")
                        .performs((client, q) -> client.with(GroupInviteFeature.class, i -> i.link(q.chat()))),
                Operation.named("group.resetInviteLink", Group.class)
                        .describedAs("Makes a new link; the old one is void.")
                        .answers(String.class)
                        .fails("group-not-admin", "group-not-member")
                        .serves("CH-76", "DG-136")
                        .performs((client, q) -> client.with(GroupInviteFeature.class, i -> i.resetLink(q.chat()))),
                Operation.named("group.preview", Link.class)
                        .describedAs(
                                "Tells which group is behind a link, without joining. Only some members are listed.")
                        .body("invite")
                        .answers(GroupInfo.class)
                        .fails("group-unknown", "group-invite-revoked", "group-not-acceptable")
                        .serves("DG-144")
                        .performs((client, q) -> client.with(GroupInviteFeature.class, i -> i.preview(q.invite()))),
                Operation.named("group.previewInvite", Accept.class)
                        .describedAs("Tells which group is behind an invite that came as a message, without joining.")
                        .answers(GroupInfo.class)
                        .fails("group-unknown", "group-not-acceptable")
                        .performs((client, q) -> client.with(
                                GroupInviteFeature.class,
                                i -> i.preview(q.chat(), q.code(), q.expiration(), q.admin()))),
                Operation.named("group.join", Link.class)
                        .describedAs("Joins by link, or asks to where admins approve who joins.")
                        .body("invite")
                        .answers(GroupInviteFeature.Joined.class)
                        .fails("group-unknown", "group-invite-revoked", "group-conflict", "group-full")
                        .serves("CH-74", "DG-143")
                        .performs((client, q) -> client.with(GroupInviteFeature.class, i -> i.join(q.invite()))),
                Operation.named("group.acceptInvite", Accept.class)
                        .describedAs("Joins by an invite that came as a message.")
                        .answers(GroupInviteFeature.Joined.class)
                        .fails("group-unknown", "group-not-acceptable")
                        .performs((client, q) -> client.with(
                                GroupInviteFeature.class,
                                i -> i.accept(q.chat(), q.code(), q.expiration(), q.admin()))),
                Operation.named("group.revokeInvites", Members.class)
                        .describedAs("Takes back invites that were sent to users as messages.")
                        .body("members")
                        .fails("group-not-admin")
                        .performs((client, q) ->
                                client.with(GroupInviteFeature.class, i -> i.revoke(q.chat(), q.members()))),
                Operation.named("group.requests", Group.class)
                        .describedAs("Tells who waits to be let in.")
                        .answersListOf(GroupRequestFeature.JoinRequest.class)
                        .fails("group-not-admin")
                        .serves("DG-150")
                        .performs((client, q) -> client.with(GroupRequestFeature.class, r -> r.list(q.chat()))),
                answer("approve", "Lets users in.", true),
                answer("reject", "Does not let users in.", false),
                Operation.named("group.cancelRequest", Group.class)
                        .describedAs("Takes one's own wish to join back.")
                        .fails("group-unknown")
                        .performs((client, q) -> client.with(GroupRequestFeature.class, r -> r.cancel(q.chat()))));
    }

    private static Operation<Members> answer(String verb, String description, boolean approve) {
        return Operation.named("group." + verb, Members.class)
                .describedAs(description)
                .body("members")
                .answersListOf(MemberChange.class)
                .fails("group-not-admin")
                .serves("DG-151")
                .performs((client, q) ->
                        client.with(GroupRequestFeature.class, r -> r.answer(q.chat(), approve, q.members())));
    }
}
