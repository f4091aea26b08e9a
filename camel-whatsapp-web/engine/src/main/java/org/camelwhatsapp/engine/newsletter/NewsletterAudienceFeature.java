package org.camelwhatsapp.engine.newsletter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.mex.MexClient;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.mex.MexQuery;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;

/**
 * For those who run a newsletter: who reacted and voted, and which posts are pinned. Calls fail with {@link MexException}
 * when the server refuses. Mailbox only. Source: docs/protocol.md, "Newsletters".
 */
public final class NewsletterAudienceFeature implements Feature {
    private static final int MAX_VOTERS = 1_000;
    private static final int MAX_PINNED = 100;

    private final MexClient mex;

    public NewsletterAudienceFeature(Session session) {
        this.mex = new MexClient(session);
    }

    /** Who put which emoji on a post. */
    public CompletionStage<List<NewsletterReactor>> reactors(Jid newsletter, long serverId) {
        JsonObject input = new JsonObject()
                .put("id", NewsletterFeature.check(newsletter).toString())
                .put("server_id", Long.toString(serverId));
        return mex.ask(NewsletterQueries.REACTORS, new JsonObject().put("input", input))
                .thenApply(answer -> {
                    List<NewsletterReactor> reactors = new ArrayList<>();
                    for (JsonObject reaction : MexJson.objects(answer.object(), "reactions")) {
                        reactors.add(new NewsletterReactor(
                                MexJson.textOrEmpty(reaction, "reaction_code"), users(reaction, "sender_list")));
                    }
                    return reactors;
                });
    }

    /**
     * Who chose which answer of a poll.
     *
     * @param options the poll's answers, word for word, by which the result is named; may be empty
     * @param limit at most how many users, 1 to 1,000
     */
    public CompletionStage<List<NewsletterVoter>> voters(
            Jid newsletter, long serverId, List<String> options, int limit) {
        if (limit < 1 || limit > MAX_VOTERS) {
            throw new IllegalArgumentException("limit: expected 1 to " + MAX_VOTERS);
        }
        Map<String, String> names = new HashMap<>();
        options.forEach(option -> names.put(HexFormat.of().formatHex(NewsletterNodes.hash(option)), option));
        JsonObject input = NewsletterFeature.about(newsletter)
                .put("server_id", Long.toString(serverId))
                .put("limit", limit);
        return mex.ask(NewsletterQueries.VOTERS, new JsonObject().put("input", input))
                .thenApply(answer -> {
                    List<NewsletterVoter> voters = new ArrayList<>();
                    for (JsonObject vote : MexJson.objects(answer.object(), "votes")) {
                        String hash = hex(MexJson.textOrEmpty(vote, "vote_hash"));
                        voters.add(new NewsletterVoter(names.getOrDefault(hash, hash), users(vote, "voter_list")));
                    }
                    return voters;
                });
    }

    private static String hex(String hash) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(hash));
        } catch (IllegalArgumentException e) {
            throw MexException.malformed("no Base64 in vote_hash");
        }
    }

    private static List<Jid> users(JsonObject owner, String list) {
        List<Jid> users = new ArrayList<>();
        for (JsonObject edge : MexJson.objects(MexJson.object(owner, list), "edges")) {
            Jid user = MexJson.jid(MexJson.object(edge, "node"), "id");
            if (user != null) {
                users.add(user);
            }
        }
        return users;
    }

    /**
     * Keeps posts at the top of a newsletter, or no longer.
     *
     * @param serverIds 1 to 100
     */
    public CompletionStage<Void> pin(Jid newsletter, List<Long> serverIds, boolean pinned) {
        if (serverIds.isEmpty() || serverIds.size() > MAX_PINNED) {
            throw new IllegalArgumentException("serverIds: expected 1 to " + MAX_PINNED);
        }
        JsonArray ids = new JsonArray();
        serverIds.forEach(id -> ids.add(id.toString()));
        MexQuery query = pinned ? NewsletterQueries.PIN : NewsletterQueries.UNPIN;
        JsonObject variables =
                NewsletterFeature.about(newsletter).put("input", new JsonObject().put("message_ids", ids));
        return mex.ask(query, variables).thenAccept(answer -> {});
    }
}
