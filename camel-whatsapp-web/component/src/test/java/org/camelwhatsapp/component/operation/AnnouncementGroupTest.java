package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.community.SubGroup;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.CommentContent;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.camelwhatsapp.simulator.phone.ReceivedMessage.Reporting;
import org.junit.jupiter.api.Test;

/** Where a community's admins write, others react and comment in secret. */
class AnnouncementGroupTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";

    private Jid announcementGroup(String subject) {
        Jid community = perform(GroupInfo.class, "community.create", Map.of("subject", subject))
                .jid();
        Object groups = Objects.requireNonNull(perform("community.groups", Map.of("community", community)));
        Jid group = ((SubGroup) ((List<?>) groups).get(0)).jid();
        perform("group.add", Map.of("chat", group, "members", List.of(CUSTOMER)));
        return group;
    }

    private ReceivedMessage send(Jid chat, String operation, Object... namesAndValues) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("chat", chat.toString());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        SendResult sent = perform(SendResult.class, operation, fields);
        return customer.await(m -> m.id().equals(sent.id()), PATIENCE);
    }

    private MessageContent received(String id) {
        return await(MessageReceived.class, event -> event.message().key().id().equals(id))
                .message()
                .content();
    }

    @Test
    @RouteTestOf(
            operations = {"message.send", "message.react", "message.comment"},
            events = "message")
    void reactsAndCommentsInSecretBothWays() {
        Jid group = announcementGroup("Town");
        ReceivedMessage post = send(group, "message.send", "text", "news");
        assertThat(post.message().getMessageContextInfo().getMessageSecret().size())
                .isEqualTo(32);
        assertThat(post.reporting()).isEqualTo(Reporting.GENUINE);
        assertThat(received(customer.polls().react(group, post.id(), "👍")))
                .isInstanceOfSatisfying(ReactionContent.class, reaction -> {
                    assertThat(reaction.target().id()).isEqualTo(post.id());
                    assertThat(reaction.emoji()).isEqualTo("👍");
                });
        assertThat(received(customer.polls().comment(group, post.id(), "good news")))
                .isInstanceOfSatisfying(CommentContent.class, comment -> {
                    assertThat(comment.target().id()).isEqualTo(post.id());
                    assertThat(comment.text()).isEqualTo("good news");
                });
        ReceivedMessage reaction =
                send(group, "message.react", "targetId", post.id(), "targetFromMe", true, "emoji", "🙏");
        assertThat(customer.polls().readReaction(reaction)).isEqualTo("🙏");
        ReceivedMessage comment =
                send(group, "message.comment", "targetId", post.id(), "targetFromMe", true, "text", "more soon");
        assertThat(comment.message()
                        .getEncCommentMessage()
                        .getTargetMessageKey()
                        .getId())
                .isEqualTo(post.id());
    }

    @Test
    @RouteTestOf(operations = "message.send", events = "message")
    void believesSecretEditsOfTheAuthorOnly() {
        Jid group = announcementGroup("Hill");
        ReceivedMessage post = send(group, "message.send", "text", "closed on Monday");
        assertThat(received(customer.polls().edit(group, post.id(), "closed on Sunday")))
                .isEqualTo(new UnknownContent("secretEncryptedMessage"));
        String theirs = customer.polls().tell(own.phoneJid(), "at noon");
        received(theirs);
        assertThat(received(customer.polls().edit(own.phoneJid(), theirs, "at one")))
                .isInstanceOfSatisfying(EditContent.class, edit -> {
                    assertThat(edit.target().id()).isEqualTo(theirs);
                    assertThat(edit.text()).isEqualTo("at one");
                });
    }

    @Test
    @RouteTestOf(operations = "message.poll", events = "message")
    void asksInTheFormOfAnnouncementGroups() {
        Jid group = announcementGroup("Square");
        List<String> options = List.of("red", "blue");
        for (int selectable : new int[] {1, 0}) {
            ReceivedMessage poll =
                    send(group, "message.poll", "question", "Which?", "options", options, "selectable", selectable);
            assertThat(poll.message().getPollCreationMessageV2().getSelectableOptionsCount())
                    .isEqualTo(selectable);
            assertThat(poll.message().hasPollCreationMessage()).isFalse();
            assertThat(poll.message().hasPollCreationMessageV3()).isFalse();
            assertThat(poll.reporting()).isEqualTo(Reporting.GENUINE);
            assertThat(received(customer.polls().vote(group, poll.id(), "blue")))
                    .isInstanceOfSatisfying(
                            PollVoteContent.class,
                            vote -> assertThat(vote.options()).containsExactly("blue"));
        }
        ReceivedMessage quiz =
                send(group, "message.poll", "question", "2+2?", "options", List.of("3", "4"), "correctAnswer", "4");
        assertThat(quiz.message().hasPollCreationMessageV5()).isTrue();
    }

    @Test
    @RouteTestOf(operations = "message.react")
    void reactsInTheOpenWhereThereIsNoSecret() {
        Jid group = announcementGroup("Village");
        String theirs = customer.sendText(group, "without a secret");
        received(theirs);
        ReceivedMessage reaction =
                send(group, "message.react", "targetId", theirs, "targetSender", CUSTOMER, "emoji", "👍");
        assertThat(reaction.message().getReactionMessage().getText()).isEqualTo("👍");
        Jid ordinary = perform(
                        GroupInfo.class, "group.create", Map.of("subject", "Street", "members", List.of(CUSTOMER)))
                .jid();
        ReceivedMessage text = send(ordinary, "message.send", "text", "hello");
        assertThat(text.message().hasMessageContextInfo()).isFalse();
        assertThat(send(ordinary, "message.react", "targetId", text.id(), "targetFromMe", true, "emoji", "👍")
                        .message()
                        .hasReactionMessage())
                .isTrue();
    }
}
