package org.camelwhatsapp.simulator.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.camelwhatsapp.simulator.server.Registrations;

/** The list of commands: HTTP and its description are made from it. */
final class ControlCommands {
    static final ControlField PHONE = ControlField.text("phone", "The account's number in digits.");
    static final ControlField MESSAGE = ControlField.text("messageId", "The message.");
    static final ControlField CHAT = ControlField.text("chat", "A number in digits or a JID.");

    private ControlCommands() {}

    static Map<String, ControlCommand> of(Simulator simulator) {
        List<ControlCommand> all = new ArrayList<>();
        accounts(simulator, all);
        messages(all);
        GroupCommands.add(all);
        faults(simulator, all);
        CrowdCommands.add(simulator, all);
        PersonCommands.add(all);
        HistoryCommands.add(all);
        RepairCommands.add(all);
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
                List.of(
                        PHONE,
                        ControlField.text("qr", "The text of the code."),
                        ControlField.word(
                                        "flaw",
                                        names(Registrations.Flaw.values()),
                                        "What is wrong with the phone's answer; NONE unless given.")
                                .optional()),
                q -> {
                    q.phone("phone").scan(q.text("qr"), Registrations.Flaw.valueOf(q.text("flaw", "NONE")));
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
                    q.phone("phone").unlink(q.integer("device", 0));
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
                "edit",
                "Replaces the text of a message that the phone sent. The answer is the edit's id.",
                List.of(PHONE, CHAT, MESSAGE, ControlField.text("text", "The new text.")),
                q -> q.phone("phone").edit(q.jid("chat"), q.text("messageId"), q.text("text"))));
        all.add(new ControlCommand(
                "revoke",
                "Takes back a message that the phone sent. The answer is the id of the message that says so.",
                List.of(PHONE, CHAT, MESSAGE),
                q -> q.phone("phone").revoke(q.jid("chat"), q.text("messageId"))));
        all.add(new ControlCommand(
                "markRead", "Tells the sender that the phone's person read a message.", List.of(PHONE, MESSAGE), q -> {
                    Phone phone = q.phone("phone");
                    phone.markRead(q.shown(phone, "messageId"));
                    return null;
                }));
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
        return new FaultSpec(
                FaultStep.valueOf(q.text("step")),
                FaultEffect.valueOf(q.text("effect")),
                q.textOrNull("tag"),
                q.textOrNull("type"),
                q.textOrNull("namespace"),
                q.integer("times", 1),
                q.number("delayMillis", 1),
                q.integer("code", 500));
    }
}
