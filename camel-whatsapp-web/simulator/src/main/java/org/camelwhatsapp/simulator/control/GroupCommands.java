package org.camelwhatsapp.simulator.control;

import static org.camelwhatsapp.simulator.control.ControlCommands.PHONE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the person of a phone does with groups. */
final class GroupCommands {
    private static final ControlField GROUP = ControlField.text("group", "The group's JID.");

    private GroupCommands() {}

    static void add(List<ControlCommand> all) {
        all.add(new ControlCommand(
                "createGroup",
                "Makes a group with the phone. The answer is its JID.",
                List.of(
                        PHONE,
                        ControlField.text("subject", "Its name."),
                        ControlField.list("members", "Numbers in digits or JIDs.")),
                q -> q.phone("phone")
                        .groups()
                        .create(q.text("subject"), q.jids("members"))
                        .toString()));
        all.add(new ControlCommand(
                "changeGroup",
                "Changes members with the phone.",
                List.of(
                        PHONE,
                        GROUP,
                        ControlField.word("change", List.of("add", "remove", "promote", "demote"), "What to do."),
                        ControlField.list("members", "Numbers in digits or JIDs.")),
                q -> {
                    q.phone("phone").groups().change(q.jid("group"), q.text("change"), q.jids("members"));
                    return null;
                }));
        all.add(new ControlCommand(
                "groupMembers", "Tells the members' numbers and roles.", List.of(PHONE, GROUP), q -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    q.phone("phone")
                            .groups()
                            .members(q.jid("group"))
                            .forEach((number, role) -> members.put(number, role.name()));
                    return members;
                }));
        all.add(new ControlCommand(
                "renameGroup",
                "Changes the group's name with the phone.",
                List.of(PHONE, GROUP, ControlField.text("subject", "Its new name.")),
                q -> {
                    q.phone("phone").groups().setSubject(q.jid("group"), q.text("subject"));
                    return null;
                }));
        all.add(new ControlCommand("leaveGroup", "Leaves a group with the phone.", List.of(PHONE, GROUP), q -> {
            q.phone("phone").groups().leave(q.jid("group"));
            return null;
        }));
        all.add(new ControlCommand(
                "inviteCode",
                "Tells the code at the end of the group's invite link.",
                List.of(PHONE, GROUP),
                q -> q.phone("phone").groups().inviteCode(q.jid("group"))));
        all.add(new ControlCommand(
                "joinGroup",
                "Joins with the phone by an invite code. The answer is whether an admin has to approve.",
                List.of(PHONE, ControlField.text("code", "The code at the end of the link.")),
                q -> q.phone("phone").groups().join(q.text("code"))));
    }
}
