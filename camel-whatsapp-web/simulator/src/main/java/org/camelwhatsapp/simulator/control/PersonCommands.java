package org.camelwhatsapp.simulator.control;

import static org.camelwhatsapp.simulator.control.ControlCommands.CHAT;
import static org.camelwhatsapp.simulator.control.ControlCommands.MESSAGE;
import static org.camelwhatsapp.simulator.control.ControlCommands.PHONE;

import java.util.List;
import java.util.function.BiConsumer;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.Phone;

/** What the person of a phone shows of themselves. */
final class PersonCommands {
    private static final ControlField USER = ControlField.text("user", "A number in digits or a JID.");

    private PersonCommands() {}

    static void add(List<ControlCommand> all) {
        all.add(does(
                "available",
                "Shows the account as there, or as gone.",
                List.of(PHONE, new ControlField("on", "boolean", true, List.of(), "Whether it is there.")),
                (phone, q) -> phone.profile().setAvailable(q.flag("on"))));
        all.add(does(
                "typing",
                "Shows that the person types, records, or does so no longer.",
                List.of(
                        PHONE,
                        CHAT,
                        ControlField.word("state", List.of("typing", "recording", "paused"), "What to show.")),
                (phone, q) -> phone.profile().showState(q.jid("chat"), state(q.text("state")))));
        all.add(does(
                "setAbout",
                "Changes the text about the account.",
                List.of(PHONE, ControlField.text("text", "The text.")),
                (phone, q) -> phone.profile().setAbout(q.text("text"))));
        all.add(does(
                "setPrivacy",
                "Changes one of the account's privacy settings.",
                List.of(
                        PHONE,
                        ControlField.text("setting", "Its name, such as last."),
                        ControlField.text("value", "Its value, such as contacts.")),
                (phone, q) -> phone.profile().setPrivacy(q.text("setting"), q.text("value"))));
        all.add(does(
                "block",
                "Blocks somebody.",
                List.of(PHONE, USER),
                (phone, q) -> phone.profile().block(q.jid("user"))));
        all.add(does(
                "hangUp",
                "Ends a call that the phone made.",
                List.of(
                        PHONE,
                        CHAT,
                        ControlField.text("callId", "The call."),
                        ControlField.text("reason", "Such as timeout.")),
                (phone, q) -> phone.profile().hangUp(q.jid("chat"), q.text("callId"), q.text("reason"))));
        all.add(new ControlCommand(
                "postStatus",
                "Posts a text as a status for everybody. The answer is its id.",
                List.of(PHONE, ControlField.text("text", "The text.")),
                q -> q.phone("phone")
                        .statuses()
                        .post(Message.newBuilder()
                                .setConversation(q.text("text"))
                                .build())));
        all.add(does(
                "viewStatus",
                "Looks at somebody's status.",
                List.of(PHONE, MESSAGE),
                (phone, q) -> phone.statuses().view(q.shown(phone, "messageId"))));
    }

    private static Node state(String word) {
        return switch (word) {
            case "typing" -> Node.of("composing");
            case "recording" -> Node.builder("composing").attr("media", "audio").build();
            default -> Node.of("paused");
        };
    }

    /** A command without an answer. */
    static ControlCommand does(
            String name, String description, List<ControlField> fields, BiConsumer<Phone, ControlRequest> action) {
        return new ControlCommand(name, description, fields, q -> {
            action.accept(q.phone("phone"), q);
            return null;
        });
    }
}
