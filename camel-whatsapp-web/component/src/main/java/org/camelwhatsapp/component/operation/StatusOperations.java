package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.function.Function;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.AudioContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.TextStyle;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.status.StatusFeature;
import org.camelwhatsapp.engine.status.StatusMuteFeature;
import org.camelwhatsapp.engine.status.StatusPrivacy;
import org.camelwhatsapp.engine.status.StatusPrivacyFeature;
import org.jspecify.annotations.Nullable;

/** Posts that others see for 24 hours. */
final class StatusOperations implements OperationGroup {
    private static final String RECIPIENTS = "Who sees it; those whom the setting of the account names unless given.";

    record Text(
            @JsonPropertyDescription("The text.") String text,

            @Nullable @JsonPropertyDescription("Such as #FFFFFF; white unless given.")
            String textColor,

            @Nullable @JsonPropertyDescription("Such as #1F5F55; dark green unless given.")
            String backgroundColor,

            @JsonPropertyDescription("SYSTEM unless given.") TextStyle.@Nullable Font font,

            @Nullable @JsonPropertyDescription(RECIPIENTS) List<Jid> recipients,

            @Nullable @JsonPropertyDescription("An id of one's own, so that a repeated request leaves once.")
            String messageId) {
        Text {
            if (text.isEmpty()) {
                throw new InvalidRequestException("text: expected a text that is not empty");
            }
        }

        TextContent content() {
            TextStyle style = new TextStyle(
                    Colors.read("textColor", textColor, TextStyle.PLAIN.textColor()),
                    Colors.read("backgroundColor", backgroundColor, TextStyle.PLAIN.backgroundColor()),
                    font == null ? TextStyle.Font.SYSTEM : font);
            return new TextContent(text, null, style);
        }
    }

    record PostFile(
            @JsonPropertyDescription("The file.") FileInput file,

            @Nullable @JsonPropertyDescription("Its type, such as image/png; guessed from its name unless given.")
            String mimeType,

            @Nullable @JsonPropertyDescription("The text below it; sounds have none.")
            String caption,

            @JsonPropertyDescription("Whether a sound is shown as a voice note, which is Opus in Ogg.")
            boolean voiceNote,

            @Nullable @JsonPropertyDescription(RECIPIENTS) List<Jid> recipients,

            @Nullable @JsonPropertyDescription("An id of one's own, so that a repeated request leaves once.")
            String messageId) {
        Media media(@Nullable String usualType) {
            return file.media(mimeType, usualType);
        }

        @Nullable
        String captionOrNull() {
            return caption == null || caption.isEmpty() ? null : caption;
        }
    }

    record Post(
            @JsonPropertyDescription("The id of one's own post.")
            String targetId) {}

    record Seen(
            @JsonPropertyDescription("Who posted it.") Jid author,
            @JsonPropertyDescription("The post's id.") String targetId) {}

    record Reply(
            @JsonPropertyDescription("Who posted it.") Jid author,
            @JsonPropertyDescription("The post's id.") String targetId,
            @JsonPropertyDescription("The answer.") String text) {
        Reply {
            if (text.isEmpty()) {
                throw new InvalidRequestException("text: expected a text that is not empty");
            }
        }
    }

    record React(
            @JsonPropertyDescription("Who posted it.") Jid author,
            @JsonPropertyDescription("The post's id.") String targetId,

            @JsonPropertyDescription("One emoji; the empty text takes the reaction back.")
            String emoji) {}

    record Mute(
            @JsonPropertyDescription("Whose posts.") Jid user,

            @JsonPropertyDescription("Whether they are put aside from now on.")
            Boolean on) {}

