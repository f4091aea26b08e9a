package org.camelwhatsapp.engine.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaCodecTest {
    private static RemoteMedia media(MediaKind kind, String mimetype) {
        byte[] key = new byte[32];
        key[0] = (byte) kind.ordinal();
        return new RemoteMedia(kind, "https://h/p?a", "/p?a", key, new byte[] {2}, new byte[] {3}, 4, mimetype, 5);
    }

    private static MediaContent content(MediaKind kind) {
        RemoteMedia media = media(kind, "a/b");
        return switch (kind) {
            case IMAGE -> new ImageContent(media, "c");
            case STICKER -> new StickerContent(media);
            case VIDEO -> new VideoContent(media, "c", false, false);
            case GIF -> new VideoContent(media, null, true, false);
            case VIDEO_NOTE -> new VideoContent(media, null, false, true);
            case AUDIO -> new AudioContent(media, false, 7);
            case VOICE_NOTE -> new AudioContent(media, true, 7);
            default -> new DocumentContent(media, "n", "c");
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaKind.class,
            names = {"IMAGE", "STICKER", "VIDEO", "GIF", "VIDEO_NOTE", "AUDIO", "VOICE_NOTE", "DOCUMENT"})
    void readsWhatItWrote(MediaKind kind) {
        MediaContent content = content(kind);
        assertThat(content.kind()).isEqualTo(kind);
        assertThat(ContentCodec.fromProto(ContentCodec.toProto(content, 0))).isEqualTo(content);
    }

    @Test
    void writesTheFieldsOfAnImageByTheirNumbers() throws Exception {
        Message message = ContentCodec.toProto(new ImageContent(media(MediaKind.IMAGE, null), null), 0);
        Message.ImageMessage image = message.getImageMessage();
        assertThat(image.getUrl()).isEqualTo("https://h/p?a");
        assertThat(image.getDirectPath()).isEqualTo("/p?a");
        assertThat(image.getMediaKey().size()).isEqualTo(32);
        assertThat(image.getFileSha256()).isEqualTo(ByteString.copyFrom(new byte[] {2}));
        assertThat(image.getFileEncSha256()).isEqualTo(ByteString.copyFrom(new byte[] {3}));
        assertThat(image.getFileLength()).isEqualTo(4);
        assertThat(image.getMediaKeyTimestamp()).isEqualTo(5);
        assertThat(image.getMimetype()).isEqualTo("image/jpeg");
        assertThat(image.hasCaption()).isFalse();
    }

    @Test
    void wrapsADocumentOnlyWhenItHasACaption() {
        RemoteMedia media = media(MediaKind.DOCUMENT, "a/b");
        assertThat(ContentCodec.toProto(new DocumentContent(media, "n", null), 0)
                        .hasDocumentMessage())
                .isTrue();
        assertThat(ContentCodec.toProto(new DocumentContent(media, "n", "c"), 0)
                        .getDocumentWithCaptionMessage()
                        .getMessage()
                        .getDocumentMessage()
                        .getCaption())
                .isEqualTo("c");
    }

    @Test
    void refusesAFileThatWasNotUploaded() {
        ImageContent image = new ImageContent(MediaSource.bytes(new byte[1], null), null);
        assertThatThrownBy(() -> ContentCodec.toProto(image, 0))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("uploaded");
    }

    @Test
    void readsNumbersThatAreTooLargeAsUnknown() {
        Message message = Message.newBuilder()
                .setAudioMessage(
                        Message.AudioMessage.newBuilder().setSeconds(-1).setFileLength(-1))
                .build();
        AudioContent audio = (AudioContent) ContentCodec.fromProto(message);
        assertThat(audio.seconds()).isZero();
        assertThat(((RemoteMedia) audio.media()).fileLength()).isZero();
    }

    @Test
    void takesACaptionThatIsTooLongAsUnknown() {
        Message message = Message.newBuilder()
                .setImageMessage(Message.ImageMessage.newBuilder().setCaption("x".repeat(TextContent.MAX_LENGTH + 1)))
                .build();
        assertThat(ContentCodec.fromProto(message)).isEqualTo(new UnknownContent("imageMessage"));
    }

    @Test
    void keepsTextsAndNamesOutOfPrints() {
        MediaContent document = new DocumentContent(media(MediaKind.DOCUMENT, null), "secret.pdf", "secret");
        assertThat(document.toString()).doesNotContain("secret");
    }
}
