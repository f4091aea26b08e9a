package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.CommentContent;
import org.camelwhatsapp.engine.message.content.DisappearingContent;
import org.camelwhatsapp.engine.message.content.EventResponseContent;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.MemberLabelContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** What is said about other messages, and the timer of a conversation. */
final class AddOnOperations implements OperationGroup {
    private static final Duration WEEK = Duration.ofDays(7);

    /** A request about another message. */
    private interface About {
        TargetMessage target();
    }

    record Vote(
            @Flat TargetMessage target,

            @JsonPropertyDescription("The chosen answers, word for word; none takes the vote back.")
            List<String> options)
            implements About {}

    record Respond(
            @Flat TargetMessage target,

            @JsonPropertyDescription("GOING, NOT_GOING or MAYBE.")
            EventResponseContent.Response response,

            @Nullable @JsonPropertyDescription("How many guests one brings.")
            Integer extraGuests)
            implements About {}

    record Comment(
            @Flat TargetMessage target,
            @JsonPropertyDescription("The comment.") String text) implements About {}

    record Pin(
            @Flat TargetMessage target,

            @JsonPropertyDescription("Whether it is pinned from now on.")
            Boolean on,

            @Nullable @JsonPropertyDescription("How long: 86400, 604800 or 2592000 seconds; a week unless given.")
            Duration duration)
            implements About {}

    record Keep(
            @Flat TargetMessage target,

            @JsonPropertyDescription("Whether it is kept from now on.")
            Boolean on) implements About {}

    record Label(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("At most 30 characters; the empty text takes it away.")
            String label) {}

    record Timer(
            @JsonPropertyDescription("The conversation with a user.")
            Jid chat,

            @JsonPropertyDescription("86400, 604800 or 7776000 seconds; 0 for never.")
            Duration after) {}

    private static <Q extends Record & About> Operation<Q> about(
            Operation.Builder<Q> builder, Function<Q, MessageContent> content) {
        return builder.answers(SendResult.class)
                .fails("send-N", "send-refused", "invalid-content")
                .performs((client, q) -> client.send(q.target().chat(), content.apply(q), SendOptions.NONE));
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                about(
                        Operation.named("message.vote", Vote.class)
                                .describedAs("Votes in a poll that was sent or received here.")
                                .body("options"),
                        q -> new PollVoteContent(q.target().key(), q.options())),
                about(
                        Operation.named("message.respond", Respond.class)
                                .describedAs("Says whether one comes to an event that was sent or received here.")
                                .body("response"),
                        q -> new EventResponseContent(
                                q.target().key(), q.response(), q.extraGuests() == null ? 0 : q.extraGuests())),
                about(
                        Operation.named("message.comment", Comment.class)
                                .describedAs("Comments on a message of a community's announcement group.")
                                .body("text"),
                        q -> new CommentContent(q.target().key(), q.text())),
                about(
                        Operation.named("message.pin", Pin.class)
                                .describedAs("Pins a message for everybody in the conversation, or takes the pin off.")
                                .body("on"),
                        q -> new PinContent(q.target().key(), q.on(), q.duration() == null ? WEEK : q.duration())),
                about(
                        Operation.named("message.keep", Keep.class)
                                .describedAs("Keeps a message of a conversation whose messages vanish, or lets it go.")
                                .body("on"),
                        q -> new KeepContent(q.target().key(), q.on())),
                Operation.named("chat.setDisappearing", Timer.class)
                        .describedAs(
                                "Says after what time messages with a user vanish. For groups: group.setDisappearing.")
                        .body("after")
                        .answers(SendResult.class)
                        .fails("send-N", "invalid-content")
                        .performs((client, q) ->
                                client.send(q.chat(), new DisappearingContent(q.after()), SendOptions.NONE)),
                Operation.named("group.setMemberLabel", Label.class)
                        .describedAs("Says what one calls oneself in a group, shown to the others beside one's name.")
                        .body("label")
                        .answers(SendResult.class)
                        .fails("send-N", "invalid-content")
                        .performs((client, q) ->
                                client.send(q.chat(), new MemberLabelContent(q.label()), SendOptions.NONE)));
    }
}
