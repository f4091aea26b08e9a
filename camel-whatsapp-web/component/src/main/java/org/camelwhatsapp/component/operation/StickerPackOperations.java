package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.sticker.StickerPackDraft;
import org.camelwhatsapp.engine.sticker.StickerPackFeature;
import org.jspecify.annotations.Nullable;

/** Sending packs of stickers. */
final class StickerPackOperations implements OperationGroup {
    private static final int MAX_FILE = 1 << 20;

    /**
     * One sticker.
     *
     * @param file the picture
     * @param emojis what it stands for
     * @param label what it shows
     */
    record Sticker(
            FileInput file,
            @Nullable List<String> emojis,
            @Nullable String label) {
        StickerPackDraft.Sticker draft() {
            return new StickerPackDraft.Sticker(file.bytes(MAX_FILE), emojis == null ? List.of() : emojis, label);
        }
    }

    record Pack(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @JsonPropertyDescription("What it is called.") String name,
            @JsonPropertyDescription("Who made it.") String publisher,

            @Nullable @JsonPropertyDescription("What it is about.")
            String description,

            @Nullable @JsonPropertyDescription("A text of the message.")
            String caption,

            @JsonPropertyDescription("1 to 30 objects with file (WebP of 512 by 512 pixels), emojis and label.")
            List<Sticker> stickers,

            @JsonPropertyDescription("A picture of the pack, PNG of 252 by 252 pixels.")
            FileInput cover,

            @Flat Sending sending) {
        StickerPackDraft draft() {
            return new StickerPackDraft(
                    name,
                    publisher,
                    description,
                    caption,
                    stickers.stream().map(Sticker::draft).toList(),
                    cover.bytes(MAX_FILE));
        }
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(Operation.named("message.stickerPack", Pack.class)
                .describedAs("Sends a pack of stickers, which the reader can keep.")
                .answers(SendResult.class)
                .fails("media-failed", "send-N", "send-refused", "invalid-content")
                .performs((client, q) -> {
                    StickerPackDraft draft = q.draft();
                    return client.with(StickerPackFeature.class, packs -> packs.upload(draft))
                            .thenCompose(pack ->
                                    client.send(q.chat(), pack, q.sending().options(q.chat())));
                }));
    }
}
