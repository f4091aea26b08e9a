package org.camelwhatsapp.simulator.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewsletterQueriesTest {
    private static final String CREATE = "25149874324715067";
    private static final String UPDATE = "24250201037901610";
    private static final String DELETE = "30062808666639665";
    private static final String INFO = "27456920720571478";
    private static final String FOLLOW = "24404358912487870";
    private static final String UNFOLLOW = "9767147403369991";
    private static final String SETTING = "31938993655691868";
    private static final String MUTE = "29766401636284406";
    private static final String UNMUTE = "9864994326891137";
    private static final String INVITE = "9387141988078609";
    private static final String ACCEPT = "9580828702035549";
    private static final String REVOKE = "9656078347839416";
    private static final String DEMOTE = "9880997548630971";
    private static final String OWNER = "9546742745432473";
    private static final String DIRECTORY = "26125047313831973";
    private static final String SEARCH = "26301059626252132";
    private static final String FOLLOWERS = "27472091235714801";

    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private Account ben;
    private LoopClient annas;
    private LoopClient bens;
    private Newsletter news;

    /** Anna owns a newsletter; Ben is nobody there. */
    @BeforeEach
    void makeNewsletter() {
        anna = local.account("Anna");
        ben = local.account("Ben");
        annas = local.link(anna);
        bens = local.link(ben);
        news = local.newsletters.create(anna, new JsonObject().put("name", "News"));
        annas.take();
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static JsonObject query(LoopClient client, String id, JsonObject variables) {
        Node query = Node.builder("query")
                .attr("query_id", id)
                .text(new JsonObject().put("variables", variables).encode())
                .build();
        return new JsonObject(
                client.ask(iq("w:mex", "get", query)).requireChild("result").text());
    }

    /** The code of the refusal, 0 for none. */
    private static int code(JsonObject answer) {
        JsonArray errors = answer.getJsonArray("errors");
        return errors == null
                ? 0
                : errors.getJsonObject(0).getJsonObject("extensions").getInteger("error_code");
    }

    private static JsonObject data(JsonObject answer, String root) {
        assertThat(code(answer)).isZero();
        return answer.getJsonObject("data").getJsonObject(root);
    }

    private JsonObject about() {
        return new JsonObject().put("newsletter_id", news.jid().toString());
    }

    private JsonObject about(Account user) {
        return about().put("user_id", user.lid().toString());
    }

    private static JsonObject input(JsonObject input) {
        return new JsonObject().put("input", input);
    }

    private JsonObject seenBy(LoopClient client) {
        JsonObject answer =
                query(client, INFO, input(new JsonObject().put("key", news.jid().toString())));
        return data(answer, "xwa2_newsletter");
    }

    private String role(LoopClient client) {
        return seenBy(client).getJsonObject("viewer_metadata").getString("role");
    }

    /** The operations a device was told of since the last call. */
    private static List<String> told(LoopClient client) {
        return client.take().stream()
                .map(node -> node.requireChild("update").attr("op_name", "").replace("NotificationNewsletter", ""))
                .toList();
    }

    private void makeAdmin() {
        query(annas, INVITE, about(ben));
        query(bens, ACCEPT, about());
        annas.take();
        bens.take();
    }

    @Test
    void aNewNewsletterIsDescribedToItsOwner() {
        JsonObject made = data(
                query(annas, CREATE, input(new JsonObject().put("name", "Sport").put("description", "All of it"))),
                "xwa2_newsletter_create");
        JsonObject thread = made.getJsonObject("thread_metadata");
        assertThat(thread.getJsonObject("name").getString("text")).isEqualTo("Sport");
        assertThat(thread.getJsonObject("description").getString("text")).isEqualTo("All of it");
        assertThat(thread.getString("creation_time")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(thread.getString("subscribers_count")).isEqualTo("0");
        assertThat(made.getJsonObject("viewer_metadata").getString("role")).isEqualTo("OWNER");
        assertThat(told(annas)).containsExactly("Join");
    }

    @ParameterizedTest
    @CsvSource({"'', 400", "' ', 400", ", 400", "x, 0"})
    void aNewsletterHasAName(String name, int code) {
        assertThat(code(query(annas, CREATE, input(new JsonObject().put("name", name)))))
                .isEqualTo(code);
    }

    @Test
    void whoFollowsIsCountedAndWhoLeavesIsNot() {
        query(bens, FOLLOW, about());
        assertThat(role(bens)).isEqualTo("SUBSCRIBER");
        assertThat(seenBy(annas).getJsonObject("thread_metadata").getString("subscribers_count"))
                .isEqualTo("1");
        assertThat(told(bens)).containsExactly("Join");
        query(bens, UNFOLLOW, about());
        assertThat(role(bens)).isEqualTo("GUEST");
        assertThat(told(bens)).containsExactly("Leave");
    }

    @Test
    void theOwnerStaysOwnerWhetherHeFollowsOrLeaves() {
        assertThat(code(query(annas, FOLLOW, about()))).isZero();
        assertThat(code(query(annas, UNFOLLOW, about()))).isEqualTo(403);
        assertThat(role(annas)).isEqualTo("OWNER");
    }

    @Test
    void followersMuteAndOthersCannot() {
        assertThat(code(query(bens, MUTE, about()))).isEqualTo(400);
        query(bens, FOLLOW, about());
        query(bens, MUTE, about());
        assertThat(seenBy(bens).getJsonObject("viewer_metadata").getString("mute"))
                .isEqualTo("ON");
        assertThat(seenBy(annas).getJsonObject("viewer_metadata").getString("mute"))
                .isEqualTo("OFF");
        query(bens, UNMUTE, about());
        assertThat(seenBy(bens).getJsonObject("viewer_metadata").getString("mute"))
                .isEqualTo("OFF");
    }

    @ParameterizedTest
    @CsvSource({"MUTE_FOLLOWER_ACTIVITY, 0", "MUTE_ADMIN_ACTIVITY, 0", "MUTE_EVERYTHING, 400"})
    void onlyKnownSettingsAreSwitched(String type, int code) {
        JsonObject setting = about().put("type", type).put("value", "ON");
        assertThat(code(query(annas, SETTING, input(setting)))).isEqualTo(code);
        assertThat(news.settings(anna)).hasSize(code == 0 ? 1 : 0);
    }

    @Test
    void thoseWhoRunItChangeItAndAllMembersAreTold() {
        query(bens, FOLLOW, about());
        bens.take();
        JsonObject updates = new JsonObject().put("name", "Better").put("description", "New");
        assertThat(code(query(bens, UPDATE, about().put("updates", updates)))).isEqualTo(403);
        assertThat(code(query(annas, UPDATE, about().put("updates", updates)))).isZero();
        assertThat(news.name()).isEqualTo("Better");
        assertThat(news.description()).isEqualTo("New");
        assertThat(told(bens)).containsExactly("Update");
    }

    @ParameterizedTest
    @CsvSource({"ALL, 0", "BASIC, 0", "NONE, 0", "BLOCKLIST, 0", "SOME, 400"})
    void whichReactionsAreAllowedIsOneOfFourWords(String word, int code) {
        JsonObject settings = new JsonObject().put("reaction_codes", new JsonObject().put("value", word));
        JsonObject updates = about().put("updates", new JsonObject().put("settings", settings));
        assertThat(code(query(annas, UPDATE, updates))).isEqualTo(code);
        assertThat(news.reactionCodes()).isEqualTo(code == 0 ? word : "ALL");
    }

    @Test
    void aPictureIsSetTakenAwayAndRefusedWhenItIsNone() {
        JsonObject set = about().put("updates", new JsonObject().put("picture", "AQID"));
        query(annas, UPDATE, set);
        assertThat(news.pictureId()).isEqualTo("1");
        assertThat(news.pictureUrl()).endsWith(".enc");
        JsonObject bad = about().put("updates", new JsonObject().put("picture", "***"));
        assertThat(code(query(annas, UPDATE, bad))).isEqualTo(400);
        assertThat(news.pictureId()).isEqualTo("1");
        query(annas, UPDATE, about().put("updates", new JsonObject().put("picture", "")));
        assertThat(news.pictureId()).isNull();
        assertThat(news.pictureUrl()).isNull();
    }

    @Test
    void onlyTheOwnerDeletesAndThenItIsGone() {
        makeAdmin();
        assertThat(code(query(bens, DELETE, about()))).isEqualTo(403);
        assertThat(code(query(annas, DELETE, about()))).isZero();
        assertThat(told(bens)).containsExactly("StateChange");
        assertThat(code(query(bens, FOLLOW, about()))).isEqualTo(404);
        JsonObject gone =
                query(bens, INFO, input(new JsonObject().put("key", news.jid().toString())));
        assertThat(gone.getJsonObject("data").getValue("xwa2_newsletter")).isNull();
    }

    @Test
    void anAdminIsInvitedForSevenDaysByTheOwner() {
        assertThat(code(query(bens, INVITE, about(ben)))).isEqualTo(403);
        JsonObject invited = data(query(annas, INVITE, about(ben)), "xwa2_newsletter_admin_invite_create");
        assertThat(invited.getString("invite_expiration_time")).isEqualTo(Long.toString(LocalWorld.NOW + 7 * 86_400));
        assertThat(code(query(annas, INVITE, about().put("user_id", "1@lid")))).isEqualTo(404);
    }

    @Test
    void anInviteIsAcceptedOnceInTime() {
        assertThat(code(query(bens, ACCEPT, about()))).isEqualTo(403);
        query(annas, INVITE, about(ben));
        assertThat(code(query(bens, ACCEPT, about()))).isZero();
        assertThat(role(bens)).isEqualTo("ADMIN");
        assertThat(told(annas)).containsExactly("AdminPromote");
        assertThat(code(query(bens, ACCEPT, about()))).isEqualTo(403);
    }

    @ParameterizedTest
    // When the invite ends, in seconds from now.
    @CsvSource({"0, 0", "-1, 403"})
    void anInviteIsGoodUntilItsLastSecond(long fromNow, int code) {
        news.invited().put(ben, LocalWorld.NOW + fromNow);
        assertThat(code(query(bens, ACCEPT, about()))).isEqualTo(code);
    }

    @Test
    void aRevokedInviteIsWorthNothingAndIsRevokedOnce() {
        query(annas, INVITE, about(ben));
        assertThat(code(query(annas, REVOKE, about(ben)))).isZero();
        assertThat(told(bens)).containsExactly("AdminInviteRevoke");
        assertThat(code(query(bens, ACCEPT, about()))).isEqualTo(403);
        assertThat(code(query(annas, REVOKE, about(ben)))).isEqualTo(404);
    }

    @Test
    void anAdminStepsDownHimselfOrIsDemotedByTheOwner() {
        makeAdmin();
        assertThat(code(query(bens, DEMOTE, about(anna)))).isEqualTo(403);
        assertThat(code(query(bens, DEMOTE, about(ben)))).isZero();
        assertThat(role(bens)).isEqualTo("SUBSCRIBER");
        makeAdmin();
        assertThat(code(query(annas, DEMOTE, about(ben)))).isZero();
        assertThat(told(bens)).containsExactly("AdminDemote");
        assertThat(code(query(annas, DEMOTE, about(ben)))).isEqualTo(403);
    }

    @Test
    void theNewOwnerIsAnAdminBeforeAndTheOldOneAfter() {
        assertThat(code(query(annas, OWNER, about(ben)))).isEqualTo(403);
        makeAdmin();
        assertThat(code(query(bens, OWNER, about(ben)))).isEqualTo(403);
        assertThat(code(query(annas, OWNER, about(ben)))).isZero();
        assertThat(role(bens)).isEqualTo("OWNER");
        assertThat(role(annas)).isEqualTo("ADMIN");
        assertThat(told(bens)).containsExactly("OwnerUpdate");
    }

    @Test
    void followersAreForThoseWhoRunIt() {
        query(bens, FOLLOW, about());
        assertThat(code(query(bens, FOLLOWERS, input(about())))).isEqualTo(403);
        JsonArray edges = data(query(annas, FOLLOWERS, input(about())), "xwa2_newsletter_followers")
                .getJsonObject("followers")
                .getJsonArray("edges");
        JsonObject last = edges.getJsonObject(1);
        assertThat(last.getString("role")).isEqualTo("SUBSCRIBER");
        assertThat(last.getString("follow_time")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(last.getJsonObject("node").getString("id"))
                .isEqualTo(ben.lid().toString());
        JsonArray one = data(query(annas, FOLLOWERS, input(about().put("count", 1))), "xwa2_newsletter_followers")
                .getJsonObject("followers")
                .getJsonArray("edges");
        assertThat(one).hasSize(1);
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("result").stream()
                .map(each -> ((JsonObject) each)
                        .getJsonObject("thread_metadata")
                        .getJsonObject("name")
                        .getString("text"))
                .toList();
    }

    @Test
    void theDirectoryHasPagesNewestFirstUntilTheLast() {
        local.newsletters.create(anna, new JsonObject().put("name", "Second"));
        local.newsletters.create(anna, new JsonObject().put("name", "Third"));
        JsonObject first = data(
                query(bens, DIRECTORY, input(new JsonObject().put("limit", 2))), "xwa2_newsletters_directory_list");
        assertThat(names(first)).containsExactly("Third", "Second");
        assertThat(first.getJsonObject("page_info").getBoolean("hasNextPage")).isTrue();
        String cursor = first.getJsonObject("page_info").getString("endCursor");
        JsonObject next = data(
                query(bens, DIRECTORY, input(new JsonObject().put("limit", 2).put("start_cursor", cursor))),
                "xwa2_newsletters_directory_list");
        assertThat(names(next)).containsExactly("News");
        assertThat(next.getJsonObject("page_info").getBoolean("hasNextPage")).isFalse();
    }

    @Test
    void aSearchFindsPartsOfNamesInAnyCase() {
        local.newsletters.create(anna, new JsonObject().put("name", "Old NEWS"));
        local.newsletters.create(anna, new JsonObject().put("name", "Sport"));
        JsonObject found = data(
                query(bens, SEARCH, input(new JsonObject().put("search_text", "new"))),
                "xwa2_newsletters_directory_search");
        assertThat(names(found)).containsExactly("News", "Old NEWS");
    }

    @Test
    void aNewsletterIsFoundByItsLink() {
        JsonObject invite = new JsonObject().put("type", "INVITE").put("key", news.invite());
        assertThat(data(query(bens, INFO, input(invite)), "xwa2_newsletter").getString("id"))
                .isEqualTo(news.jid().toString());
        assertThat(local.newsletters.find(new Jid("1", 0, Jid.NEWSLETTER_SERVER)))
                .isNull();
    }
}
