package org.camelwhatsapp.simulator.newsletter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.iq.MexRequests;
import org.camelwhatsapp.simulator.state.Account;

/** The stored queries about who reacted and voted, and about pinned posts. For those who run the newsletter. */
final class NewsletterAudienceMex {
    private final Newsletters newsletters;

    NewsletterAudienceMex(Newsletters newsletters) {
        this.newsletters = newsletters;
    }

    void register(MexRequests mex) {
        mex.on("xwa2_newsletters_reaction_sender_list", this::reactors, "29575462448733991");
        mex.on("voter_list", this::voters, "9407762219322536");
        mex.on(
                "xwa2_newsletter_pin_messages",
                (account, variables) -> pin(account, variables, true),
                "27165709459706559");
        mex.on(
                "xwa2_newsletter_unpin_messages",
                (account, variables) -> pin(account, variables, false),
                "28007176042216937");
    }

    private Object reactors(Account account, JsonObject variables) {
        JsonObject input = variables.getJsonObject("input");
        Post post =
                post(newsletters.runBy(account, Jid.parse(input.getString("id", ""))), input.getString("server_id"));
        Map<String, Set<Account>> users = new LinkedHashMap<>();
        post.reactions()
                .forEach((user, emoji) -> users.computeIfAbsent(emoji, any -> new LinkedHashSet<>())
                        .add(user));
        JsonArray reactions = new JsonArray();
        users.forEach((emoji, senders) ->
                reactions.add(new JsonObject().put("reaction_code", emoji).put("sender_list", list(senders))));
        return new JsonObject().put("reactions", reactions);
    }

    private Object voters(Account account, JsonObject variables) {
        JsonObject input = variables.getJsonObject("input");
        Jid jid = Jid.parse(input.getString("newsletter_id", ""));
        Post post = post(newsletters.runBy(account, jid), input.getString("server_id"));
        Map<String, Set<Account>> users = new LinkedHashMap<>();
        post.votes()
                .forEach((user, hashes) ->
                        hashes.forEach(hash -> users.computeIfAbsent(hash, any -> new LinkedHashSet<>())
                                .add(user)));
        JsonArray votes = new JsonArray();
        users.forEach((hash, voters) -> votes.add(new JsonObject()
                .put(
                        "vote_hash",
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash)))
                .put("voter_list", list(voters))));
        return new JsonObject().put("votes", votes);
    }

    private static JsonObject list(Collection<Account> users) {
        JsonArray edges = new JsonArray();
        users.forEach(user -> edges.add(new JsonObject()
                .put("node", new JsonObject().put("id", user.lid().toString()))));
        return new JsonObject().put("edges", edges);
    }

    private Object pin(Account account, JsonObject variables, boolean pinned) {
        Newsletter newsletter = newsletters.runBy(account, Jid.parse(variables.getString("newsletter_id", "")));
        for (Object id : variables.getJsonObject("input").getJsonArray("message_ids")) {
            Post post = post(newsletter, id.toString());
            if (pinned) {
                newsletter.pinned().add(post.serverId());
            } else {
                newsletter.pinned().remove(post.serverId());
            }
        }
        return new JsonObject().put("id", newsletter.jid().toString());
    }

    private static Post post(Newsletter newsletter, String serverId) {
        Post post = newsletter.post(Long.parseLong(serverId));
        if (post == null) {
            throw new RefusedException(404, "item-not-found");
        }
        return post;
    }
}
