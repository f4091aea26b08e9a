package org.camelwhatsapp.engine.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contents as protobuf and back; files have a test of their own. */
class ContentCodecTest {
    private static final MessageKey KEY =
            new MessageKey(Jid.group("120363000000000001"), "3EB0AA", false, Jid.lid("100000000000001"));

    private static final long NOW = 1_700_000_000_000L;

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
                new MemberLabelContent("Baker"),
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
    void neverPrintsWhatAMessageSays(MessageContent content) throws ReflectiveOperationException {
        for (RecordComponent component : content.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(content);
            if (value instanceof String || value instanceof List<?> || value instanceof Double) {
                assertThat(content.toString()).doesNotContain(component.getName() + "=");
            }
        }
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
        PollRules ending = PollRules.until(Instant.ofEpochSecond(1_900_000_000L));
        assertThat(ContentCodec.toProto(new PollContent("Q", options, 1, ending), 0)
                        .getPollCreationMessageV3()
                        .getEndTime())
                .isEqualTo(1_900_000_000_000L);
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
    void sendsNoPollThatTheServiceWouldNotTake() {
        List<String> options = List.of("a", "b");
        String tooLong = "q".repeat(256);
        refuses(new PollContent(tooLong, options, 1), "question");
        refuses(new PollContent(" ", options, 1), "question");
        refuses(new PollContent("Q", List.of("a"), 1), "options");
        refuses(new PollContent("Q", List.of("a", "a"), 1), "options");
        refuses(new PollContent("Q", List.of("a", "o".repeat(101)), 1), "options");
        refuses(new PollContent("Q", Stream.iterate("x", x -> x + "x").limit(13).toList(), 1), "options");
        refuses(new PollContent("Q", options, 3), "selectable");
        refuses(new PollContent("Q", options, 1, PollRules.quiz("c")), "correctAnswer");
        refuses(new PollContent("Q", options, 1, PollRules.until(Instant.ofEpochMilli(NOW))), "endTime");
        refuses(event(" ", null, null), "name");
        refuses(event("n".repeat(101), null, null), "name");
        refuses(event("E", "d".repeat(2_049), null), "description");
        refuses(event("E", null, Instant.EPOCH), "end");
    }

    private static EventContent event(String name, @Nullable String description, @Nullable Instant end) {
        return new EventContent(name, description, Instant.ofEpochSecond(9), end, null, null, false, false);
    }

    private static void refuses(MessageContent content, String field) {
        assertThatThrownBy(() -> ContentCodec.toProto(content, NOW))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining(field);
    }

    @Test
    void readsPollsAndEventsThatItWouldNotSend() {
        Message.PollCreationMessage.Option option = Message.PollCreationMessage.Option.newBuilder()
                .setOptionName("yes")
                .build();
        Message.PollCreationMessage.Builder poll = Message.PollCreationMessage.newBuilder()
                .setName("Agreed?")
                .setSelectableOptionsCount(7)
                .addOptions(option);
        assertThat(ContentCodec.fromProto(
                        Message.newBuilder().setPollCreationMessage(poll).build()))
                .isEqualTo(new PollContent("Agreed?", List.of("yes"), 7));
        poll.addAllOptions(Collections.nCopies(256, option));
        assertThat(ContentCodec.fromProto(
                        Message.newBuilder().setPollCreationMessage(poll).build()))
                .isEqualTo(new UnknownContent("pollCreationMessage"));
        Message.EventMessage event =
                Message.EventMessage.newBuilder().setStartTime(9).setEndTime(8).build();
        assertThat(ContentCodec.fromProto(
                        Message.newBuilder().setEventMessage(event).build()))
                .isEqualTo(event("", null, Instant.ofEpochSecond(8)));
    }

    @Test
    void readsAnyNumbersWithoutAnError() {
        for (long extreme : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, 253_402_300_800L}) {
            for (FieldDescriptor field : Message.getDescriptor().getFields()) {
                if (field.getJavaType() == JavaType.MESSAGE && !field.isRepeated()) {
                    Message.Builder message = Message.newBuilder();
                    message.setField(
                            field,
                            filled(message.newBuilderForField(field), extreme, 4)
                                    .build());
                    assertThat(ContentCodec.fromProto(message.build())).isNotNull();
                }
            }
        }
    }

    /** A message whose numbers are all the same. */
    private static com.google.protobuf.Message.Builder filled(
            com.google.protobuf.Message.Builder message, long number, int depth) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            Object value = switch (field.getJavaType()) {
                case LONG -> number;
                case INT -> (int) number;
                case DOUBLE -> (double) number;
                case FLOAT -> (float) number;
                case MESSAGE ->
                    depth == 0
                            ? null
                            : filled(message.newBuilderForField(field), number, depth - 1)
                                    .build();
                default -> null;
            };
            if (value != null && field.isRepeated()) {
                message.addRepeatedField(field, value);
            } else if (value != null) {
                message.setField(field, value);
            }
        }
        return message;
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
    void aTimeBeyondTheCalendarIsTheLastOne() {
        Message never = Message.newBuilder()
                .setEventMessage(
                        Message.EventMessage.newBuilder().setName("never").setStartTime(Long.MAX_VALUE))
                .build();
        assertThat(ContentCodec.fromProto(never))
                .isInstanceOfSatisfying(
                        EventContent.class,
                        event -> assertThat(event.start()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z")));
    }

    @Test
    void passesKindsOnThatBreakTheirRules() {
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
