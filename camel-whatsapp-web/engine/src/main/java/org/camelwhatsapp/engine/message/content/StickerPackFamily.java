package org.camelwhatsapp.engine.message.content;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.StickerPackMessage;
import org.jspecify.annotations.Nullable;

/** Packs of stickers. Source: docs/protocol.md, "Sticker packs". */
final class StickerPackFamily implements ContentFamily {
    private static final String WEBP = "image/webp";
    private static final int COVER_PIXELS = 252;

    @Override
    public @Nullable MessageContent read(Message message) {
        if (!message.hasStickerPackMessage()) {
            return null;
        }
        StickerPackMessage pack = message.getStickerPackMessage();
        List<StickerPackContent.Sticker> stickers = new ArrayList<>();
        for (StickerPackMessage.Sticker sticker : pack.getStickersList()) {
            stickers.add(new StickerPackContent.Sticker(
                    sticker.getFileName(),
                    sticker.getIsAnimated(),
                    sticker.getEmojisList(),
                    sticker.getAccessibilityLabel().isEmpty() ? null : sticker.getAccessibilityLabel()));
        }
        return new StickerPackContent(
                pack.getStickerPackId(),
                pack.getName(),
                pack.getPublisher(),
                pack.hasPackDescription() ? pack.getPackDescription() : null,
                pack.hasCaption() ? pack.getCaption() : null,
                stickers,
                pack.getTrayIconFileName(),
                MediaFields.read(pack, MediaKind.STICKER_PACK),
                pack.hasThumbnailDirectPath() ? cover(pack) : null);
    }

    private static RemoteMedia cover(StickerPackMessage pack) {
        return new RemoteMedia(
                MediaKind.STICKER_PACK_THUMBNAIL,
                null,
                pack.getThumbnailDirectPath(),
                pack.getMediaKey().toByteArray(),
                pack.getThumbnailSha256().toByteArray(),
                pack.getThumbnailEncSha256().toByteArray(),
                0,
                null,
                Math.max(0, pack.getMediaKeyTimestamp()));
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof StickerPackContent pack)) {
            return false;
        }
        StickerPackMessage.Builder builder = MediaFields.write(pack.media(), StickerPackMessage.newBuilder())
                .setStickerPackId(pack.packId())
                .setName(pack.name())
                .setPublisher(pack.publisher())
                .setTrayIconFileName(pack.trayIcon())
                .setStickerPackSize(pack.media().fileLength())
                .setStickerPackOrigin(StickerPackMessage.StickerPackOrigin.USER_CREATED);
        String description = pack.description();
        if (description != null) {
            builder.setPackDescription(description);
        }
        String caption = pack.caption();
        if (caption != null) {
            builder.setCaption(caption);
        }
        for (StickerPackContent.Sticker sticker : pack.stickers()) {
            StickerPackMessage.Sticker.Builder written = builder.addStickersBuilder()
                    .setFileName(sticker.fileName())
                    .setIsAnimated(sticker.animated())
                    .addAllEmojis(sticker.emojis())
                    .setIsLottie(false)
                    .setMimetype(WEBP);
            String label = sticker.label();
            if (label != null) {
                written.setAccessibilityLabel(label);
            }
        }
        RemoteMedia cover = pack.cover();
        if (cover != null) {
            cover(cover, builder);
        }
        message.setStickerPackMessage(builder);
        return true;
    }

    private static void cover(RemoteMedia cover, StickerPackMessage.Builder builder) {
        String path = cover.directPath();
        byte[] hash = cover.fileSha256();
        byte[] sealedHash = cover.fileEncSha256();
        if (path == null || hash == null || sealedHash == null) {
            throw new InvalidContentException("cover", "uploaded before");
        }
        builder.setThumbnailDirectPath(path)
                .setThumbnailSha256(ByteString.copyFrom(hash))
                .setThumbnailEncSha256(ByteString.copyFrom(sealedHash))
                .setThumbnailWidth(COVER_PIXELS)
                .setThumbnailHeight(COVER_PIXELS)
                .setImageDataHash(new String(Base64.getEncoder().encode(hash), StandardCharsets.US_ASCII));
    }
}
