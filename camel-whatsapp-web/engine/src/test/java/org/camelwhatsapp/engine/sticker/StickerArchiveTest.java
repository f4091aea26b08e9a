package org.camelwhatsapp.engine.sticker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.StickerPackContent;
import org.junit.jupiter.api.Test;

class StickerArchiveTest {
    private static byte[] webp(String chunk, int flags) {
        byte[] bytes = Arrays.copyOf(("RIFF____WEBP" + chunk).getBytes(StandardCharsets.US_ASCII), 30);
        bytes[20] = (byte) flags;
        return bytes;
    }

    private static StickerPackDraft draft(List<StickerPackDraft.Sticker> stickers) {
        return new StickerPackDraft("Cats", "Shop", null, null, stickers, new byte[] {1});
    }

    private static StickerPackDraft.Sticker sticker(byte[] webp) {
        return new StickerPackDraft.Sticker(webp, List.of("x"), null);
    }

    @Test
    void storesEachPictureOnceUnderItsHash() throws IOException {
        byte[] still = webp("VP8 ", 0x02);
        StickerArchive archive = StickerArchive.of(
                draft(List.of(sticker(still), sticker(webp("VP8X", 0x02)), sticker(still))), "icon.png");
        assertThat(archive.stickers())
                .extracting(StickerPackContent.Sticker::animated)
                .containsExactly(false, true);
        assertThat(archive.stickers().get(0).fileName()).matches("[A-Za-z0-9_-]{43}=\\.webp");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
            ZipEntry first = zip.getNextEntry();
            assertThat(first.getName()).isEqualTo(archive.stickers().get(0).fileName());
            assertThat(first.getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(zip.readAllBytes()).isEqualTo(still);
            assertThat(zip.getNextEntry().getName())
                    .isEqualTo(archive.stickers().get(1).fileName());
            assertThat(zip.getNextEntry().getName()).isEqualTo("icon.png");
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void refusesPacksThatNobodyCouldShow() {
        byte[] picture = webp("VP8 ", 0);
        assertThatThrownBy(() -> draft(List.of())).isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> draft(Collections.nCopies(31, sticker(picture))))
                .isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> sticker(new byte[] {1, 2})).isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> sticker(Arrays.copyOf(picture, StickerPackDraft.MAX_FILE + 1)))
                .isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(
                        () -> new StickerPackDraft(" ", "Shop", null, null, List.of(sticker(picture)), new byte[] {1}))
                .isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(
                        () -> new StickerPackDraft("Cats", "Shop", null, null, List.of(sticker(picture)), new byte[0]))
                .isInstanceOf(InvalidContentException.class);
    }
}