    record Privacy(
            @JsonPropertyDescription("CONTACTS, CONTACTS_EXCEPT or ONLY_WITH.")
            StatusPrivacy.Mode mode,

            @Nullable @JsonPropertyDescription("Who is left out, or who alone sees posts.")
            List<Jid> users) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("status.text", Text.class)
                        .describedAs("Posts a text for 24 hours. Completes when the server accepted it.")
                        .body("text")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused", "invalid-content")
                        .serves("DG-171")
                        .performs((client, q) -> client.with(
                                StatusFeature.class,
                                statuses -> statuses.post(q.content(), listOf(q.recipients()), q.messageId()))),
                file(
                        "status.image",
                        "DG-172",
                        "Posts a picture for 24 hours.",
                        q -> new ImageContent(q.media("image/"), q.captionOrNull())),
                file(
                        "status.video",
                        "DG-173",
                        "Posts a video for 24 hours; phones show the first 30 to 60 s.",
                        q -> new VideoContent(q.media("video/"), q.captionOrNull(), false, false)),
                file(
                        "status.audio",
                        "DG-174",
                        "Posts a sound for 24 hours.",
                        q -> new AudioContent(q.media(q.voiceNote() ? null : "audio/"), q.voiceNote(), 0)),
                Operation.named("status.revoke", Post.class)
                        .describedAs("Takes one's own post back, from those who could see it.")
                        .body("targetId")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused")
                        .performs((client, q) ->
                                client.with(StatusFeature.class, statuses -> statuses.revoke(q.targetId()))),
                Operation.named("status.markViewed", Seen.class)
                        .describedAs("Tells the author of a post that one looked at it.")
                        .performs((client, q) -> client.with(
                                StatusFeature.class, statuses -> statuses.markViewed(q.author(), q.targetId()))),
                Operation.named("status.reply", Reply.class)
                        .describedAs("Answers a post, in the chat with its author.")
                        .body("text")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused")
                        .performs((client, q) -> client.with(
                                StatusFeature.class,
                                statuses -> statuses.reply(q.author(), q.targetId(), new TextContent(q.text())))),
                Operation.named("status.react", React.class)
                        .describedAs("Puts an emoji on a post, which its author alone sees, or takes it back.")
                        .body("emoji")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused")
                        .performs((client, q) -> client.with(
                                StatusFeature.class, statuses -> statuses.react(q.author(), q.targetId(), q.emoji()))),
                Operation.named("status.mute", Mute.class)
                        .describedAs("Puts somebody's posts aside on all devices of the account, or shows them again."
                                + " They come as events all the same.")
                        .body("user")
                        .fails("app-state-missing-key", "app-state-mismatch")
                        .performs((client, q) ->
                                client.with(StatusMuteFeature.class, statuses -> statuses.mute(q.user(), q.on()))),
                Operation.named("status.muted", NoFields.class)
                        .describedAs("Lists whose posts are put aside.")
                        .answersListOf(Jid.class)
                        .performs((client, q) -> client.with(StatusMuteFeature.class, StatusMuteFeature::muted)),
                Operation.named("status.setPrivacy", Privacy.class)
                        .describedAs(
                                "Says who sees posts that do not say it themselves, on all devices of the account.")
                        .body("mode")
                        .fails("app-state-missing-key", "app-state-mismatch")
                        .performs((client, q) -> client.with(
                                StatusPrivacyFeature.class,
                                privacy -> privacy.set(new StatusPrivacy(q.mode(), listOf(q.users()))))),
                Operation.named("status.privacy", NoFields.class)
                        .describedAs("Tells who sees posts unless they say otherwise.")
                        .answers(StatusPrivacy.class)
                        .serves("DG-181")
                        .performs((client, q) -> client.with(StatusPrivacyFeature.class, StatusPrivacyFeature::get)));
    }

    private static Operation<PostFile> file(
            String name, String serves, String description, Function<PostFile, MediaContent> content) {
        return Operation.named(name, PostFile.class)
                .describedAs(description + " The file is encrypted and uploaded first.")
                .body("file")
                .answers(SendResult.class)
                .fails("media-failed", "send-N", "send-refused", "invalid-content")
                .serves(serves)
                .performs((client, q) -> client.with(
                        StatusFeature.class,
                        statuses -> statuses.post(content.apply(q), listOf(q.recipients()), q.messageId())));
    }

    private static List<Jid> listOf(@Nullable List<Jid> recipients) {
        return recipients == null ? List.of() : recipients;
    }
}
