package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.community.CommunityDraft;
import org.camelwhatsapp.engine.community.CommunityFeature;
import org.camelwhatsapp.engine.community.LinkChange;
import org.camelwhatsapp.engine.community.MemberCount;
import org.camelwhatsapp.engine.community.SubGroup;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Communities. Their name, members, links and requests are those of a group: see {@link GroupOperations}. */
final class CommunityOperations implements OperationGroup {
    record Create(
            @JsonPropertyDescription("The community's name, 1 to 100 characters.")
            String subject,

            @Nullable @JsonPropertyDescription("What it is about, at most 2,048 characters.")
            String description,

            @JsonPropertyDescription("Whether admins approve who joins.")
            boolean approval,

            @JsonPropertyDescription("Whether members who are no admins add groups.")
            boolean membersAddGroups,

            @JsonPropertyDescription("Whether it gets a group for everything.")
            boolean generalChat) {}

    record Community(
            @JsonPropertyDescription("The community.") Jid community) {}

    record Groups(
            @JsonPropertyDescription("The community.") Jid community,
            @JsonPropertyDescription("The groups.") List<Jid> groups) {}

    record Unlink(
            @JsonPropertyDescription("The community.") Jid community,
            @JsonPropertyDescription("The groups.") List<Jid> groups,

            @JsonPropertyDescription("Whether those leave the community who were only in these groups.")
            boolean removeOrphans) {}

    record Join(
            @JsonPropertyDescription("The community.") Jid community,
            @JsonPropertyDescription("One of its groups.") Jid chat) {}

    record Transfer(
            @JsonPropertyDescription("The community.") Jid community,
            @JsonPropertyDescription("The new owner.") Jid user) {}

    record Remove(
            @JsonPropertyDescription("The community.") Jid community,
            @JsonPropertyDescription("Whom to remove.") List<Jid> members) {}

    record Flag(
            @JsonPropertyDescription("The community.") Jid community,

            @JsonPropertyDescription("Whether it is so from now on.")
            Boolean on) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("community.create", Create.class)
                        .describedAs("Makes a community with an announcement group.")
                        .body("subject")
                        .answers(GroupInfo.class)
                        .fails("server-N")
                        .serves("DG-152")
                        .performs((client, q) -> client.with(
                                CommunityFeature.class,
                                c -> c.create(new CommunityDraft(
                                        q.subject(),
                                        q.description(),
                                        q.approval(),
                                        q.membersAddGroups(),
                                        q.generalChat())))),
                Operation.named("community.groups", Community.class)
                        .describedAs(
                                "Tells the groups of a community; the one of kind ANNOUNCEMENT is where its admins write.")
                        .body("community")
                        .answersListOf(SubGroup.class)
                        .fails("group-not-member", "group-unknown")
                        .serves("DG-148", "DG-149", "DG-153")
                        .performs((client, q) -> client.with(CommunityFeature.class, c -> c.subGroups(q.community()))),
                Operation.named("community.group", Join.class)
                        .describedAs("Tells about one group of a community, which one need not be a member of.")
                        .answers(GroupInfo.class)
                        .fails("group-not-member", "group-unknown")
                        .performs((client, q) ->
                                client.with(CommunityFeature.class, c -> c.group(q.community(), q.chat()))),
                Operation.named("community.memberCounts", Community.class)
                        .describedAs("Tells how many members each group of a community has.")
                        .body("community")
                        .answersListOf(MemberCount.class)
                        .fails("mex-N")
                        .performs(
                                (client, q) -> client.with(CommunityFeature.class, c -> c.memberCounts(q.community()))),
                Operation.named("community.transfer", Transfer.class)
                        .describedAs("Makes a member the owner of a community. Only its owner may.")
                        .fails("mex-N")
                        .performs((client, q) ->
                                client.with(CommunityFeature.class, c -> c.transfer(q.community(), q.user()))),
                Operation.named("community.members", Community.class)
                        .describedAs("Tells the members of all groups of a community.")
                        .body("community")
                        .answersListOf(Jid.class)
                        .fails("group-not-member", "group-unknown")
                        .performs((client, q) -> client.with(CommunityFeature.class, c -> c.members(q.community()))),
                Operation.named("community.link", Groups.class)
                        .describedAs("Makes existing groups part of a community. One must be admin of all.")
                        .body("groups")
                        .answersListOf(LinkChange.class)
                        .fails("group-not-admin", "group-unknown")
                        .serves("DG-146")
                        .performs((client, q) ->
                                client.with(CommunityFeature.class, c -> c.link(q.community(), q.groups()))),
                Operation.named("community.unlink", Unlink.class)
                        .describedAs("Makes groups of a community stand alone.")
                        .body("groups")
                        .answersListOf(LinkChange.class)
                        .fails("group-not-admin", "group-unknown")
                        .serves("DG-147")
                        .performs((client, q) -> client.with(
                                CommunityFeature.class, c -> c.unlink(q.community(), q.groups(), q.removeOrphans()))),
                Operation.named("community.joinGroup", Join.class)
                        .describedAs(
                                "Joins a group of a community one is a member of, or asks to where admins approve it.")
                        .answers(GroupInviteFeature.Joined.class)
                        .fails("group-unknown", "group-conflict")
                        .performs((client, q) ->
                                client.with(CommunityFeature.class, c -> c.joinSubGroup(q.community(), q.chat()))),
                Operation.named("community.remove", Remove.class)
                        .describedAs("Removes members from a community and all its groups.")
                        .body("members")
                        .answersListOf(MemberChange.class)
                        .fails("group-not-admin")
                        .performs((client, q) ->
                                client.with(CommunityFeature.class, c -> c.remove(q.community(), q.members()))),
                Operation.named("community.setMembersAddGroups", Flag.class)
                        .describedAs("Says whether members who are no admins add groups.")
                        .body("on")
                        .fails("group-not-admin")
                        .performs((client, q) ->
                                client.with(CommunityFeature.class, c -> c.setMembersAddGroups(q.community(), q.on()))),
                Operation.named("community.deactivate", Community.class)
                        .describedAs("Ends a community. Its groups stand alone; the announcement group is gone.")
                        .body("community")
                        .fails("group-not-admin")
                        .performs(
                                (client, q) -> client.with(CommunityFeature.class, c -> c.deactivate(q.community()))));
    }
}
