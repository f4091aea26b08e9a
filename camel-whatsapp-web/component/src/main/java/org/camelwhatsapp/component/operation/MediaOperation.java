package org.camelwhatsapp.component.operation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.message.content.AudioContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.StickerContent;
import org.camelwhatsapp.engine.message.content.VideoContent;

/** {@code message.image} and the like: Sends the body as a file. The answer is the accepted message. */
final class MediaOperation implements Operation {
    private final String name;
    private final String description;
    private final Function<MediaBody, MediaContent> content;

    private MediaOperation(String name, String description, Function<MediaBody, MediaContent> content) {
        this.name = name;
        this.description = description;
        this.content = content;
    }

    /** One for each kind of file. */
    static List<Operation> all() {
        return List.of(
                new MediaOperation(
                        "message.image",
                        "Sends the body as a picture.",
                        body -> new ImageContent(body.media("image/"), body.caption())),
                new MediaOperation(
                        "message.video",
                        "Sends the body as a video.",
                        body -> new VideoContent(body.media("video/"), body.caption(), false, false)),
                new MediaOperation(
                        "message.audio",
                        "Sends the body as a sound.",
                        body -> new AudioContent(body.media("audio/"), false, 0)),
                new MediaOperation(
                        "message.voiceNote",
                        "Sends the body, Opus in Ogg, as a voice note.",
                        body -> new AudioContent(body.media(null), true, 0)),
                new MediaOperation(
                        "message.document",
                        "Sends the body as a file of any kind.",
                        body -> new DocumentContent(body.media(""), body.fileName(), body.caption())),
                new MediaOperation(
                        "message.sticker",
                        "Sends the body, WebP, as a sticker.",
                        body -> new StickerContent(body.media("image/"))));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        return context.client().send(context.chat(), content.apply(new MediaBody(context)), context.sendOptions());
    }
}
