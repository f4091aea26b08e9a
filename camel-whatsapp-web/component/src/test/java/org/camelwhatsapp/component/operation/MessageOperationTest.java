package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.archive.ArchivedMessage;
import org.camelwhatsapp.engine.message.content.Captions;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.Test;

/** Sending and changing messages, seen on the other phone. */
class MessageOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";

    private SendResult send(String text) {
        SendResult sent = perform(SendResult.class, "message.send", Map.of("chat", CUSTOMER, "text", text));
        customer.awaitText(text, PATIENCE);
        return sent;
    }

    @Test
    @RouteTestOf(operations = "message.send", events = "receipt")
    void sendsATextAndHearsOfItsDelivery() {
        SendResult sent =
                perform(SendResult.class, "message.send", Map.of("chat", "+1 (555) 000-2002", "text", "hello"));
        assertThat(customer.awaitText("hello", PATIENCE).id()).isEqualTo(sent.id());
        await(ReceiptReceived.class, receipt -> receipt.messageIds().contains(sent.id()));
    }

    @Test
    @RouteTestOf(operations = "message.edit")
    void replacesTheText() {
        SendResult sent = send("frist");
        perform("message.edit", Map.of("chat", CUSTOMER, "targetId", sent.id(), "text", "first"));
        ReceivedMessage edited = customer.await(m -> m.message().hasEditedMessage(), PATIENCE);
        var change = edited.message().getEditedMessage().getMessage().getProtocolMessage();
        assertThat(change.getKey().getId()).isEqualTo(sent.id());
        assertThat(change.getEditedMessage().getConversation()).isEqualTo("first");
    }

    @Test
    @RouteTestOf(
            operations = {"message.edit", "message.get"},
            events = "message")
    void replacesTheTextBelowAPicture() {
        replaceTheTextBelow("message.image");
    }

    @Test
    @RouteTestOf(
            operations = {"message.edit", "message.get"},
            events = "message")
    void replacesTheTextBelowADocument() {
        replaceTheTextBelow("message.document");
    }

    private void replaceTheTextBelow(String operation) {
        byte[] file = "the file".getBytes(StandardCharsets.UTF_8);
        SendResult sent = perform(
                SendResult.class,
                operation,
                Map.of("chat", CUSTOMER, "file", file, "fileName", "a.png", "caption", "a huose"));
        perform("message.edit", Map.of("chat", CUSTOMER, "targetId", sent.id(), "text", "a house"));
        Message changed = change(customer.await(m -> change(m).getKey().getId().equals(sent.id()), PATIENCE))
                .getEditedMessage();
        MediaContent version = (MediaContent) ContentCodec.fromProto(changed);
        assertThat(Captions.text(changed)).isEqualTo("a house");
        assertThat(((RemoteMedia) version.media()).mediaKey()).hasSize(32);
        ArchivedMessage kept = perform(
                ArchivedMessage.class,
                "message.get",
                Map.of("chat", CUSTOMER, "targetId", sent.id(), "targetFromMe", true));
        assertThat(kept.content()).isInstanceOf(version.getClass());
        assertThat(kept.editedAt()).isNotNull();
        String id = customer.send(own.phoneJid(), edit(changed));
        MessageReceived theirs =
                await(MessageReceived.class, event -> event.message().key().id().equals(id));
        assertThat(theirs.message().content())
                .isInstanceOfSatisfying(
                        EditContent.class, edit -> assertThat(edit.text()).isEqualTo("a house"));
    }

    private static Message.ProtocolMessage change(ReceivedMessage received) {
        return received.message().getEditedMessage().getMessage().getProtocolMessage();
    }

    private static Message edit(Message version) {
        Message.Builder message = Message.newBuilder();
        message.getEditedMessageBuilder()
                .getMessageBuilder()
                .getProtocolMessageBuilder()
                .setType(Message.ProtocolMessage.Type.MESSAGE_EDIT)
                .setKey(MessageKey.newBuilder()
                        .setRemoteJid(CUSTOMER + "@s.whatsapp.net")
                        .setFromMe(true)
                        .setId("3EB0AA"))
                .setEditedMessage(version);
        return message.build();
    }

    @Test
    @RouteTestOf(operations = "message.react")
    void reactsToAMessageOfTheOther() {
        String theirs = customer.sendText(own.phoneJid(), "thanks");
        perform("message.react", Map.of("chat", CUSTOMER, "targetId", theirs, "emoji", "👍"));
        ReceivedMessage reaction = customer.await(m -> m.message().hasReactionMessage(), PATIENCE);
        assertThat(reaction.message().getReactionMessage().getKey().getId()).isEqualTo(theirs);
        assertThat(reaction.message().getReactionMessage().getText()).isEqualTo("👍");
    }

    @Test
    @RouteTestOf(operations = "message.revoke")
    void deletesForEveryone() {
        SendResult sent = send("oops");
        perform("message.revoke", Map.of("chat", CUSTOMER, "targetId", sent.id(), "targetFromMe", true));
        ReceivedMessage revoke = customer.await(
                m -> m.message().hasProtocolMessage()
                        && m.message().getProtocolMessage().getKey().getId().equals(sent.id()),
                PATIENCE);
        assertThat(revoke.message().getProtocolMessage().getKey().getFromMe()).isTrue();
    }

    @Test
    @RouteTestOf(operations = "message.markRead", events = "message")
    void marksAMessageAsRead() {
        String theirs = customer.sendText(own.phoneJid(), "seen?");
        MessageReceived received =
                await(MessageReceived.class, event -> event.message().key().id().equals(theirs));
        perform(
                "message.markRead",
                Map.of("chat", received.message().key().chat().toString(), "targetId", theirs));
        customer.awaitStanza(
                stanza -> stanza.is("receipt")
                        && stanza.attr("id", "").equals(theirs)
                        && stanza.attr("type", "").equals("read"),
                PATIENCE);
    }
}
