package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.EventResponseContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.Test;

/** Every kind of content, seen on the other phone, and what the other phone says about it. */
class ContentOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";

    private Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("chat", CUSTOMER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private ReceivedMessage send(String operation, Object... namesAndValues) {
        SendResult sent = perform(SendResult.class, operation, fields(namesAndValues));
        return customer.await(m -> m.id().equals(sent.id()), PATIENCE);
    }

    private IncomingMessage received(Predicate<MessageContent> wanted) {
        return await(MessageReceived.class, event -> wanted.test(event.message().content()))
                .message();
    }

    @Test
    @RouteTestOf(operations = {"message.link", "message.send"})
    void sendsTextsWithPreviewQuoteAndMentions() {
        Message.ExtendedTextMessage link = send(
                        "message.link",
                        "text",
                        "see https://example.org/a",
                        "url",
                        "https://example.org/a",
                        "title",
                        "A page",
                        "description",
                        "about a",
                        "thumbnail",
                        new byte[] {1, 2})
                .message()
                .getExtendedTextMessage();
        assertThat(link.getMatchedText()).isEqualTo("https://example.org/a");
        assertThat(link.getTitle()).isEqualTo("A page");
        assertThat(link.getJpegThumbnail().toByteArray()).containsExactly(1, 2);
        String theirs = customer.sendText(own.phoneJid(), "how much?");
        ContextInfo context = send(
                        "message.send",
                        "text",
                        "ten, @15550002002",
                        "quotedId",
                        theirs,
                        "quotedText",
                        "how much?",
                        "mentions",
                        List.of(CUSTOMER),
                        "forwarded",
                        true)
                .message()
                .getExtendedTextMessage()
                .getContextInfo();
        assertThat(context.getStanzaId()).isEqualTo(theirs);
        assertThat(context.getQuotedMessage().getExtendedTextMessage().getText())
                .isEqualTo("how much?");
        assertThat(context.getMentionedJidList()).containsExactly("15550002002@s.whatsapp.net");
        assertThat(context.getIsForwarded()).isTrue();
    }

    @Test
    @RouteTestOf(operations = {"message.location", "message.liveLocation", "message.contact", "message.contacts"})
    void sendsPlacesAndCards() {
        Message.LocationMessage place = send(
                        "message.location",
                        "latitude",
                        52.5,
                        "longitude",
                        13.4,
                        "name",
                        "Gate",
                        "address",
                        "Pariser Platz")
                .message()
                .getLocationMessage();
        assertThat(place.getDegreesLatitude()).isEqualTo(52.5);
        assertThat(place.getAddress()).isEqualTo("Pariser Platz");
        Message.LiveLocationMessage live = send(
                        "message.liveLocation",
                        "latitude",
                        1,
                        "longitude",
                        2,
                        "speed",
                        3.5,
                        "heading",
                        90,
                        "sequence",
                        7)
                .message()
                .getLiveLocationMessage();
        assertThat(live.getSpeedInMps()).isEqualTo(3.5f);
        assertThat(live.getSequenceNumber()).isEqualTo(7);
        Message.ContactMessage card = send("message.contact", "displayName", "Smith, A", "phone", "+1 555 777 0000")
                .message()
                .getContactMessage();
        assertThat(card.getVcard()).contains("FN:Smith\\, A").contains("waid=15557770000:+15557770000");
        Message.ContactsArrayMessage cards = send(
                        "message.contacts",
                        "contacts",
                        List.of(
                                Map.of("displayName", "A", "vcard", "BEGIN:VCARD\nEND:VCARD"),
                                Map.of("displayName", "B", "vcard", "BEGIN:VCARD\nEND:VCARD")))
                .message()
                .getContactsArrayMessage();
        assertThat(cards.getDisplayName()).isEqualTo("2 contacts");
        assertThat(cards.getContacts(1).getDisplayName()).isEqualTo("B");
        assertThatThrownBy(() -> perform("message.location", fields("latitude", 91, "longitude", 0)))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("latitude");
    }

    @Test
    @RouteTestOf(
            operations = {"message.poll", "message.vote"},
            events = "message")
    void asksAndVotes() {
        List<String> options = List.of("red", "blue");
        ReceivedMessage poll = send("message.poll", "question", "Which?", "options", options);
        assertThat(poll.message().getPollCreationMessageV3().getName()).isEqualTo("Which?");
        customer.polls().vote(own.phoneJid(), poll.id(), "blue");
        IncomingMessage vote = received(content -> content instanceof PollVoteContent);
        assertThat(vote.content()).isInstanceOfSatisfying(PollVoteContent.class, content -> {
            assertThat(content.target().id()).isEqualTo(poll.id());
            assertThat(content.options()).containsExactly("blue");
        });
        String theirs = customer.polls().ask(own.phoneJid(), "Where?", "here", "there");
        await(MessageReceived.class, event -> event.message().key().id().equals(theirs));
        ReceivedMessage ours = send("message.vote", "targetId", theirs, "options", List.of("there"));
        assertThat(customer.polls().read(ours, List.of("here", "there"))).containsExactly("there");
        assertThatThrownBy(() -> perform("message.vote", fields("targetId", theirs, "options", List.of("nowhere"))))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("word for word");
        assertThatThrownBy(() -> perform("message.vote", fields("targetId", "3EB0FF", "options", List.of("x"))))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("target");
    }

    @Test
    @RouteTestOf(
            operations = {"message.event", "message.respond"},
            events = "message")
    void invitesToAnEventAndAnswersOne() {
        ReceivedMessage event = send(
                "message.event",
                "name",
                "Opening",
                "start",
                "2026-12-01T18:00:00Z",
                "location",
                Map.of("latitude", 1, "longitude", 2));
        assertThat(event.message().getEventMessage().getStartTime())
                .isEqualTo(Instant.parse("2026-12-01T18:00:00Z").getEpochSecond());
        assertThat(event.message().getEventMessage().getLocation().getDegreesLongitude())
                .isEqualTo(2);
        customer.polls().respond(own.phoneJid(), event.id(), Message.EventResponseMessage.EventResponseType.MAYBE);
        IncomingMessage answer = received(content -> content instanceof EventResponseContent);
        assertThat(((EventResponseContent) answer.content()).response()).isEqualTo(EventResponseContent.Response.MAYBE);
        String theirs = customer.polls().invite(own.phoneJid(), "Party", 1_900_000_000L);
        await(MessageReceived.class, e -> e.message().key().id().equals(theirs));
        ReceivedMessage ours = send("message.respond", "targetId", theirs, "response", "GOING", "extraGuests", 2);
        assertThat(customer.polls().readResponse(ours).getExtraGuestCount()).isEqualTo(2);
    }

    @Test
    @RouteTestOf(operations = {"message.pin", "message.keep", "message.comment", "message.groupInvite"})
    void pinsKeepsCommentsAndInvites() {
        String theirs = customer.polls().ask(own.phoneJid(), "Subject?", "a", "b");
        await(MessageReceived.class, event -> event.message().key().id().equals(theirs));
        Message pin = send("message.pin", "targetId", theirs, "on", true, "duration", 86_400)
                .message();
        assertThat(pin.getPinInChatMessage().getKey().getId()).isEqualTo(theirs);
        assertThat(pin.getMessageContextInfo().getMessageAddOnDurationInSecs()).isEqualTo(86_400);
        Message keep = send("message.keep", "targetId", theirs, "on", true).message();
        assertThat(keep.getKeepInChatMessage().getKey().getId()).isEqualTo(theirs);
        Message comment =
                send("message.comment", "targetId", theirs, "text", "well").message();
        assertThat(comment.getEncCommentMessage().getTargetMessageKey().getId()).isEqualTo(theirs);
        Message.GroupInviteMessage invite = send(
                        "message.groupInvite",
                        "group",
                        "120363000000000001@g.us",
                        "code",
                        "abc",
                        "expiration",
                        "2026-12-01T00:00:00Z",
                        "groupName",
                        "Orders")
                .message()
                .getGroupInviteMessage();
        assertThat(invite.getGroupJid()).isEqualTo("120363000000000001@g.us");
        assertThat(invite.getInviteCode()).isEqualTo("abc");
    }

    @Test
    @RouteTestOf(operations = "chat.setDisappearing", events = "message")
    void honoursTheTimerOfTheChat() {
        Message.ProtocolMessage setting =
                send("chat.setDisappearing", "after", 86_400).message().getProtocolMessage();
        assertThat(setting.getEphemeralExpiration()).isEqualTo(86_400);
        ContextInfo own = send("message.send", "text", "vanishes")
                .message()
                .getExtendedTextMessage()
                .getContextInfo();
        assertThat(own.getExpiration()).isEqualTo(86_400);
        customer.send(
                this.own.phoneJid(),
                Message.newBuilder()
                        .setProtocolMessage(Message.ProtocolMessage.newBuilder()
                                .setType(Message.ProtocolMessage.Type.EPHEMERAL_SETTING)
                                .setEphemeralExpiration(0)
                                .setEphemeralSettingTimestamp(4_000_000_000L))
                        .build());
        String marker = customer.sendText(this.own.phoneJid(), "timer is off");
        await(MessageReceived.class, event -> event.message().key().id().equals(marker));
        assertThat(send("message.send", "text", "stays")
                        .message()
                        .getExtendedTextMessage()
                        .hasContextInfo())
                .isFalse();
    }

    @Test
    @RouteTestOf(operations = "message.image", events = "message")
    void marksViewOnceBothWays() {
        Message sent = send("message.image", "file", new byte[] {1, 2, 3}, "viewOnce", true)
                .message();
        assertThat(sent.getViewOnceMessageV2().getMessage().getImageMessage().getViewOnce())
                .isTrue();
        customer.send(
                own.phoneJid(),
                Message.newBuilder()
                        .setViewOnceMessageV2(Message.FutureProofMessage.newBuilder()
                                .setMessage(Message.newBuilder()
                                        .setExtendedTextMessage(Message.ExtendedTextMessage.newBuilder()
                                                .setText("once")
                                                .setContextInfo(ContextInfo.newBuilder()
                                                        .setStanzaId("Q1")
                                                        .setParticipant("15550002001@s.whatsapp.net")
                                                        .addMentionedJid("15550002001@s.whatsapp.net")
                                                        .addMentionedJid("no jid")
                                                        .setQuotedMessage(Message.newBuilder()
                                                                .setConversation("asked"))))))
                        .build());
        IncomingMessage received =
                received(c -> c instanceof TextContent text && text.text().equals("once"));
        assertThat(received.context().viewOnce()).isTrue();
        assertThat(received.context().quotedId()).isEqualTo("Q1");
        assertThat(received.context().quoted()).isEqualTo(new TextContent("asked"));
        assertThat(received.context().mentions()).containsExactly(own.phoneJid());
        assertThatThrownBy(() -> perform("message.send", fields("text", "x", "viewOnce", true)))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    @RouteTestOf(operations = "message.send", events = "message")
    void takesAnyContentAsJsonAndGivesIt() throws Exception {
        SendResult sent = (SendResult) performAll(
                "message.send",
                "{\"chat\":\"15550002002\",\"content\":{\"kind\":\"poll\",\"name\":\"Q\",\"options\":[\"a\",\"b\"],\"selectable\":0}}"
                        .getBytes(StandardCharsets.UTF_8),
                Map.of(Exchange.CONTENT_TYPE, "application/json"));
        assertThat(sent).isNotNull();
        assertThat(customer.await(m -> m.id().equals(sent.id()), PATIENCE)
                        .message()
                        .getPollCreationMessage()
                        .getOptionsCount())
                .isEqualTo(2);
        SendResult file = perform(
                SendResult.class,
                "message.send",
                Map.of(
                        "chat",
                        CUSTOMER,
                        "content",
                        Map.of(
                                "kind", "document",
                                "fileName", "a.txt",
                                "media", Map.of("base64", "aGk=", "mimetype", "text/plain"))));
        assertThat(customer.await(m -> m.id().equals(file.id()), PATIENCE)
                        .message()
                        .getDocumentMessage()
                        .getFileLength())
                .isEqualTo(2);
        assertThatThrownBy(
                        () -> perform("message.send", Map.of("chat", CUSTOMER, "content", Map.of("kind", "telepathy"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("content");
        assertThatThrownBy(() -> perform("message.send", Map.of("chat", CUSTOMER, "content", Map.of("kind", "text"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("content");
        customer.send(
                own.phoneJid(),
                Message.newBuilder()
                        .setLocationMessage(Message.LocationMessage.newBuilder().setDegreesLatitude(91))
                        .build());
        Exchange odd = events.await(
                MessageReceived.class,
                event -> event.message().content() instanceof UnknownContent unknown
                        && unknown.field().equals("locationMessage"),
                PATIENCE);
        assertThat(context.getTypeConverter()
                        .mandatoryConvertTo(String.class, odd.getIn().getBody()))
                .contains("\"kind\":\"unknown\"")
                .contains("\"raw\":");
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        Jid chat = customer.phoneJid();
        MessageContent vote = new PollVoteContent(
                new org.camelwhatsapp.engine.model.MessageKey(chat, "A", false, null), List.of("x"));
        String json = OperationJson.mapper().writerFor(MessageContent.class).writeValueAsString(vote);
        assertThat(json).contains("\"kind\":\"pollVote\"");
        assertThat(OperationJson.mapper().readValue(json, MessageContent.class)).isEqualTo(vote);
    }
}
