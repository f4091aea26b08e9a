package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as bodies of exchanges, seen on the other phone. */
class MediaOperationTest extends LinkedRouteTest {
    private static final byte[] BYTES = "not really a picture".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private void send(String operation, @Nullable Object body, Map<String, Object> headers) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(WhatsAppWebConstants.CHAT, "15550002002");
        performAll(operation, body, all);
    }

    private Message received(Predicate<Message> wanted) {
        return customer.await(m -> wanted.test(m.message()), PATIENCE).message();
    }

    private Message.DocumentMessage document(String name) {
        return received(m -> m.getDocumentMessage().getFileName().equals(name)).getDocumentMessage();
    }

    @Test
    @RouteTestOf(operations = "message.image")
    void sendsAFileAsAPictureAndGuessesItsType() throws Exception {
        Path file = Files.write(directory.resolve("chart.png"), BYTES);
        send("message.image", file.toFile(), Map.of(WhatsAppWebConstants.CAPTION, "today"));
        Message.ImageMessage image =
                received(m -> m.getImageMessage().getCaption().equals("today")).getImageMessage();
        assertThat(image.getCaption()).isEqualTo("today");
        assertThat(image.getMimetype()).isEqualTo("image/png");
        assertThat(image.getFileLength()).isEqualTo(BYTES.length);
    }

    @Test
    @RouteTestOf(operations = "message.document")
    void sendsAPathAsADocumentUnderItsName() throws Exception {
        Path file = Files.write(directory.resolve("report.pdf"), BYTES);
        send("message.document", file, Map.of());
        Message.DocumentMessage document = document("report.pdf");
        assertThat(document.getMimetype()).isEqualTo("application/pdf");
    }

    @Test
    void sendsATextAsADocumentUnderAnotherName() {
        send(
                "message.document",
                "a;b",
                Map.of(
                        WhatsAppWebConstants.FILE_NAME, "../dir/table.csv",
                        WhatsAppWebConstants.MIME_TYPE, "text/csv"));
        Message.DocumentMessage document = document("table.csv");
        assertThat(document.getMimetype()).isEqualTo("text/csv");
        assertThat(document.getFileLength()).isEqualTo(3);
    }

    @Test
    @RouteTestOf(
            operations = {
                "message.voiceNote",
                "message.audio",
                "message.video",
                "message.sticker",
                "message.videoNote",
                "message.gif"
            })
    void sendsBytesAndStreamsAsSoundsVideosAndStickers() {
        send("message.voiceNote", BYTES, Map.of(WhatsAppWebConstants.FILE_NAME, "x.ogg"));
        Message.AudioMessage note = received(Message::hasAudioMessage).getAudioMessage();
        assertThat(note.getPtt()).isTrue();
        assertThat(note.getMimetype()).isEqualTo("audio/ogg; codecs=opus");
        send("message.audio", new ByteArrayInputStream(BYTES), Map.of(WhatsAppWebConstants.MIME_TYPE, "audio/mp4"));
        assertThat(received(m -> m.hasAudioMessage() && !m.getAudioMessage().getPtt())
                        .getAudioMessage()
                        .getMimetype())
                .isEqualTo("audio/mp4");
        send("message.video", BYTES, Map.of(WhatsAppWebConstants.CAPTION, "v"));
        assertThat(received(Message::hasVideoMessage).getVideoMessage().getCaption())
                .isEqualTo("v");
        send("message.videoNote", BYTES, Map.of());
        assertThat(received(Message::hasPtvMessage).getPtvMessage().getMimetype())
                .isEqualTo("video/mp4");
        send("message.gif", BYTES, Map.of());
        assertThat(received(m -> m.getVideoMessage().getGifPlayback()).hasVideoMessage())
                .isTrue();
        send("message.sticker", BYTES, Map.of());
        assertThat(received(Message::hasStickerMessage).getStickerMessage().getMimetype())
                .isEqualTo("image/webp");
    }

    @Test
    void sendsThumbnailsAndTheBarsOfAVoiceNote() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 1, 2};
        send("message.document", Map.of("file", BYTES, "fileName", "shown.pdf", "thumbnail", jpeg), Map.of());
        assertThat(document("shown.pdf").getJpegThumbnail().toByteArray()).isEqualTo(jpeg);
        send("message.voiceNote", Map.of("file", BYTES, "seconds", 4, "waveform", List.of(0, 50, 100)), Map.of());
        Message.AudioMessage note =
                received(m -> m.getAudioMessage().getSeconds() == 4).getAudioMessage();
        assertThat(note.getWaveform().toByteArray()).containsExactly(0, 50, 100);
        assertThatThrownBy(() -> send("message.voiceNote", Map.of("file", BYTES, "waveform", List.of(1_000)), Map.of()))
                .hasStackTraceContaining("levels from 0 to 100");
        assertThatThrownBy(() -> send("message.image", Map.of("file", BYTES, "thumbnail", BYTES), Map.of()))
                .hasStackTraceContaining("a JPEG of at most 64 KiB");
    }

    @Test
    void namesWhatIsWrongWithTheBody() {
        assertThatThrownBy(() -> send("message.image", "/home/me/chart.png", Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the body (file): expected bytes");
        assertThatThrownBy(() -> send("message.image", null, Map.of())).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> send("message.document", directory.resolve("none"), Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("file: it cannot be read");
    }
}
