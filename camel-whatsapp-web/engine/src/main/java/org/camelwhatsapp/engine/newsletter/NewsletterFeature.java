package org.camelwhatsapp.engine.newsletter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.mex.MexClient;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.mex.MexQuery;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;

/**
 * Newsletters: make, find, follow, change, delete. Calls fail with {@link MexException} when the server refuses. Mailbox
 * only. Source: docs/protocol.md, "Newsletters".
 */
public final class NewsletterFeature implements Feature {
    /** The notice that the account must have accepted before it makes a newsletter. */
    public static final String CREATION_NOTICE = "20601218";

    /** The stage of that notice. */
    public static final int CREATION_STAGE = 5;

    private static final int MAX_FOUND = 100;
    private static final String LINK = "/channel/";

    private final Session session;
    private final MexClient mex;
    private final NewsletterNotices notices;

    public NewsletterFeature(Session session) {
        this.session = session;
        this.mex = new MexClient(session);
        this.notices = new NewsletterNotices(session);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("mex", notices::onNotification);
    }

    /** Makes a newsletter. The server refuses it until {@link #acceptTerms} was called once for the account. */
    public CompletionStage<NewsletterInfo> create(NewsletterDraft draft) {
        JsonObject input = new JsonObject().put("name", NewsletterDraft.checkName(draft.name()));
        if (draft.description() != null) {
            input.put("description", draft.description());
        }
        if (draft.picture() != null) {
            input.put("picture", Base64.getEncoder().encodeToString(draft.picture()));
        }
        return mex.ask(NewsletterQueries.CREATE, new JsonObject().put("input", input))
                .thenApply(answer -> NewsletterParser.info(answer.object()));
    }

    /** What is known of a newsletter. */
    public CompletionStage<NewsletterInfo> info(Jid newsletter) {
        return info(check(newsletter).toString(), "JID");
    }

    /**
     * What is known of a newsletter one need not follow.
     *
     * @param invite its link, or the code alone
     */
    public CompletionStage<NewsletterInfo> preview(String invite) {
        return info(code(invite), "INVITE");
    }

    private static String code(String invite) {
        int at = invite.indexOf(LINK);
        String code = at < 0 ? invite : invite.substring(at + LINK.length());
        int end = code.indexOf('/');
        return end < 0 ? code.trim() : code.substring(0, end);
    }

    private CompletionStage<NewsletterInfo> info(String key, String type) {
        JsonObject input =
                new JsonObject().put("key", key).put("type", type).put("view_role", NewsletterRole.GUEST.name());
        JsonObject variables = new JsonObject()
                .put("input", input)
                .put("fetch_viewer_metadata", true)
                .put("fetch_full_image", true)
                .put("fetch_creation_time", true)
                .put("fetch_wamo_sub", false)
                .put("fetch_status_metadata", false)
                .put("fetch_pinned_messages", false);
        return mex.ask(NewsletterQueries.INFO, variables).thenApply(answer -> {
            if (answer.value() == null) {
                throw MexException.notFound("newsletter");
            }
            return NewsletterParser.info(answer.object());
        });
    }

    /** Those that this account follows or runs. */
    public CompletionStage<List<NewsletterInfo>> followed() {
        JsonObject variables = new JsonObject().put("fetch_wamo_sub", false).put("fetch_status_metadata", false);
        return mex.ask(NewsletterQueries.FOLLOWED, variables)
                .thenApply(answer -> NewsletterParser.infos(answer.objects()));
    }

    /**
     * Newsletters in the public directory.
     *
     * @param text words to look for; empty for what the service proposes
     * @param limit at most how many, 1 to 100
     */
    public CompletionStage<List<NewsletterInfo>> search(String text, int limit) {
        if (limit < 1 || limit > MAX_FOUND) {
            throw new IllegalArgumentException("limit: expected 1 to " + MAX_FOUND);
        }
        JsonObject input = new JsonObject()
                .put("search_text", text)
                .put("categories", new JsonArray())
                .put("limit", limit);
        JsonObject variables = new JsonObject().put("input", input).put("fetch_status_metadata", false);
        return mex.ask(NewsletterQueries.SEARCH, variables)
                .thenApply(answer -> NewsletterParser.infos(MexJson.objects(answer.object(), "result")));
    }

    /** Follows a newsletter: its posts come from now on. */
    public CompletionStage<Void> follow(Jid newsletter) {
        return done(NewsletterQueries.FOLLOW, about(newsletter));
    }

    /** Follows a newsletter no longer. */
    public CompletionStage<Void> unfollow(Jid newsletter) {
        return done(NewsletterQueries.UNFOLLOW, about(newsletter));
    }

    /** Says whether this account is not notified of posts. The posts come all the same. */
    public CompletionStage<Void> mute(Jid newsletter, boolean muted) {
        return setting(newsletter, "MUTE_ADMIN_ACTIVITY", muted);
    }

    /** Says whether this account, an admin, is not notified of what followers do. */
    public CompletionStage<Void> muteFollowerActivity(Jid newsletter, boolean muted) {
        return setting(newsletter, "MUTE_FOLLOWER_ACTIVITY", muted);
    }

    private CompletionStage<Void> setting(Jid newsletter, String type, boolean on) {
        JsonObject input = about(newsletter).put("type", type).put("value", on ? "ON" : "OFF");
        return done(NewsletterQueries.USER_SETTING, new JsonObject().put("input", input));
    }

    /** Changes name, description, picture or which reactions are allowed. */
    public CompletionStage<Void> update(Jid newsletter, NewsletterUpdate update) {
        return done(NewsletterQueries.UPDATE, about(newsletter).put("updates", update.toJson()));
    }

    /** Deletes a newsletter for everybody. Only its owner may. */
    public CompletionStage<Void> delete(Jid newsletter) {
        return done(NewsletterQueries.DELETE, about(newsletter));
    }

    /**
     * Accepts terms of service for the account.
     *
     * @param notice which, such as {@link #CREATION_NOTICE}
     * @param stage such as {@link #CREATION_STAGE}
     */
    public CompletionStage<Void> acceptTerms(String notice, int stage) {
        Node iq = Node.builder("iq")
                .attr("xmlns", "tos")
                .attr("type", "set")
                .attr("to", Jid.SERVER)
                .child(Node.builder("notice")
                        .attr("id", notice)
                        .attr("stage", stage)
                        .build())
                .build();
        return session.wire().request(iq).thenAccept(answer -> {});
    }

    private CompletionStage<Void> done(MexQuery query, JsonObject variables) {
        // The answer repeats what is known already.
        return mex.ask(query, variables).thenAccept(answer -> {});
    }

    /** @throws IllegalArgumentException if it is no newsletter */
    static JsonObject about(Jid newsletter) {
        return new JsonObject().put("newsletter_id", check(newsletter).toString());
    }

    static Jid check(Jid newsletter) {
        if (!newsletter.isNewsletter()) {
            throw new IllegalArgumentException("newsletter: expected an address that ends in @newsletter");
        }
        return newsletter;
    }
}
