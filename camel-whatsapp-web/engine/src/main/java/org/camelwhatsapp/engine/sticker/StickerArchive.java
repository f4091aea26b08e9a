package org.camelwhatsapp.engine.sticker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.message.content.StickerPackContent.Sticker;

/**
 * The file of a pack: its stickers and its cover, stored one after the other. The pictures are compressed already.
 *
 * @param bytes a ZIP
 * @param stickers what is in it
 */
record StickerArchive(byte[] bytes, List<Sticker> stickers) {
    /** @param trayIcon the cover's name in the file */
    static StickerArchive of(StickerPackDraft draft, String trayIcon) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Sticker> stickers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (StickerPackDraft.Sticker sticker : draft.stickers()) {
                String name = Base64.getUrlEncoder().encodeToString(Hashes.sha256(sticker.webp())) + ".webp";
                if (names.add(name)) {
                    store(zip, name, sticker.webp());
                    stickers.add(new Sticker(name, WebP.isAnimated(sticker.webp()), sticker.emojis(), sticker.label()));
                }
            }
            store(zip, trayIcon, draft.cover());
        } catch (IOException e) {
            throw new UncheckedIOException("a file in memory could not be written", e);
        }
        return new StickerArchive(bytes.toByteArray(), stickers);
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        // One's time zone is nobody's business.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
