package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterAudienceFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterDirectoryFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterInfo;
import org.camelwhatsapp.engine.newsletter.NewsletterListing;
import org.camelwhatsapp.engine.newsletter.NewsletterReactor;
import org.camelwhatsapp.engine.newsletter.NewsletterVoter;
import org.jspecify.annotations.Nullable;

/** The public directory of newsletters, and what only those see who run one. */
final class NewsletterDirectoryOperations implements OperationGroup {
    private static final String FAILURE = "mex-N";
    private static final int USUAL_LIMIT = 50;

    record Directory(
            @JsonPropertyDescription("RECOMMENDED, NEW, POPULAR, FEATURED or TRENDING; RECOMMENDED unless given.")
            NewsletterDirectoryFeature.@Nullable View view,

            @Nullable @JsonPropertyDescription("Only of these countries, by their codes of two letters.")
            List<String> countries,

            @Nullable @JsonPropertyDescription("Where to go on: what the page before gave as next.")
            String cursor,

            @Nullable @JsonPropertyDescription("How many at most, 1 to 100; 50 unless given.")
            Integer limit) {}

    record Proposed(
            @Nullable @JsonPropertyDescription("Only of these countries, by their codes of two letters.")
            List<String> countries,

            @Nullable @JsonPropertyDescription("How many at most, 1 to 100; 50 unless given.")
            Integer limit) {}

    record Similar(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @Nullable @JsonPropertyDescription("Only of these countries, by their codes of two letters.")
            List<String> countries,

            @Nullable @JsonPropertyDescription("How many at most, 1 to 100; 50 unless given.")
            Integer limit) {}

    record Post(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,
            @JsonPropertyDescription("The post.") Long serverId) {}

    record Poll(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @JsonPropertyDescription("The post that is the poll.")
            Long serverId,

            @Nullable
            @JsonPropertyDescription(
                    "The poll's answers, word for word, by which the result is named; by hashes unless given.")
            List<String> options,

            @Nullable @JsonPropertyDescription("How many users at most, 1 to 1,000; 50 unless given.")
            Integer limit) {}

    record Pin(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @JsonPropertyDescription("The posts, 1 to 100.") List<Long> serverIds,

            @JsonPropertyDescription("Whether they are kept at the top.")
            Boolean pinned) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("newsletter.directory", Directory.class)
                        .describedAs("Shows the public directory of newsletters, page by page.")
                        .answers(NewsletterListing.class)
                        .fails(FAILURE)
                        .performs((client, q) -> client.with(
                                NewsletterDirectoryFeature.class,
                                directory -> directory.list(
                                        q.view() == null ? NewsletterDirectoryFeature.View.RECOMMENDED : q.view(),
                                        all(q.countries()),
                                        q.cursor(),
                                        limit(q.limit())))),
                Operation.named("newsletter.recommended", Proposed.class)
                        .describedAs("Tells which newsletters the service proposes to this account.")
                        .answersListOf(NewsletterInfo.class)
                        .fails(FAILURE)
                        .performs((client, q) -> client.with(
                                NewsletterDirectoryFeature.class,
                                directory -> directory.recommended(all(q.countries()), limit(q.limit())))),
                Operation.named("newsletter.similar", Similar.class)
                        .describedAs("Tells which newsletters are like one.")
                        .body("newsletter")
                        .answersListOf(NewsletterInfo.class)
                        .fails(FAILURE)
                        .performs((client, q) -> client.with(
                                NewsletterDirectoryFeature.class,
                                directory -> directory.similar(q.newsletter(), all(q.countries()), limit(q.limit())))),
                Operation.named("newsletter.reactors", Post.class)
                        .describedAs("Tells who put which emoji on a post. For those who run the newsletter.")
                        .body("serverId")
                        .answersListOf(NewsletterReactor.class)
                        .fails(FAILURE)
                        .performs((client, q) -> client.with(
                                NewsletterAudienceFeature.class,
                                audience -> audience.reactors(q.newsletter(), q.serverId()))),
                Operation.named("newsletter.voters", Poll.class)
                        .describedAs("Tells who chose which answer of a poll. For those who run the newsletter.")
                        .body("serverId")
                        .answersListOf(NewsletterVoter.class)
                        .fails(FAILURE)
                        .performs((client, q) -> client.with(
                                NewsletterAudienceFeature.class,
                                audience -> audience.voters(
                                        q.newsletter(), q.serverId(), all(q.options()), limit(q.limit())))),
                Operation.named("newsletter.pin", Pin.class)
                        .describedAs("Keeps posts at the top of a newsletter, or no longer. For those who run it.")
                        .body("serverIds")
                        .fails(FAILURE)
                        .performs((client, q) -> client.with(
                                NewsletterAudienceFeature.class,
                                audience -> audience.pin(q.newsletter(), q.serverIds(), q.pinned()))));
    }

    private static List<String> all(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    private static int limit(@Nullable Integer given) {
        return given == null ? USUAL_LIMIT : given;
    }
}
