package org.camelwhatsapp.engine.newsletter;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.mex.MexClient;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.mex.MexQuery;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;

/**
 * Who runs a newsletter, and who follows it. Calls fail with {@link MexException} when the server refuses. Mailbox only.
 * Source: docs/protocol.md, "Newsletters".
 */
public final class NewsletterAdminFeature implements Feature {
    private static final int MAX_FOLLOWERS = 1_000;

    private final MexClient mex;

    public NewsletterAdminFeature(Session session) {
        this.mex = new MexClient(session);
    }

    /**
     * Those who follow it, the latest first. Only admins may ask.
     *
     * @param count at most how many, 1 to 1,000
     */
    public CompletionStage<List<NewsletterFollower>> followers(Jid newsletter, int count) {
        if (count < 1 || count > MAX_FOLLOWERS) {
            throw new IllegalArgumentException("count: expected 1 to " + MAX_FOLLOWERS);
        }
        JsonObject input = NewsletterFeature.about(newsletter).put("count", count);
        return mex.ask(NewsletterQueries.FOLLOWERS, new JsonObject().put("input", input))
                .thenApply(answer -> NewsletterParser.followers(answer.object()));
    }

    /** How many run it, the owner included. */
    public CompletionStage<Long> adminCount(Jid newsletter) {
        return mex.ask(NewsletterQueries.ADMIN_INFO, NewsletterFeature.about(newsletter))
                .thenApply(answer -> MexJson.number(answer.object(), "admin_count", 0));
    }

    /** What this account may do there as an admin, by the server's words. */
    public CompletionStage<List<String>> capabilities(Jid newsletter) {
        return mex.ask(NewsletterQueries.CAPABILITIES, NewsletterFeature.about(newsletter))
                .thenApply(answer -> MexJson.texts(answer.object(), "capabilities"));
    }

    /** Those who were asked to run it too, and did not answer. */
    public CompletionStage<List<Jid>> pendingInvites(Jid newsletter) {
        return mex.ask(NewsletterQueries.PENDING_INVITES, NewsletterFeature.about(newsletter))
                .thenApply(answer -> {
                    List<Jid> users = new ArrayList<>();
                    for (JsonObject invite : MexJson.objects(answer.object(), "pending_admin_invites")) {
                        users.add(MexJson.requireJid(MexJson.object(invite, "user"), "id"));
                    }
                    return users;
                });
    }

    /**
     * Lets a user become admin. The user has to be told, with a {@link
     * org.camelwhatsapp.engine.message.content.NewsletterInviteContent}.
     *
     * @return completes with the time until which the user may accept
     */
    public CompletionStage<Instant> invite(Jid newsletter, Jid user) {
        return mex.ask(NewsletterQueries.INVITE_ADMIN, with(newsletter, user)).thenApply(answer -> {
            Instant until = NewsletterParser.seconds(answer.object(), "invite_expiration_time");
            if (until == null) {
                throw MexException.malformed("no time in invite_expiration_time");
            }
            return until;
        });
    }

    /** Takes an invitation back. */
    public CompletionStage<Void> revokeInvite(Jid newsletter, Jid user) {
        return done(NewsletterQueries.REVOKE_INVITE, with(newsletter, user));
    }

    /** Becomes admin of a newsletter to which this account was invited. */
    public CompletionStage<Void> acceptInvite(Jid newsletter) {
        return done(NewsletterQueries.ACCEPT_INVITE, NewsletterFeature.about(newsletter));
    }

    /** Makes an admin, oneself perhaps, a follower again. */
    public CompletionStage<Void> demote(Jid newsletter, Jid user) {
        return done(NewsletterQueries.DEMOTE, with(newsletter, user));
    }

    /** Gives a newsletter to one of its admins; the owner becomes an admin. */
    public CompletionStage<Void> changeOwner(Jid newsletter, Jid user) {
        return done(NewsletterQueries.CHANGE_OWNER, with(newsletter, user));
    }

    private CompletionStage<Void> done(MexQuery query, JsonObject variables) {
        return mex.ask(query, variables).thenAccept(answer -> {});
    }

    private static JsonObject with(Jid newsletter, Jid user) {
        return NewsletterFeature.about(newsletter).put("user_id", user.toUser().toString());
    }
}
