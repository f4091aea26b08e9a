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
    void carriesThumbnailsAndBars() {
        Thumbnail thumbnail = new Thumbnail(new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2});
        Waveform waveform = Waveform.ofSamples(new short[] {0, 1_000, 2_000, 4_000});
        for (MediaContent content : new MediaContent[] {
            new ImageContent(media(MediaKind.IMAGE, null), "c", thumbnail),
            new VideoContent(media(MediaKind.VIDEO, null), "c", false, false, thumbnail),
            new VideoContent(media(MediaKind.VIDEO_NOTE, null), null, false, true, thumbnail),
            new DocumentContent(media(MediaKind.DOCUMENT, null), "n", "c", thumbnail),
            new AudioContent(media(MediaKind.VOICE_NOTE, null), true, 3, waveform)
        }) {
            MediaContent read = (MediaContent) ContentCodec.fromProto(ContentCodec.toProto(content, 0));
            RemoteMedia same = (RemoteMedia) content.media();
            assertThat(read.withMedia(same)).isEqualTo(content);
        }
        Message.ImageMessage image = ContentCodec.toProto(
                        new ImageContent(media(MediaKind.IMAGE, null), null, thumbnail), 0)
                .getImageMessage();
        assertThat(image.getJpegThumbnail()).isEqualTo(ByteString.copyFrom(thumbnail.jpeg()));
    }

    @Test
    void aStrangersThumbnailOrBarsThatMakeNoSenseAreNone() {
        Message image = Message.newBuilder()
                .setImageMessage(Message.ImageMessage.newBuilder().setJpegThumbnail(ByteString.copyFromUtf8("<svg/>")))
                .build();
        assertThat(((ImageContent) ContentCodec.fromProto(image)).thumbnail()).isNull();
        for (byte[] bars : new byte[][] {{101}, {-1}, new byte[257]}) {
            Message voice = Message.newBuilder()
                    .setAudioMessage(
                            Message.AudioMessage.newBuilder().setPtt(true).setWaveform(ByteString.copyFrom(bars)))
                    .build();
            assertThat(((AudioContent) ContentCodec.fromProto(voice)).waveform())
                    .isNull();
        }
    }

    @Test
    void aThumbnailIsASmallJpeg() {
        byte[] large = new byte[64 * 1024 + 1];
        large[0] = (byte) 0xff;
        large[1] = (byte) 0xd8;
        for (byte[] wrong : new byte[][] {{}, {(byte) 0xff, (byte) 0xd8}, {1, 2, 3, 4}, large}) {
            assertThatThrownBy(() -> new Thumbnail(wrong)).isInstanceOf(InvalidContentException.class);
        }
    }

    @Test
    void barsFollowTheLoudnessOfTheSound() {
        short[] rising = new short[64_000];
        for (int i = 0; i < rising.length; i++) {
            rising[i] = (short) ((i % 2 == 0 ? 1 : -1) * (i / 2));
        }
        byte[] levels = Waveform.ofSamples(rising).levels();
        assertThat(levels).hasSize(64).isSorted();
        assertThat(levels[0]).isBetween((byte) 0, (byte) 2);
        assertThat(levels[31]).isBetween((byte) 48, (byte) 51);
        assertThat(levels[63]).isEqualTo((byte) 100);
        assertThat(Waveform.ofSamples(new short[] {Short.MIN_VALUE}).levels()).containsOnly(100);
        assertThat(Waveform.ofSamples(new short[1_000]).levels()).hasSize(64).containsOnly(0);
        assertThatThrownBy(() -> Waveform.ofSamples(new short[0])).isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> new Waveform(new byte[0])).isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> new Waveform(new byte[] {101})).isInstanceOf(InvalidContentException.class);
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
