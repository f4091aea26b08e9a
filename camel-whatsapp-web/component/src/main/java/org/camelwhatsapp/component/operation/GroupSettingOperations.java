package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.group.GroupSettings;
import org.camelwhatsapp.engine.group.GroupSettingsFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Names, descriptions and settings of groups. */
final class GroupSettingOperations implements OperationGroup {
    record Text(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("The new name, 1 to 100 characters.")
            String subject) {}

    record Description(
            @JsonPropertyDescription("The group.") Jid chat,

            @Nullable @JsonPropertyDescription("The new description, at most 2,048 characters; none takes it away.")
            String description) {}

    record Flag(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("Whether it is so from now on.")
            Boolean on) {}

    record Mode(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("ADMINS or MEMBERS.") GroupSettings.Who who) {}

    record Timer(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("86400, 604800 or 7776000 seconds; 0 for never.")
            Duration after) {}

    private interface FlagSetter {
        CompletionStage<Void> set(GroupSettingsFeature settings, Jid group, boolean on);
    }

    private interface ModeSetter {
        CompletionStage<Void> set(GroupSettingsFeature settings, Jid group, GroupSettings.Who who);
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("group.setSubject", Text.class)
                        .describedAs("Renames a group.")
                        .body("subject")
                        .fails("group-not-admin", "group-not-acceptable")
                        .serves("CH-69", "DG-140")
                        .performs((client, q) ->
                                client.with(GroupSettingsFeature.class, s -> s.setSubject(q.chat(), q.subject()))),
                Operation.named("group.setDescription", Description.class)
                        .describedAs("Says what a group is about.")
                        .body("description")
                        .fails("group-not-admin", "group-conflict")
                        .serves("CH-70", "DG-141")
                        .performs((client, q) -> client.with(
                                GroupSettingsFeature.class, s -> s.setDescription(q.chat(), q.description()))),
                flag(
                        "setAnnouncement",
                        "Says whether only admins send.",
                        GroupSettingsFeature::setAnnouncement,
                        "CH-72",
                        "DG-142"),
                flag(
                        "setLocked",
                        "Says whether only admins change name, picture and description.",
                        GroupSettingsFeature::setLocked,
                        "CH-72",
                        "DG-132"),
                flag("setApproval", "Says whether admins approve who joins.", GroupSettingsFeature::setApproval),
                flag(
                        "setFrequentlyForwarded",
                        "Says whether messages that were forwarded often may be sent there.",
                        GroupSettingsFeature::setFrequentlyForwarded),
                flag(
                        "setAdminReports",
                        "Says whether members may report messages to the admins.",
                        GroupSettingsFeature::setAdminReports),
                flag(
                        "setHistoryShared",
                        "Says whether new members get the history.",
                        GroupSettingsFeature::setHistoryShared),
                mode("setAdders", "Says who adds members.", GroupSettingsFeature::setAdders),
                mode("setLinkSharers", "Says who sees the invite link.", GroupSettingsFeature::setLinkSharers),
                mode(
                        "setHistorySharers",
                        "Says who gives new members the history.",
                        GroupSettingsFeature::setHistorySharers),
                Operation.named("group.setDisappearing", Timer.class)
                        .describedAs("Says after what time messages vanish.")
                        .body("after")
                        .fails("group-not-admin", "server-400")
                        .serves("DG-133")
                        .performs((client, q) ->
                                client.with(GroupSettingsFeature.class, s -> s.setDisappearing(q.chat(), q.after()))));
    }

    private static Operation<Flag> flag(String verb, String description, FlagSetter setter, String... serves) {
        return Operation.named("group." + verb, Flag.class)
                .describedAs(description)
                .body("on")
                .fails("group-not-admin", "group-not-member")
                .serves(serves)
                .performs((client, q) -> client.with(GroupSettingsFeature.class, s -> setter.set(s, q.chat(), q.on())));
    }

    private static Operation<Mode> mode(String verb, String description, ModeSetter setter) {
        return Operation.named("group." + verb, Mode.class)
                .describedAs(description)
                .body("who")
                .fails("group-not-admin", "group-not-member")
                .performs(
                        (client, q) -> client.with(GroupSettingsFeature.class, s -> setter.set(s, q.chat(), q.who())));
    }
}
