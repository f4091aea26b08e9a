package org.camelwhatsapp.engine.sticker;

import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.StickerPackContent;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;

/** Uploads packs of stickers. Mailbox only. Source: docs/protocol.md, "Sticker packs". */
public final class StickerPackFeature implements Feature {
    private static final int ID_BYTES = 16;

    private final Session session;
    private final MediaFeature media;

    public StickerPackFeature(Session session, MediaFeature media) {
        this.session = session;
        this.media = media;
    }

    @Override
    public void register(StanzaRouter router) {
        // Packs come as messages.
    }

    /**
     * Uploads a pack; the result can be sent. Sending it again, or to others, needs no second upload. Fails with what
     * {@link MediaFeature#upload(MediaSource, MediaKind)} fails with.
     */
    public CompletionStage<StickerPackContent> upload(StickerPackDraft draft) {
        String id = HexFormat.of().formatHex(session.environment().random().bytes(ID_BYTES));
        String trayIcon = id + ".png";
        return CompletableFuture.supplyAsync(
                        () -> StickerArchive.of(draft, trayIcon),
                        session.environment().scheduling().blocking())
                .thenCompose(archive -> media.upload(
                                MediaSource.bytes(archive.bytes(), "application/zip"), MediaKind.STICKER_PACK)
                        .thenCompose(pack -> cover(draft, pack)
                                .thenApply(cover -> new StickerPackContent(
                                        id,
                                        draft.name(),
                                        draft.publisher(),
                                        draft.description(),
                                        draft.caption(),
                                        archive.stickers(),
                                        trayIcon,
                                        pack,
                                        cover))));
    }

    /** Readers expect the cover under the key of the pack. */
    private CompletionStage<RemoteMedia> cover(StickerPackDraft draft, RemoteMedia pack) {
        byte[] key = pack.mediaKey();
        MediaSource source = MediaSource.bytes(draft.cover(), "image/png");
        return key == null
                ? CompletableFuture.failedFuture(new IllegalStateException("an upload has a key"))
                : media.upload(source, MediaKind.STICKER_PACK_THUMBNAIL, key);
    }
}
