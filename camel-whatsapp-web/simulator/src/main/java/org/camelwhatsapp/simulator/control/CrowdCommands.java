package org.camelwhatsapp.simulator.control;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;

/** Commands for many accounts at once, as a load test needs them. Their numbers follow each other. */
final class CrowdCommands {
    private static final long SMALLEST = 10_000;
    private static final long LARGEST = 1_000_000_000_000_000L;
    private static final long MOST_ACCOUNTS = 5_000;
    private static final long MOST_MESSAGES = 10_000;
    private static final ControlField FIRST = ControlField.text("first", "The number of the first account in digits.");
    private static final ControlField COUNT = ControlField.number("count", "How many accounts.");

    private CrowdCommands() {}

    static void add(Simulator simulator, List<ControlCommand> all) {
        all.add(new ControlCommand(
                "addCrowd",
                "Makes accounts with numbers that follow each other. The answer tells their LIDs.",
                List.of(
                        FIRST,
                        COUNT,
                        new ControlField(
                                "deaf", "boolean", false, List.of(), "Whether their phones drop whatever comes.")),
                q -> addCrowd(simulator, q)));
        all.add(new ControlCommand(
                "burst",
                "Lets each phone in turn send a text, until there are so many. In a group, the key goes only to those who"
                        + " have not got it. The answer is the number of messages.",
                List.of(
                        FIRST,
                        COUNT,
                        ControlField.text("chat", "A number in digits or a JID."),
                        ControlField.number("messages", "How many messages.")),
                q -> burst(simulator, q)));
        all.add(new ControlCommand(
                "inboxSizes",
                "Tells how many messages these phones show, all together.",
                List.of(FIRST, COUNT),
                q -> phones(simulator, q).stream().mapToInt(Phone::inboxSize).sum()));
        all.add(new ControlCommand(
                "forward",
                "Sends a message that the phone shows on to a chat. The answer is the new message's id.",
                List.of(
                        ControlField.text("phone", "The account's number in digits."),
                        ControlField.text("messageId", "The message."),
                        ControlField.text("chat", "A number in digits or a JID.")),
                CrowdCommands::forward));
    }

    private static Object addCrowd(Simulator simulator, ControlRequest q) {
        List<String> lids = new ArrayList<>();
        List<String> numbers = numbers(q);
        for (String number : numbers) {
            if (simulator.phone(number) != null) {
                throw new ControlException("first: the number " + number + " is taken");
            }
        }
        for (String number : numbers) {
            Phone phone = simulator.addAccount(number, "Member " + number);
            if (q.flag("deaf")) {
                phone.setDeaf();
            }
            lids.add(phone.lid().toString());
        }
        return lids;
    }

    private static Object burst(Simulator simulator, ControlRequest q) {
        List<Phone> phones = phones(simulator, q);
        Jid chat = q.jid("chat");
        long messages = bounded("messages", q.number("messages", 1), MOST_MESSAGES);
        for (int i = 0; i < messages; i++) {
            phones.get(i % phones.size()).sendNextText(chat, "message " + i);
        }
        return messages;
    }

    private static Object forward(ControlRequest q) {
        Phone phone = q.phone("phone");
        return phone.send(q.jid("chat"), q.shown(phone, "messageId").message());
    }

    private static List<Phone> phones(Simulator simulator, ControlRequest q) {
        List<Phone> phones = new ArrayList<>();
        for (String number : numbers(q)) {
            Phone phone = simulator.phone(number);
            if (phone == null) {
                throw new ControlException("first: no account has the number " + number);
            }
            phones.add(phone);
        }
        return phones;
    }

    private static List<String> numbers(ControlRequest q) {
        long count = bounded("count", q.number("count", 1), MOST_ACCOUNTS);
        long first;
        try {
            first = Long.parseLong(q.text("first"));
        } catch (NumberFormatException e) {
            throw new ControlException("first: expected a number in digits");
        }
        if (first < SMALLEST || first > LARGEST - count) {
            throw new ControlException("first: expected a number of 5 to 15 digits");
        }
        List<String> numbers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            numbers.add(Long.toString(first + i));
        }
        return numbers;
    }

    private static long bounded(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new ControlException(name + ": from 1 to " + most);
        }
        return value;
    }
}
