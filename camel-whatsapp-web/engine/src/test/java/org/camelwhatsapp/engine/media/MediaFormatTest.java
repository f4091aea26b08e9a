package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFormatTest {
    @ParameterizedTest
    @CsvSource({
        "IMAGE, WhatsApp Image Keys",
        "STICKER, WhatsApp Image Keys",
        "VIDEO, WhatsApp Video Keys",
        "GIF, WhatsApp Video Keys",
        "VIDEO_NOTE, WhatsApp Video Keys",
        "AUDIO, WhatsApp Audio Keys",
        "VOICE_NOTE, WhatsApp Audio Keys",
        "DOCUMENT, WhatsApp Document Keys",
        "HISTORY, WhatsApp History Keys",
        "APP_STATE, WhatsApp App State Keys",
        "LINK_THUMBNAIL, WhatsApp Link Thumbnail Keys",
        "STICKER_PACK, WhatsApp Sticker Pack Keys",
        "STICKER_PACK_THUMBNAIL, WhatsApp Sticker Pack Thumbnail Keys",
        "GROUP_HISTORY, Group History"
    })
    void keysAreExpandedUnderTheLabelOfTheKind(MediaKind kind, String info) throws Exception {
        byte[] expanded = Samples.hkdf112(Samples.MEDIA_KEY, info);
        MediaKeys keys = MediaKeys.expand(Samples.MEDIA_KEY, kind);
        assertThat(keys.iv()).isEqualTo(Arrays.copyOfRange(expanded, 0, 16));
        assertThat(keys.cipherKey()).isEqualTo(Arrays.copyOfRange(expanded, 16, 48));
        assertThat(keys.macKey()).isEqualTo(Arrays.copyOfRange(expanded, 48, 80));
        assertThat(keys).hasToString("MediaKeys[redacted]");
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> MediaKeys.expand(new byte[31], MediaKind.IMAGE))
                .isInstanceOf(MediaIntegrityException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65_509, 65_510, 65_519, 65_520, 65_535, 65_536, 65_537, 131_040, 300_000})
    void filesAndSidecarsAreAsThePlainWayMakesThem(int length) throws Exception {
        byte[] content = Samples.content(length, length);
        byte[] expected = Samples.seal(content, "WhatsApp Video Keys");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealedMedia sealed = new MediaEncryptor(MediaKeys.expand(Samples.MEDIA_KEY, MediaKind.VIDEO), true, length, out)
                .seal(new ByteArrayInputStream(content));
        assertThat(out.toByteArray()).isEqualTo(expected);
        assertThat(sealed.fileSha256()).isEqualTo(Samples.sha256(content));
        assertThat(sealed.fileEncSha256()).isEqualTo(Samples.sha256(expected));
        assertThat(sealed.fileLength()).isEqualTo(length);
        assertThat(sealed.encryptedLength()).isEqualTo(expected.length).isEqualTo(MediaKeys.encryptedLength(length));
        assertThat(sealed.streamingSidecar()).isEqualTo(Samples.sidecar(expected, "WhatsApp Video Keys"));
    }

    @Property(tries = 150)
    void aFileOpensWhateverThePiecesItComesIn(
            @ForAll @IntRange(max = 200_000) int length, @ForAll @IntRange(min = 1, max = 150_000) int piece)
            throws Exception {
        byte[] content = Samples.content(length, 3);
        byte[] file = Samples.seal(content, "WhatsApp Document Keys");
        RemoteMedia media = Samples.remote(MediaKind.DOCUMENT, content, file);
        int smallest = Math.max(piece, length / 2000 + 1);
        assertThat(Samples.open(media, file, smallest)).isEqualTo(content);
    }

    @Test
    void aSmallFileOpensByteByByte() throws Exception {
        byte[] content = Samples.content(100, 4);
        byte[] file = Samples.seal(content, "WhatsApp Image Keys");
        assertThat(Samples.open(Samples.remote(MediaKind.IMAGE, content, file), file, 1))
                .isEqualTo(content);
    }

    @Test
    void aChangedByteAnywhereIsNoticedEvenWithoutHashes() throws Exception {
        byte[] content = Samples.content(100, 5);
        byte[] file = Samples.seal(content, "WhatsApp Image Keys");
        for (int i = 0; i < file.length; i++) {
            byte[] changed = file.clone();
            changed[i] ^= 1;
            refused(withoutHashes(content.length), changed);
        }
    }

    @Test
    void aFileCutAnywhereIsNoticed() throws Exception {
        byte[] content = Samples.content(100, 6);
        byte[] file = Samples.seal(content, "WhatsApp Image Keys");
        for (int length = 0; length < file.length; length++) {
            refused(withoutHashes(content.length), Arrays.copyOf(file, length));
        }
        refused(withoutHashes(content.length), Arrays.copyOf(file, file.length + 16));
    }

    @Test
    void aFileOfAnotherKindOrKeyDoesNotOpen() throws Exception {
        byte[] content = Samples.content(100, 8);
        byte[] file = Samples.seal(content, "WhatsApp Audio Keys");
        refused(Samples.remote(MediaKind.IMAGE, content, file), file);
    }

    @Test
    void eachHashIsComparedOfItself() throws Exception {
        byte[] content = Samples.content(100, 9);
        byte[] file = Samples.seal(content, "WhatsApp Image Keys");
        byte[] wrong = new byte[32];
        assertThatThrownBy(() -> Samples.open(hashes(Samples.sha256(content), wrong), file, 999))
                .isInstanceOf(MediaIntegrityException.class)
                .hasMessageContaining("encrypted file");
        assertThatThrownBy(() -> Samples.open(hashes(wrong, Samples.sha256(file)), file, 999))
                .isInstanceOf(MediaIntegrityException.class)
                .hasMessageContaining("content");
        assertThat(Samples.open(hashes(null, null), file, 999)).isEqualTo(content);
    }

    @Test
    void aFileWithoutKeyIsProvenByItsHash() throws Exception {
        byte[] content = Samples.content(100, 10);
        RemoteMedia media = plain(Samples.sha256(content));
        assertThat(Samples.open(media, content, 7)).isEqualTo(content);
        refused(media, Samples.content(100, 11));
        refused(plain(null), content);
    }

    @Test
    void contentBeyondTheLimitIsRefusedBothWays() throws Exception {
        byte[] content = Samples.content(1000, 12);
        assertThatThrownBy(() -> new MediaEncryptor(
                                MediaKeys.expand(Samples.MEDIA_KEY, MediaKind.IMAGE),
                                false,
                                999,
                                new ByteArrayOutputStream())
                        .seal(new ByteArrayInputStream(content)))
                .isInstanceOf(MediaTooLargeException.class);
        byte[] file = Samples.seal(content, "WhatsApp Image Keys");
        MediaReceiver receiver =
                MediaReceiver.of(Samples.remote(MediaKind.IMAGE, content, file), 900, new MemorySink().begin());
        assertThatThrownBy(() -> receiver.update(file, 0, file.length)).isInstanceOf(MediaTooLargeException.class);
        MediaReceiver unencrypted = MediaReceiver.of(plain(Samples.sha256(content)), 999, new MemorySink().begin());
        assertThatThrownBy(() -> unencrypted.update(content, 0, 1000)).isInstanceOf(MediaTooLargeException.class);
    }

    @Test
    void remoteMediaNeverPrintsKeyOrAddress() {
        RemoteMedia media = Samples.remote(MediaKind.IMAGE, new byte[3], new byte[3]);
        assertThat(media).hasToString("RemoteMedia[IMAGE, 3 bytes, application/octet-stream]");
        assertThat(media)
                .isEqualTo(Samples.remote(MediaKind.IMAGE, new byte[3], new byte[3]))
                .isNotEqualTo(Samples.remote(MediaKind.VIDEO, new byte[3], new byte[3]))
                .isNotEqualTo(media.withDirectPath("/other"));
    }

    private static void refused(RemoteMedia media, byte[] file) {
        assertThatThrownBy(() -> Samples.open(media, file, 999)).isInstanceOf(MediaIntegrityException.class);
    }

    private static RemoteMedia withoutHashes(int length) {
        return new RemoteMedia(MediaKind.IMAGE, null, "/x", Samples.MEDIA_KEY, null, null, length, null, 0);
    }

    private static RemoteMedia hashes(byte[] content, byte[] file) {
        return new RemoteMedia(MediaKind.IMAGE, null, "/x", Samples.MEDIA_KEY, content, file, 100, null, 0);
    }

    private static RemoteMedia plain(byte[] hash) {
        return new RemoteMedia(MediaKind.IMAGE, null, "/x", null, hash, null, 100, null, 0);
    }
}
