package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.AlbumContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageAssociation;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.Test;

/** Several files that are shown together. */
class AlbumOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";
    private static final byte[] BYTES = {1, 2, 3, 4};
    private static final List<Map<String, Object>> FILES = List.of(
            Map.of("file", BYTES, "mimeType", "image/jpeg", "caption", "the house"),
            Map.of("file", BYTES, "mimeType", "video/mp4"),
            Map.of("file", BYTES, "fileName", "b.png"));

    @SuppressWarnings("unchecked")
    private List<SendResult> send(Map<String, Object> fields) {
        return (List<SendResult>) perform(List.class, "message.album", fields);
    }

    private Message received(SendResult sent) {
        return customer.await(m -> m.id().equals(sent.id()), PATIENCE).message();
    }

    @Test
    @RouteTestOf(operations = "message.album", events = "message")
    void sendsAnAlbumInOrderAndReadsOne() {
        List<SendResult> sent = send(Map.of("chat", CUSTOMER, "files", FILES, "messageId", "ALBUM1"));
        assertThat(sent).extracting(SendResult::id).containsExactly("ALBUM1", "ALBUM1P0", "ALBUM1P1", "ALBUM1P2");
        Message album = received(sent.get(0));
        assertThat(album.getAlbumMessage().getExpectedImageCount()).isEqualTo(2);
        assertThat(album.getAlbumMessage().getExpectedVideoCount()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            MessageAssociation association =
                    received(sent.get(i + 1)).getMessageContextInfo().getMessageAssociation();
            assertThat(association.getAssociationType()).isEqualTo(MessageAssociation.AssociationType.MEDIA_ALBUM);
            assertThat(association.getParentMessageKey().getId()).isEqualTo("ALBUM1");
            assertThat(association.getParentMessageKey().getFromMe()).isTrue();
            assertThat(association.getMessageIndex()).isEqualTo(i);
        }
        Message video = received(sent.get(2));
        assertThat(video.hasVideoMessage()).isTrue();
        assertThat(received(sent.get(1)).getImageMessage().getCaption()).isEqualTo("the house");
        assertThat(customer.inbox())
                .extracting(ReceivedMessage::id)
                .containsExactly("ALBUM1", "ALBUM1P0", "ALBUM1P1", "ALBUM1P2");

        customer.send(own.phoneJid(), album);
        await(MessageReceived.class, event -> event.message().content().equals(new AlbumContent(2, 1)));
        customer.send(own.phoneJid(), video);
        MessageReceived part =
                await(MessageReceived.class, event -> event.message().content() instanceof VideoContent);
        assertThat(part.message().context().albumId()).isEqualTo("ALBUM1");
        customer.send(
                own.phoneJid(),
                received(sent.get(1)).toBuilder().clearMessageContextInfo().build());
        MessageReceived alone =
                await(MessageReceived.class, event -> event.message().content() instanceof ImageContent);
        assertThat(alone.message().context().albumId()).isNull();
    }

    @Test
    @RouteTestOf(operations = "message.album")
    void leavesOnceWhenAskedTwice() {
        send(Map.of("chat", CUSTOMER, "files", FILES, "messageId", "ALBUM2"));
        send(Map.of("chat", CUSTOMER, "files", FILES, "messageId", "ALBUM2"));
        perform("message.send", Map.of("chat", CUSTOMER, "text", "the last one"));
        customer.awaitText("the last one", PATIENCE);
        assertThat(customer.inbox().stream().filter(m -> m.id().startsWith("ALBUM2")))
                .hasSize(4);
    }

    @Test
    void refusesWhatIsNoAlbum() {
        assertThatThrownBy(() -> send(Map.of("chat", CUSTOMER, "files", FILES.subList(0, 1))))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("files");
        assertThatThrownBy(() -> send(Map.of("chat", "120363000000000001@newsletter", "files", FILES)))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("chat");
        assertThatThrownBy(() -> send(Map.of("chat", CUSTOMER, "files", FILES, "viewOnce", true)))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("viewOnce");
    }
}
