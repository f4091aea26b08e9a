package org.camelwhatsapp.engine.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contents as protobuf and back; files have a test of their own. */
class ContentCodecTest {
    private static final MessageKey KEY =
            new MessageKey(Jid.group("120363000000000001"), "3EB0AA", false, Jid.lid("100000000000001"));

    static Stream<MessageContent> contents() {
        return Stream.of(
                new TextContent("hello"),
                new TextContent("see https://x.org", new LinkPreview("https://x.org", "t", null, null)),
                new LocationContent(1.5, -2.5, "place", null),
                new LiveLocationContent(1.5, -2.5, 10, 1.5f, 90, "on my way", 3),
                new ContactContent("A", "BEGIN:VCARD"),
                new ContactsContent("2", List.of(new ContactContent("A", "a"), new ContactContent("B", "b"))),
                new PollContent("Q", List.of("a", "b"), 1),
                new PollContent("Q", List.of("a", "b", "c"), 0),
                new PollContent("Q", List.of("a", "b"), 1, PollRules.quiz("b")),
                new PollContent("Q", List.of("a", "b"), 0, new PollRules(null, null, true, false)),
                new PollContent("Q", List.of("a", "b"), 1, new PollRules("a", null, false, true)),
                new EventInviteContent(
                        "3EB0",
                        "E",
                        Instant.ofEpochSecond(10),
                        Instant.ofEpochSecond(20),
                        "come",
                        "https://call",
                        true),
                new EventContent(
                        "E",
                        "d",
                        Instant.ofEpochSecond(10),
                        Instant.ofEpochSecond(20),
                        new LocationContent(1, 2, null, "street"),
                        "https://call",
                        true,
                        false),
                new PhoneNumberRequestContent(),
                new ReactionContent(KEY, "👍"),
                new EditContent(KEY, "new"),
                new RevokeContent(KEY),
                new PinContent(KEY, true, Duration.ofDays(7)),
                new PinContent(KEY, false, Duration.ZERO),
                new KeepContent(KEY, false),
                new DisappearingContent(Duration.ofDays(90)),
                new GroupInviteContent(Jid.group("120363000000000001"), "code", Instant.ofEpochSecond(99), "G", "come"),
                new NewsletterInviteContent(
                        Jid.of("120363000000000001", Jid.NEWSLETTER_SERVER),
                        "N",
                        Instant.ofEpochSecond(99),
                        "on my way",
                        null));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void readsWhatItWrites(MessageContent content) throws InvalidProtocolBufferException {
        Message message = Message.parseFrom(
                ContentCodec.toProto(content, 1_700_000_000_000L).toByteArray());
        Message inner = message.hasEditedMessage() ? message.getEditedMessage().getMessage() : message;
        assertThat(ContentCodec.fromProto(inner)).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void neverPrintsWhatAMessageSays(MessageContent content) {
        assertThat(content.toString())
                .doesNotContain("hello")
                .doesNotContain("code")
                .doesNotContain("on my way");
    }

    @Test
    void choosesTheVersionOfThePoll() {
        List<String> options = List.of("a", "b");
        assertThat(ContentCodec.toProto(new PollContent("Q", options, 1), 0).hasPollCreationMessageV3())
                .isTrue();
        assertThat(ContentCodec.toProto(new PollContent("Q", options, 2), 0).hasPollCreationMessage())
                .isTrue();
        Message quiz = ContentCodec.toProto(new PollContent("Q", options, 1, PollRules.quiz("a")), 0);
        assertThat(quiz.getPollCreationMessageV5().getPollType()).isEqualTo(Message.PollType.QUIZ);
        Message hidden =
                ContentCodec.toProto(new PollContent("Q", options, 1, new PollRules("a", null, true, true)), 0);
        assertThat(hidden.getPollCreationMessageV6().getHideParticipantName()).isTrue();
        assertThat(hidden.getPollCreationMessageV6().getCorrectAnswer().getOptionName())
                .isEqualTo("a");
        assertThatThrownBy(() -> new PollContent("Q", options, 1, PollRules.quiz("c")))
                .isInstanceOf(InvalidContentException.class);
        PollRules ending = new PollRules(null, Instant.ofEpochSecond(1_900_000_000L), false, false);
        assertThatThrownBy(() -> ContentCodec.toProto(new PollContent("Q", options, 1, ending), 0))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("endTime");
        for (long end : new long[] {1_900_000_000L, 1_900_000_000_000L}) {
            Message message = Message.newBuilder()
                    .setPollCreationMessageV3(quiz.getPollCreationMessageV5().toBuilder()
                            .clearCorrectAnswer()
                            .setEndTime(end))
                    .build();
            assertThat(ContentCodec.fromProto(message)).isEqualTo(new PollContent("Q", options, 1, ending));
        }
    }

    @Test
    void readsOpenCommentsAndWhatOnlyPhonesShow() {
        Message comment = Message.newBuilder()
                .setCommentMessage(Message.CommentMessage.newBuilder()
                        .setTargetMessageKey(MessageKeys.write(KEY))
                        .setMessage(Message.newBuilder().setConversation("well")))
                .build();
        assertThat(ContentCodec.fromProto(comment)).isEqualTo(new CommentContent(KEY, "well"));
        Message placeholder = Message.newBuilder()
                .setPlaceholderMessage(Message.PlaceholderMessage.getDefaultInstance())
                .build();
        assertThat(ContentCodec.fromProto(placeholder)).isEqualTo(new HiddenContent());
        Message masked = Message.newBuilder()
                .setTemplateMessage(Message.TemplateMessage.newBuilder()
                        .setHydratedTemplate(Message.TemplateMessage.HydratedFourRowTemplate.newBuilder()
                                .setMaskLinkedDevices(true)))
                .build();
        assertThat(ContentCodec.fromProto(masked)).isEqualTo(new HiddenContent());
        assertThatThrownBy(() -> ContentCodec.toProto(new HiddenContent(), 0))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    void readsWhatClientsSayAboutOtherThings() {
        assertThat(ContentCodec.fromProto(Message.newBuilder()
                        .setAlbumMessage(Message.AlbumMessage.newBuilder()
                                .setExpectedImageCount(3)
                                .setExpectedVideoCount(1))
                        .build()))
                .isEqualTo(new AlbumContent(3, 1));
        assertThat(ContentCodec.fromProto(Message.newBuilder()
                        .setCallLogMesssage(Message.CallLogMessage.newBuilder()
                                .setIsVideo(true)
                                .setCallOutcome(Message.CallLogMessage.CallOutcome.MISSED)
                                .setDurationSecs(12))
                        .build()))
                .isEqualTo(new CallLogContent(true, "MISSED", Duration.ofSeconds(12)));
        Message.PollResultSnapshotMessage result = Message.PollResultSnapshotMessage.newBuilder()
                .setName("Q")
                .addPollVotes(Message.PollResultSnapshotMessage.PollVote.newBuilder()
                        .setOptionName("a")
                        .setOptionVoteCount(2))
                .build();
        PollResultContent expected = new PollResultContent("Q", List.of(new PollResultContent.Votes("a", 2)));
        assertThat(ContentCodec.fromProto(Message.newBuilder()
                        .setPollResultSnapshotMessage(result)
                        .build()))
                .isEqualTo(expected);
        assertThat(ContentCodec.fromProto(Message.newBuilder()
                        .setPollResultSnapshotMessageV3(result)
                        .build()))
                .isEqualTo(expected);
        assertThatThrownBy(() -> ContentCodec.toProto(expected, 0)).isInstanceOf(InvalidContentException.class);
    }

    @Test
    void passesUnknownKindsOn() {
        Message unknown = Message.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                999,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        assertThat(ContentCodec.fromProto(unknown)).isEqualTo(new UnknownContent("999"));
        assertThat(ContentCodec.fromProto(Message.getDefaultInstance())).isEqualTo(new UnknownContent(""));
    }

    @Test
    void passesKindsOnThatBreakTheirRules() {
        Message oneOption = Message.newBuilder()
                .setPollCreationMessage(Message.PollCreationMessage.newBuilder().setName("Q"))
                .build();
        assertThat(ContentCodec.fromProto(oneOption)).isEqualTo(new UnknownContent("pollCreationMessage"));
        Message nowhere = Message.newBuilder()
                .setLocationMessage(Message.LocationMessage.newBuilder().setDegreesLatitude(Double.NaN))
                .build();
        assertThat(ContentCodec.fromProto(nowhere)).isEqualTo(new UnknownContent("locationMessage"));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThatThrownBy(() -> new LocationContent(91, 0, null, null)).hasMessageContaining("latitude");
        assertThatThrownBy(() -> new LiveLocationContent(0, 0, 0, 0, 361, null, 0))
                .hasMessageContaining("headingDegrees");
        assertThatThrownBy(() -> new ContactsContent("", List.of())).hasMessageContaining("contacts");
        assertThatThrownBy(() -> new TextContent("no link", new LinkPreview("https://x.org", null, null, null)))
                .hasMessageContaining("preview");
        assertThatThrownBy(() -> new TextContent("u", new LinkPreview("u", null, null, new byte[70_000])))
                .hasMessageContaining("jpegThumbnail");
        assertThatThrownBy(() ->
                        new EventContent("E", null, Instant.ofEpochSecond(9), Instant.EPOCH, null, null, false, false))
                .hasMessageContaining("end");
        assertThatThrownBy(() -> ContentCodec.toProto(new UnknownContent("x"), 0))
                .isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> ContentCodec.toProto(new PollVoteContent(KEY, List.of()), 0))
                .isInstanceOf(InvalidContentException.class);
    }

    @FuzzTest
    void readsAnyMessage(byte[] bytes) {
        try {
            assertThat(ContentCodec.fromProto(Message.parseFrom(bytes))).isNotNull();
        } catch (InvalidProtocolBufferException e) {
            assertThat(e).isNotNull();
        }
    }
}
