package org.camelwhatsapp.simulator.newsletter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.iq.MexRequests;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/** The stored queries about newsletters, under the numbers that clients of several years use. */
public final class NewsletterMex {
    private final Newsletters newsletters;
    private final NewsletterAdmins admins;

    private NewsletterMex(Newsletters newsletters) {
        this.newsletters = newsletters;
        this.admins = new NewsletterAdmins(newsletters);
    }

    public static void register(MexRequests mex, Newsletters newsletters) {
        NewsletterMex queries = new NewsletterMex(newsletters);
        queries.reading(mex);
        queries.following(mex);
        queries.running(mex);
        queries.administration(mex);
        new NewsletterAudienceMex(newsletters).register(mex);
    }

    private void reading(MexRequests mex) {
        mex.on("xwa2_newsletter", this::info, "27456920720571478", "6563316087068696", "26944199458535748");
        mex.on(
                "xwa2_newsletter_subscribed",
                (account, variables) -> describeAll(newsletters.of(account), account),
                "25399611239711790",
                "6388546374527196");
        mex.on("xwa2_newsletters_directory_search", this::search, "26301059626252132");
        mex.on("xwa2_newsletters_directory_list", this::directory, "26125047313831973");
        mex.on("xwa2_newsletters_recommended", this::directory, "25806748772361516");
        mex.on("xwa2_newsletters_similar", this::directory, "26217043484590756");
        mex.on("xwa2_newsletter_followers", this::followers, "27472091235714801");
    }

    private void following(MexRequests mex) {
        mex.on(
                "xwa2_newsletter_join_v2",
                (account, variables) -> {
                    newsletters.follow(account, newsletter(variables));
                    return head(variables);
                },
                "24404358912487870");
        mex.on(
                "xwa2_newsletter_leave_v2",
                (account, variables) -> {
                    newsletters.unfollow(account, newsletter(variables));
                    return head(variables);
                },
                "9767147403369991");
        mex.on(
                "xwa2_newsletter_update_user_setting",
                (account, variables) -> {
                    JsonObject input = variables.getJsonObject("input");
                    boolean on = input.getString("value", "").equals("ON");
                    newsletters.set(account, newsletter(input), input.getString("type", ""), on);
                    return head(input);
                },
                "31938993655691868");
        Map.of("xwa2_newsletter_mute_v2", "29766401636284406", "xwa2_newsletter_unmute_v2", "9864994326891137")
                .forEach((root, id) -> mex.on(
                        root,
                        (account, variables) -> {
                            newsletters.set(account, newsletter(variables), Newsletters.MUTE, !root.contains("unmute"));
                            return head(variables);
                        },
                        id));
    }

    private void running(MexRequests mex) {
        mex.on(
                "xwa2_newsletter_create",
                (account, variables) ->
                        NewsletterJson.describe(newsletters.create(account, variables.getJsonObject("input")), account),
                "25149874324715067",
                "8823471724422422");
        mex.on(
                "xwa2_newsletter_update",
                (account, variables) -> NewsletterJson.describe(
                        newsletters.update(account, newsletter(variables), variables.getJsonObject("updates")),
                        account),
                "24250201037901610");
        mex.on(
                "xwa2_newsletter_delete_v2",
                (account, variables) -> {
                    newsletters.delete(account, newsletter(variables));
                    return new JsonObject()
                            .put("id", variables.getString("newsletter_id"))
                            .put("state", new JsonObject().put("type", "DELETED"));
                },
                "30062808666639665");
    }

    private void administration(MexRequests mex) {
        mex.on("xwa2_newsletter_admin", this::adminInfo, "26278439461859188", "7130823597031706");
        mex.on("xwa2_newsletter_admin", this::adminInfo, "9801384413216421", "9783111038412085");
        mex.on(
                "xwa2_newsletter_admin_invite_create",
                (account, variables) -> {
                    long until = admins.invite(account, newsletter(variables), user(variables));
                    return new JsonObject()
                            .put("id", variables.getString("newsletter_id"))
                            .put("invite_expiration_time", Long.toString(until));
                },
                "9387141988078609");
        change(
                mex,
                "9580828702035549",
                "xwa2_newsletter_admin_invite_accept",
                (a, v) -> admins.accept(a, newsletter(v)));
        change(
                mex,
                "9656078347839416",
                "xwa2_newsletter_admin_invite_revoke",
                (a, v) -> admins.revoke(a, newsletter(v), user(v)));
        change(
                mex,
                "9880997548630971",
                "xwa2_newsletter_admin_demote",
                (a, v) -> admins.demote(a, newsletter(v), user(v)));
        change(mex, "6551828931592903", "xwa2_newsletter_demote", (a, v) -> admins.demote(a, newsletter(v), user(v)));
        change(
                mex,
                "9546742745432473",
                "xwa2_newsletter_change_owner",
                (a, v) -> admins.changeOwner(a, newsletter(v), user(v)));
        change(
                mex,
                "7341777602580933",
                "xwa2_newsletter_change_owner",
                (a, v) -> admins.changeOwner(a, newsletter(v), user(v)));
    }

