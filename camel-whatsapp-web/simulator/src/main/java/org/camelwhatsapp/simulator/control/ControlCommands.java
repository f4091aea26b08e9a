package org.camelwhatsapp.simulator.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;

/** The list of commands: HTTP and its description are made from it. */
final class ControlCommands {
    private static final ControlField PHONE = ControlField.text("phone", "The account's number in digits.");
    private static final ControlField CHAT = ControlField.text("chat", "A number in digits or a JID.");
    private static final ControlField GROUP = ControlField.text("group", "The group's JID.");

    private ControlCommands() {}

    static Map<String, ControlCommand> of(Simulator simulator) {
        List<ControlCommand> all = new ArrayList<>();
        accounts(simulator, all);
        messages(all);
        groups(all);
        faults(simulator, all);
        CrowdCommands.add(simulator, all);
        Map<String, ControlCommand> byName = new LinkedHashMap<>();
        all.forEach(command -> byName.put(command.name(), command));
        return byName;
    }

    private static void accounts(Simulator simulator, List<ControlCommand> all) {
        all.add(new ControlCommand(
                "addAccount",
                "Makes an account with a phone. The answer tells its addresses.",
                List.of(PHONE, ControlField.text("name", "The name others see.")),
                q -> {
                    var phone = simulator.addAccount(q.text("phone"), q.text("name"));
                    return Map.of(
                            "jid",
                            phone.phoneJid().toString(),
                            "lid",
                            phone.lid().toString());
                }));
        all.add(new ControlCommand(
                "scan",
                "Scans a QR code with the phone, and so links the device that shows it.",
                List.of(PHONE, ControlField.text("qr", "The text of the code.")),
                q -> {
                    q.phone("phone").scan(q.text("qr"));
                    return null;
                }));
        all.add(new ControlCommand(
                "enterCode",
                "Types a link code into the phone.",
                List.of(PHONE, ControlField.text("code", "Eight characters.")),
                q -> {
                    q.phone("phone").enterCode(q.text("code"));
                    return null;
                }));
        all.add(new ControlCommand(
                "devices",
                "Tells the numbers of the account's linked devices.",
                List.of(PHONE),
                q -> q.phone("phone").linkedDevices()));
        all.add(new ControlCommand(
                "unlink",
                "Removes a linked device.",
                List.of(PHONE, ControlField.number("device", "Its number.")),
                q -> {
                    q.phone("phone").unlink((int) q.number("device", 0));
                    return null;
                }));
        all.add(new ControlCommand(
                "online",
                "Takes the phone online, or offline: what comes then waits.",
                List.of(PHONE, new ControlField("on", "boolean", true, List.of(), "Whether it is online.")),
                q -> {
                    if (q.flag("on")) {
                        q.phone("phone").goOnline();
                    } else {
                        q.phone("phone").goOffline();
                    }
                    return null;
                }));
    }

    private static void messages(List<ControlCommand> all) {
        all.add(new ControlCommand(
                "sendText",
                "Sends a text from the phone. The answer is the message's id.",
                List.of(PHONE, CHAT, ControlField.text("text", "The text.")),
                q -> q.phone("phone").sendText(q.jid("chat"), q.text("text"))));
        all.add(new ControlCommand(
                "react",
                "Reacts to a message of the other side.",
                List.of(
                        PHONE,
                        CHAT,
                        ControlField.text("messageId", "The message."),
                        ControlField.text("emoji", "One emoji; empty takes it back.")),
                q -> q.phone("phone").react(q.jid("chat"), q.text("messageId"), q.text("emoji"))));
        all.add(new ControlCommand(
                "ask",
                "Sends a poll with one choice.",
                List.of(
                        PHONE,
                        CHAT,
                        ControlField.text("question", "The question."),
                        ControlField.list("options", "The answers.")),
                q -> q.phone("phone")
                        .polls()
                        .ask(
                                q.jid("chat"),
                                q.text("question"),
                                q.list("options").toArray(new String[0]))));
        all.add(new ControlCommand(
                "vote",
                "Votes in a poll that the phone received.",
                List.of(
                        PHONE,
                        CHAT,
                        ControlField.text("messageId", "The poll."),
                        ControlField.list("options", "The chosen answers.")),
                q -> q.phone("phone")
                        .polls()
                        .vote(
                                q.jid("chat"),
                                q.text("messageId"),
                                q.list("options").toArray(new String[0]))));
        all.add(new ControlCommand(
                "call",
                "Calls somebody with the phone. The answer is the call's id.",
                List.of(PHONE, CHAT),
                q -> q.phone("phone").profile().call(q.jid("chat"), false)));
        all.add(new ControlCommand(
                "inbox",
                "Tells the texts the phone shows, oldest first.",
                List.of(PHONE),
                q -> q.phone("phone").inbox().stream()
                        .map(ControlCommands::message)
                        .toList()));
    }

    private static Map<String, Object> message(ReceivedMessage message) {
        return Map.of(
                "id", message.id(),
                "chat", message.chat().toString(),
                "sender", message.sender().toString(),
                "text", message.text());
    }

    private static void groups(List<ControlCommand> all) {
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
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static void faults(Simulator simulator, List<ControlCommand> all) {
        all.add(new ControlCommand(
                "addFault",
                "Lets something go wrong.",
                List.of(
                        ControlField.word("step", names(FaultStep.values()), "Where."),
                        ControlField.word("effect", names(FaultEffect.values()), "What."),
                        ControlField.text("tag", "Only stanzas with this tag.").optional(),
                        ControlField.text("type", "Only stanzas with this type.")
                                .optional(),
                        ControlField.text("namespace", "Only requests of this namespace.")
                                .optional(),
                        ControlField.number("times", "How often; once unless given.")
                                .optional(),
                        ControlField.number("delayMillis", "For DELAY; for REFUSE how long to wait.")
                                .optional(),
                        ControlField.number("code", "For REFUSE.").optional()),
                q -> {
                    simulator.faults().add(fault(q));
                    return null;
                }));
        all.add(new ControlCommand("clearFaults", "Takes all faults back.", List.of(), q -> {
            simulator.faults().clear();
            return null;
        }));
        all.add(new ControlCommand("restart", "Closes every connection, as a server's restart does.", List.of(), q -> {
            simulator.restart();
            return null;
        }));
        all.add(new ControlCommand("expireMedia", "Makes the media host forget every file.", List.of(), q -> {
            simulator.expireMedia();
            return null;
        }));
        all.add(new ControlCommand(
                "state",
                "Tells how many devices are connected and how many faults wait.",
                List.of(),
                q -> Map.of(
                        "onlineDevices",
                        simulator.onlineDevices(),
                        "faults",
                        simulator.faults().waiting().size())));
    }

    private static FaultSpec fault(ControlRequest q) {
        try {
            return new FaultSpec(
                    FaultStep.valueOf(q.text("step")),
                    FaultEffect.valueOf(q.text("effect")),
                    q.textOrNull("tag"),
                    q.textOrNull("type"),
                    q.textOrNull("namespace"),
                    Math.toIntExact(q.number("times", 1)),
                    q.number("delayMillis", 1),
                    Math.toIntExact(q.number("code", 500)));
        } catch (ArithmeticException e) {
            throw new ControlException("a number is too large");
        }
    }
}
