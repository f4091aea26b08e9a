package org.camelwhatsapp.engine.newsletter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.mex.MexClient;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.mex.MexQuery;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The public directory of newsletters, and what the service proposes. Calls fail with {@link MexException} when the server
 * refuses. Mailbox only. Source: docs/protocol.md, "Newsletters".
 */
public final class NewsletterDirectoryFeature implements Feature {
    private static final int MAX_LISTED = 100;

    /** In what order the directory is shown. */
    public enum View {
        RECOMMENDED,
        NEW,
        POPULAR,
        FEATURED,
        TRENDING
    }

    private final MexClient mex;

    public NewsletterDirectoryFeature(Session session) {
        this.mex = new MexClient(session);
    }

    /**
     * The directory, page by page.
     *
     * @param countries only of these, by their codes of two letters; empty for all
     * @param cursor what the page before gave, or null
     * @param limit 1 to 100
     */
    public CompletionStage<NewsletterListing> list(
            View view, List<String> countries, @Nullable String cursor, int limit) {
        JsonObject filters =
                new JsonObject().put("country_codes", new JsonArray(countries)).put("categories", new JsonArray());
        JsonObject input = limited(limit).put("view", view.name()).put("filters", filters);
        if (cursor != null) {
            input.put("start_cursor", cursor);
        }
        return ask(NewsletterQueries.DIRECTORY, input);
    }

    /** What the service proposes to this account. */
    public CompletionStage<List<NewsletterInfo>> recommended(List<String> countries, int limit) {
        JsonObject input = limited(limit).put("country_codes", new JsonArray(countries));
        return ask(NewsletterQueries.RECOMMENDED, input).thenApply(NewsletterListing::newsletters);
    }

    /** Newsletters like this one. */
    public CompletionStage<List<NewsletterInfo>> similar(Jid newsletter, List<String> countries, int limit) {
        JsonObject input = limited(limit)
                .put("newsletter_id", NewsletterFeature.check(newsletter).toString())
                .put("country_codes", new JsonArray(countries));
        return ask(NewsletterQueries.SIMILAR, input).thenApply(NewsletterListing::newsletters);
    }

    private static JsonObject limited(int limit) {
        if (limit < 1 || limit > MAX_LISTED) {
            throw new IllegalArgumentException("limit: expected 1 to " + MAX_LISTED);
        }
        return new JsonObject().put("limit", limit);
    }

    private CompletionStage<NewsletterListing> ask(MexQuery query, JsonObject input) {
        JsonObject variables = new JsonObject().put("input", input).put("fetch_status_metadata", false);
        return mex.ask(query, variables).thenApply(answer -> {
            boolean bare = answer.value() instanceof JsonArray;
            List<JsonObject> found = bare ? answer.objects() : MexJson.objects(answer.object(), "result");
            JsonObject page = bare ? new JsonObject() : MexJson.object(answer.object(), "page_info");
            return new NewsletterListing(NewsletterParser.infos(found), next(page));
        });
    }

    /** Both spellings are seen. */
    private static @Nullable String next(JsonObject page) {
        boolean more = Boolean.TRUE.equals(page.getValue("hasNextPage"))
                || Boolean.TRUE.equals(page.getValue("has_next_page"));
        String cursor = MexJson.text(page, "endCursor");
        return more ? cursor == null ? MexJson.text(page, "end_cursor") : cursor : null;
    }
}
