package org.camelwhatsapp.simulator.control;

import static org.camelwhatsapp.simulator.control.ControlCommands.MESSAGE;
import static org.camelwhatsapp.simulator.control.ControlCommands.PHONE;
import static org.camelwhatsapp.simulator.control.PersonCommands.does;

import java.util.List;

/** What puts the keys and sessions of others to the test. */
final class RepairCommands {
    private RepairCommands() {}

    static void add(List<ControlCommand> all) {
        all.add(does(
                "askAgain",
                "Pretends that the phone could not read a message, and asks its sender for it once more.",
                List.of(
                        PHONE,
                        MESSAGE,
                        ControlField.number("count", "Which attempt it is; 1 unless given.")
                                .optional()),
                (phone, q) -> phone.askAgain(q.shown(phone, "messageId"), q.integer("count", 1), null)));
        all.add(does(
                "announceNewIdentity",
                "Tells everybody that the phone registered anew.",
                List.of(PHONE),
                (phone, q) -> phone.announceNewIdentity()));
        all.add(does(
                "spoilSignedPreKey",
                "Makes the signature of the phone's published key wrong.",
                List.of(PHONE),
                (phone, q) -> phone.spoilSignedPreKey()));
        all.add(does(
                "usePreKeys",
                "Lets strangers use up the one-time keys of a linked device.",
                List.of(
                        PHONE,
                        ControlField.number("device", "Its number."),
                        ControlField.number("left", "How many are left then.")),
                (phone, q) -> phone.usePreKeys(q.integer("device", 0), q.integer("left", 0))));
    }
}
