package org.camelwhatsapp.simulator.control;

import static org.camelwhatsapp.simulator.control.ControlCommands.CHAT;
import static org.camelwhatsapp.simulator.control.ControlCommands.PHONE;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.camelwhatsapp.simulator.PhoneHistory;

/** What a phone shares of the past with its linked devices. */
final class HistoryCommands {
    private static final int MOST_MESSAGES = 100_000;
    private static final int SEED = 1;

    private HistoryCommands() {}

    static void add(List<ControlCommand> all) {
        all.add(new ControlCommand(
                "sendHistory",
                "Sends made-up chats of the past to every linked device. The answer tells how many devices there are.",
                List.of(
                        PHONE,
                        ControlField.number("chats", "How many chats."),
                        ControlField.number("messages", "How many messages in each; 100,000 in all at most."),
                        ControlField.number("seed", "The same number makes the same chats.")
                                .optional(),
                        new ControlField(
                                "inline",
                                "boolean",
                                false,
                                List.of(),
                                "Whether they go in the message itself, not over the media host.")),
                HistoryCommands::send));
        all.add(new ControlCommand(
                "keepHistory",
                "Keeps texts of a chat that no device has; devices get them when they ask for older messages. The answer"
                        + " tells their ids.",
                List.of(
                        PHONE,
                        CHAT,
                        ControlField.list("texts", "Oldest first."),
                        ControlField.number(
                                "at", "When the first was written, in seconds since 1970; one each minute.")),
                HistoryCommands::keep));
    }

    private static Object send(ControlRequest q) {
        int chats = q.integer("chats", 1);
        int messages = q.integer("messages", 1);
        if (chats < 1 || messages < 1 || (long) chats * messages > MOST_MESSAGES) {
            throw new ControlException("chats, messages: from 1, and " + MOST_MESSAGES + " messages in all");
        }
        HistorySync part = PhoneHistory.invent(chats, messages, q.number("seed", SEED));
        PhoneHistory history = q.phone("phone").history();
        return (q.flag("inline") ? history.sendInline(part) : history.send(part)).size();
    }

    private static Object keep(ControlRequest q) {
        long at = q.number("at", 0);
        if (at < 1 || at > Integer.MAX_VALUE) {
            throw new ControlException("at: expected seconds since 1970");
        }
        List<WebMessageInfo> messages = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (String text : q.list("texts")) {
            ids.add(String.format("3EB0%016X", at + ids.size()));
            messages.add(PhoneHistory.text(q.jid("chat"), ids.get(ids.size() - 1), at + 60L * messages.size(), text));
        }
        q.phone("phone").history().keep(q.jid("chat"), messages);
        return ids;
    }
}