    private static void change(MexRequests mex, String id, String root, BiConsumer<Account, JsonObject> change) {
        mex.on(
                root,
                (account, variables) -> {
                    change.accept(account, variables);
                    return head(variables);
                },
                id);
    }

    private static JsonObject head(JsonObject variables) {
        return new JsonObject().put("id", variables.getString("newsletter_id"));
    }

    private static Jid newsletter(JsonObject variables) {
        return Jid.parse(variables.getString("newsletter_id", ""));
    }

    private static Jid user(JsonObject variables) {
        return Jid.parse(variables.getString("user_id", ""));
    }

    private @Nullable Object info(Account account, JsonObject variables) {
        JsonObject input = variables.getJsonObject("input");
        String key = input.getString("key", "");
        Newsletter found = input.getString("type", "").equals("INVITE")
                ? newsletters.byInvite(key)
                : newsletters.find(Jid.parse(key));
        return found == null ? null : NewsletterJson.describe(found, account);
    }

    private static JsonArray describeAll(Iterable<Newsletter> found, Account viewer) {
        JsonArray all = new JsonArray();
        found.forEach(newsletter -> all.add(NewsletterJson.describe(newsletter, viewer)));
        return all;
    }

    private Object search(Account account, JsonObject variables) {
        JsonObject input = variables.getJsonObject("input");
        String text = input.getString("search_text", "").toLowerCase(Locale.ROOT);
        var found = newsletters.all().stream()
                .filter(newsletter -> newsletter.name().toLowerCase(Locale.ROOT).contains(text))
                .limit(input.getInteger("limit", 100))
                .toList();
        return new JsonObject()
                .put("result", describeAll(found, account))
                .put("page_info", new JsonObject().put("hasNextPage", false));
    }

    /** All of them, the newest first, in pages; without the one that others are to be like. */
    private Object directory(Account account, JsonObject variables) {
        JsonObject input = variables.getJsonObject("input");
        List<Newsletter> all = new ArrayList<>(newsletters.all());
        all.removeIf(newsletter -> newsletter.jid().toString().equals(input.getString("newsletter_id")));
        Collections.reverse(all);
        int from = Math.min(all.size(), Integer.parseInt(input.getString("start_cursor", "0")));
        int to = Math.min(all.size(), from + input.getInteger("limit", 100));
        return new JsonObject()
                .put("result", describeAll(all.subList(from, to), account))
                .put(
                        "page_info",
                        new JsonObject().put("hasNextPage", to < all.size()).put("endCursor", Integer.toString(to)));
    }

    private Object followers(Account account, JsonObject variables) {
        JsonObject input = variables.getJsonObject("input");
        Newsletter newsletter = newsletters.runBy(account, newsletter(input));
        JsonArray edges = new JsonArray();
        newsletter.members().forEach((member, role) -> {
            if (edges.size() < input.getInteger("count", 100)) {
                edges.add(new JsonObject()
                        .put(
                                "node",
                                new JsonObject()
                                        .put("id", member.lid().toString())
                                        .put("pn", member.phoneJid().toString())
                                        .put("display_name", member.pushName()))
                        .put("role", role.name())
                        .put("follow_time", Long.toString(newsletter.since(member))));
            }
        });
        return new JsonObject().put("followers", new JsonObject().put("edges", edges));
    }

    private Object adminInfo(Account account, JsonObject variables) {
        Newsletter newsletter = newsletters.require(newsletter(variables));
        boolean runsIt = newsletter.role(account).runsIt();
        if (!runsIt) {
            throw new RefusedException(403, "forbidden");
        }
        JsonArray invites = new JsonArray();
        newsletter
                .invited()
                .forEach((user, until) -> invites.add(new JsonObject()
                        .put(
                                "user",
                                new JsonObject()
                                        .put("id", user.lid().toString())
                                        .put("pn", user.phoneJid().toString()))));
        long count = newsletter.members().values().stream().filter(Role::runsIt).count();
        return new JsonObject()
                .put("id", newsletter.jid().toString())
                .put("admin_count", count)
                .put("capabilities", new JsonArray().add("ADMIN_NOTIFICATIONS").add("INSIGHTS"))
                .put("pending_admin_invites", invites);
    }
}
