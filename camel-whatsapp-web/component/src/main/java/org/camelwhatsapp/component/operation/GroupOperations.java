package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.group.GroupDraft;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupSettings;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Groups and their members. */
final class GroupOperations implements OperationGroup {
    record Create(
            @JsonPropertyDescription("The group's name, 1 to 100 characters.")
            String subject,

            @JsonPropertyDescription("Whom to add, without oneself.")
            List<Jid> members,

            @Nullable @JsonPropertyDescription("What it is about, at most 2,048 characters.")
            String description,

            @JsonPropertyDescription("Whether only admins send.")
            boolean announcement,

            @JsonPropertyDescription("Whether only admins change name, picture and description.")
            boolean locked,

            @JsonPropertyDescription("Whether admins approve who joins.")
            boolean approval,

            @JsonPropertyDescription("Who adds members; MEMBERS unless given.")
            GroupSettings.@Nullable Who adders,

            @JsonPropertyDescription("Who sees the invite link; ADMINS unless given.")
            GroupSettings.@Nullable Who linkSharers,

            @JsonPropertyDescription("Who gives new members the history; ADMINS unless given.")
            GroupSettings.@Nullable Who historySharers,

            @Nullable
            @JsonPropertyDescription(
                    "After what time messages vanish: 86400, 604800 or 7776000 seconds; never unless given.")
            Duration disappearing,

            @Nullable @JsonPropertyDescription("The community it belongs to.")
            Jid community) {
        GroupDraft draft() {
            GroupSettings usual = GroupSettings.DEFAULT;
            GroupSettings settings = new GroupSettings(
                    announcement,
                    locked,
                    approval,
                    adders == null ? usual.adders() : adders,
                    linkSharers == null ? usual.linkSharers() : linkSharers,
                    historySharers == null ? usual.historySharers() : historySharers,
                    disappearing);
            return new GroupDraft(subject, description, members, settings, community);
        }
    }

    record Group(@JsonPropertyDescription("The group.") Jid chat) {}

    record Groups(
            @JsonPropertyDescription("The groups, 1 to 10,000.")
            List<Jid> groups) {}

    record Members(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("Whom it concerns.") List<Jid> members) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("group.create", Create.class)
                        .describedAs(
                                "Makes a group. Who does not let others add him comes as refused, with what an invite must hold.")
                        .body("subject")
                        .answers(GroupInfo.class)
                        .fails("group-not-acceptable", "server-N")
                        .serves("CH-66", "DG-131")
                        .performs((client, q) -> client.with(GroupFeature.class, groups -> groups.create(q.draft()))),
                Operation.named("group.info", Group.class)
                        .describedAs(
                                "Tells a group's name, settings and members. Kept true by the server's notifications.")
                        .answers(GroupInfo.class)
                        .fails("group-not-member", "group-unknown")
                        .serves("CH-67", "CH-60", "DG-137")
                        .performs((client, q) -> client.with(GroupFeature.class, groups -> groups.info(q.chat()))),
                Operation.named("group.infos", Groups.class)
                        .describedAs(
                                "Tells about many groups at once, each with a code: 200, 403 no member, 404 unknown.")
                        .body("groups")
                        .answersListOf(GroupFeature.Found.class)
                        .fails("server-N")
                        .performs((client, q) -> client.with(GroupFeature.class, groups -> groups.infos(q.groups()))),
                Operation.named("group.list", NoFields.class)
                        .describedAs("Tells all groups one is a member of, communities included.")
                        .answersListOf(GroupInfo.class)
                        .fails("server-N")
                        .serves("CH-65", "DG-135")
                        .performs((client, q) -> client.with(GroupFeature.class, GroupFeature::joined)),
                Operation.named("group.leave", Group.class)
                        .describedAs("Leaves a group.")
                        .fails("group-unknown")
                        .serves("CH-73", "DG-139")
                        .performs((client, q) -> client.with(GroupFeature.class, groups -> groups.leave(q.chat()))),
                members(
                        "add",
                        "Adds members. Those who do not let others add them come with what an invite must hold."),
                members("remove", "Removes members."),
                members("promote", "Makes members admins."),
                members("demote", "Makes admins ordinary members."));
    }

    private static Operation<Members> members(String verb, String description) {
        return Operation.named("group." + verb, Members.class)
                .describedAs(description)
                .body("members")
                .answersListOf(MemberChange.class)
                .fails("group-not-admin", "group-not-member", "group-unknown", "group-full")
                .serves("CH-68", "DG-145")
                .performs((client, q) ->
                        client.with(GroupFeature.class, groups -> groups.changeMembers(q.chat(), verb, q.members())));
    }
}
