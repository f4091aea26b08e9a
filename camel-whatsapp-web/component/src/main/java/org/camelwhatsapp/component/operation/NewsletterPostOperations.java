package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterMessage;
import org.camelwhatsapp.engine.newsletter.NewsletterPage;
import org.camelwhatsapp.engine.newsletter.NewsletterPostFeature;
import org.jspecify.annotations.Nullable;

/** Posts of newsletters. They are sent by the operations that send messages. */
final class NewsletterPostOperations implements OperationGroup {
    private static final int USUAL_COUNT = 25;

    record Messages(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @Nullable @JsonPropertyDescription("At most how many, 1 to 100; 25 unless given.")
            Integer count,

            @Nullable @JsonPropertyDescription("Only those before this server id.")
            Long before,

            @Nullable @JsonPropertyDescription("Only those after this server id.")
            Long after) {}

    record Updates(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @Nullable @JsonPropertyDescription("At most how many, 1 to 100; 25 unless given.")
            Integer count,

            @Nullable @JsonPropertyDescription("Only what changed since.")
            Instant since,

            @Nullable @JsonPropertyDescription("Only those after this server id.")
            Long after) {}

    record Newsletter(
            @JsonPropertyDescription("The newsletter.") Jid newsletter) {}

    record Watch(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @JsonPropertyDescription("Whether the events go on until newsletter.unsubscribe, with new connections too.")
            boolean keep) {}

    record React(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,
            @JsonPropertyDescription("The post.") Long serverId,

            @JsonPropertyDescription("One emoji; the empty text takes the reaction back.")
            String emoji) {}

    record Vote(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @JsonPropertyDescription("The post that is the poll.")
            Long serverId,

            @JsonPropertyDescription("The chosen answers, word for word; none takes the vote back.")
            List<String> options) {}

    record Viewed(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @JsonPropertyDescription("The posts, 1 to 1,000.")
            List<Long> serverIds) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("newsletter.messages", Messages.class)
                        .describedAs("Tells posts, oldest first, with what followers did with them.")
                        .body("newsletter")
                        .answersListOf(NewsletterMessage.class)
                        .fails("server-N")
                        .serves("DG-164")
                        .performs((client, q) -> client.with(
                                NewsletterPostFeature.class,
                                posts -> posts.messages(new NewsletterPage(
                                        q.newsletter(), count(q.count()), q.before(), q.after(), null)))),
                Operation.named("newsletter.updates", Updates.class)
                        .describedAs("Tells what followers did with posts, and what posts say that were changed.")
                        .body("newsletter")
                        .answersListOf(NewsletterMessage.class)
                        .fails("server-N")
                        .serves("DG-168")
                        .performs((client, q) -> client.with(
                                NewsletterPostFeature.class,
                                posts -> posts.updates(new NewsletterPage(
                                        q.newsletter(), count(q.count()), null, q.after(), q.since())))),
                Operation.named("newsletter.subscribe", Watch.class)
                        .describedAs("Asks for newsletter.counts events. The answer is for how many seconds they come "
                                + "before they must be asked for again; keep does that.")
                        .body("newsletter")
                        .answers(Duration.class)
                        .fails("server-N")
                        .serves("DG-167")
                        .performs((client, q) -> client.with(
                                NewsletterPostFeature.class,
                                posts -> q.keep() ? posts.watch(q.newsletter()) : posts.subscribe(q.newsletter()))),
                Operation.named("newsletter.unsubscribe", Newsletter.class)
                        .describedAs("Asks for newsletter.counts events no longer; they may come for a while yet.")
                        .body("newsletter")
                        .performs((client, q) ->
                                client.with(NewsletterPostFeature.class, posts -> posts.unwatch(q.newsletter()))),
                Operation.named("newsletter.react", React.class)
                        .describedAs("Puts an emoji on a post, or takes it back.")
                        .body("emoji")
                        .fails("send-N")
                        .serves("DG-165")
                        .performs((client, q) -> client.with(
                                NewsletterPostFeature.class,
                                posts -> posts.react(q.newsletter(), q.serverId(), q.emoji()))),
                Operation.named("newsletter.vote", Vote.class)
                        .describedAs("Votes in a poll.")
                        .body("options")
                        .fails("send-N")
                        .performs((client, q) -> client.with(
                                NewsletterPostFeature.class,
                                posts -> posts.vote(q.newsletter(), q.serverId(), q.options()))),
                Operation.named("newsletter.markViewed", Viewed.class)
                        .describedAs("Says that posts were seen, which counts them.")
                        .body("serverIds")
                        .serves("DG-166")
                        .performs((client, q) -> client.with(
                                NewsletterPostFeature.class,
                                posts -> posts.markViewed(q.newsletter(), q.serverIds()))));
    }

    private static int count(@Nullable Integer count) {
        return count == null ? USUAL_COUNT : count;
    }
}
