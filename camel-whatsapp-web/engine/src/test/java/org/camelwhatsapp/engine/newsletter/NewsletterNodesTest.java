package org.camelwhatsapp.engine.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;

class NewsletterNodesTest {
    private static Node count(String tag, long count) {
        return Node.builder(tag).attr("count", count).build();
    }

    @Test
    void readsAPostWithItsCounts() {
        Node node = Answers.post(101, Answers.text("hello"))
                .attr("is_sender", "true")
                .child(count("views_count", 7))
                .child(count("forwards_count", 2))
                .child(count("responses_count", 1))
                .child(Node.of(
                        "reactions",
                        Node.builder("reaction")
                                .attr("code", "👍")
                                .attr("count", 3)
                                .build(),
                        Node.builder("reaction")
                                .attr("code", "🎉")
                                .attr("count", 1)
                                .attr("is_sender", "1")
                                .build()))
                .build();
        NewsletterMessage message = NewsletterNodes.message(Answers.NEWS, node);
        assertThat(message.id()).isEqualTo("ID101");
        assertThat(message.serverId()).isEqualTo(101);
        assertThat(message.timestamp()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        assertThat(message.mine()).isTrue();
        assertThat(message.edited()).isNull();
        assertThat(message.content()).isEqualTo(new TextContent("hello"));
        assertThat(message.raw()).isEqualTo(Answers.text("hello"));
        assertThat(message.counts())
                .isEqualTo(new NewsletterCounts(7, 2, 1, Map.of("👍", 3L, "🎉", 1L), "🎉", Map.of()));
        assertThat(message.toString()).doesNotContain("hello");
    }

    @Test
    void readsNewVersionsAndWhatWasTakenBack() {
        Node meta = Node.builder("meta")
                .attr("msg_edit_t", 1_700_000_050_123L)
                .attr("original_msg_t", 1_700_000_000)
                .build();
        NewsletterMessage edited = NewsletterNodes.message(
                Answers.NEWS,
                Answers.post(1, Answers.text("new"))
                        .attr("edit", "3")
                        .child(meta)
                        .build());
        assertThat(edited.edited()).isEqualTo(Instant.ofEpochMilli(1_700_000_050_123L));
        assertThat(edited.deleted()).isFalse();
        NewsletterMessage gone = NewsletterNodes.message(
                Answers.NEWS,
                Answers.post(1, new byte[0]).attr("edit", "8").child(meta).build());
        assertThat(gone.deleted()).isTrue();
        assertThat(gone.content()).isNull();
    }

    @Test
    void namesTheAnswersOfAPoll() {
        Node votes = Node.of(
                "votes",
                Node.builder("vote")
                        .attr("count", 5)
                        .bytes(NewsletterNodes.hash("now"))
                        .build(),
                Node.builder("vote").attr("count", 1).bytes(new byte[] {1, 2}).build());
        byte[] poll = Message.newBuilder()
                .setPollCreationMessageV3(Message.PollCreationMessage.newBuilder()
                        .setName("When?")
                        .addOptions(
                                Message.PollCreationMessage.Option.newBuilder().setOptionName("now"))
                        .addOptions(
                                Message.PollCreationMessage.Option.newBuilder().setOptionName("later")))
                .build()
                .toByteArray();
        assertThat(NewsletterNodes.message(
                                Answers.NEWS, Answers.post(1, poll).child(votes).build())
                        .counts()
                        .votes())
                .isEqualTo(Map.of("now", 5L, "0102", 1L));
        Node counted = Node.builder("message").attr("server_id", 1).child(votes).build();
        assertThat(NewsletterNodes.message(Answers.NEWS, counted).counts().votes())
                .containsEntry("ed5eb9a37e2d8231af3388319b941995f6dc8755c56043d0cc52b5fe405a87de", 5L);
    }

    @Test
    void onePostThatCannotBeReadLeavesTheOthers() {
        Node list = Node.of(
                "messages",
                Answers.post(1, new byte[] {(byte) 0xFF, 1}).build(),
                Answers.post(2, Answers.text("fine")).build());
        List<NewsletterMessage> messages = NewsletterNodes.messages(Answers.NEWS, list);
        assertThat(messages)
                .extracting(NewsletterMessage::content)
                .containsExactly(new UnknownContent(""), new TextContent("fine"));
    }

    @Test
    void unwrapsFilesWithTexts() {
        byte[] wrapped = Message.newBuilder()
                .setEphemeralMessage(Message.FutureProofMessage.newBuilder()
                        .setMessage(Message.newBuilder().setConversation("inside")))
                .build()
                .toByteArray();
        assertThat(NewsletterNodes.message(
                                Answers.NEWS, Answers.post(1, wrapped).build())
                        .content())
                .isEqualTo(new TextContent("inside"));
    }

    @Test
    void refusesWhatIsNoPost() {
        assertThatThrownBy(() -> NewsletterNodes.message(Answers.NEWS, Node.of("message")))
                .isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> NewsletterNodes.message(
                        Answers.NEWS,
                        Answers.post(1, new byte[0]).attr("t", Long.MAX_VALUE).build()))
                .isInstanceOf(MalformedNodeException.class);
    }
}
