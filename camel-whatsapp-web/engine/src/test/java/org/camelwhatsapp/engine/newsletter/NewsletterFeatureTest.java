package org.camelwhatsapp.engine.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.event.NewsletterChanged;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Requests as they leave, and what becomes of the answers. */
class NewsletterFeatureTest {
    private static final Jid USER = Jid.phone("15550100");

    private final ScriptedSession server = new ScriptedSession();
    private final NewsletterFeature newsletters = server.add(new NewsletterFeature(server.session));
    private final NewsletterAdminFeature admins = new NewsletterAdminFeature(server.session);

    private <T> CompletableFuture<T> call(Function<NewsletterFeature, CompletionStage<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        server.run(() -> call.apply(newsletters).whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    /** The request that waits: its number and variables. */
    private JsonObject asked(String id) {
        Node iq = server.nextRequest();
        assertThat(iq.attr("xmlns")).isEqualTo("w:mex");
        assertThat(iq.attr("type")).isEqualTo("get");
        assertThat(iq.jid("to")).isEqualTo(Jid.SERVER);
        Node query = iq.requireChild("query");
        assertThat(query.attr("query_id")).isEqualTo(id);
        JsonObject body = new JsonObject(query.text());
        assertThat(body.getString("queryId")).isEqualTo(id);
        return body.getJsonObject("variables");
    }

    @Test
    void makesANewsletter() {
        CompletableFuture<NewsletterInfo> made =
                call(n -> n.create(new NewsletterDraft("Offers", "What is new", new byte[] {1, 2, 3})));
        assertThat(asked("25149874324715067"))
                .isEqualTo(new JsonObject(
                        "{\"input\":{\"name\":\"Offers\",\"description\":\"What is new\",\"picture\":\"AQID\"}}"));
        server.answer(Answers.result("xwa2_newsletter_create", Answers.METADATA));
        assertThat(made.join().jid()).isEqualTo(Answers.NEWS);
    }

    @Test
    void asksForOneByAddressOrLink() {
        CompletableFuture<NewsletterInfo> byJid = call(n -> n.info(Answers.NEWS));
        assertThat(asked("27456920720571478").getJsonObject("input"))
                .isEqualTo(
                        new JsonObject("{\"key\":\"" + Answers.NEWS + "\",\"type\":\"JID\",\"view_role\":\"GUEST\"}"));
        server.answer(Answers.result("xwa2_newsletter", Answers.METADATA));
        assertThat(byJid.join().name()).isEqualTo("Offers");

        for (String link : List.of(
                "0029VaCODE",
                "https://whatsapp.com/channel/0029VaCODE",
                "https://whatsapp.com/channel/0029VaCODE/17")) {
            CompletableFuture<NewsletterInfo> byLink = call(n -> n.preview(link));
            assertThat(asked("27456920720571478").getJsonObject("input").getString("key"))
                    .isEqualTo("0029VaCODE");
            server.answer(Answers.result("xwa2_newsletter", "null"));
            assertThatThrownBy(byLink::join)
                    .hasCauseInstanceOf(MexException.class)
                    .hasMessageContaining("no such newsletter");
        }
    }

    @Test
    void listsThoseThatAreFollowed() {
        CompletableFuture<List<NewsletterInfo>> followed = call(NewsletterFeature::followed);
        asked("25399611239711790");
        server.answer(Answers.result("xwa2_newsletter_subscribed", "[" + Answers.METADATA + "]"));
        assertThat(followed.join()).hasSize(1);
        CompletableFuture<List<NewsletterInfo>> found = call(n -> n.search("off", 5));
        assertThat(asked("26301059626252132").getJsonObject("input").getInteger("limit"))
                .isEqualTo(5);
        server.answer(Answers.result("xwa2_newsletters_directory_search", "{\"result\":[" + Answers.METADATA + "]}"));
        assertThat(found.join()).hasSize(1);
    }

    @Test
    void followsAndMutes() {
        CompletableFuture<Void> followed = call(n -> n.follow(Answers.NEWS));
        assertThat(asked("24404358912487870"))
                .isEqualTo(new JsonObject().put("newsletter_id", Answers.NEWS.toString()));
        server.answer(Answers.result("xwa2_newsletter_join_v2", "{\"id\":\"" + Answers.NEWS + "\"}"));
        assertThat(followed).isCompleted();
        call(n -> n.mute(Answers.NEWS, true));
        assertThat(asked("31938993655691868").getJsonObject("input"))
                .isEqualTo(new JsonObject()
                        .put("newsletter_id", Answers.NEWS.toString())
                        .put("type", "MUTE_ADMIN_ACTIVITY")
                        .put("value", "ON"));
        server.answer(Answers.result("xwa2_newsletter_update_user_setting", "{}"));
        call(n -> n.muteFollowerActivity(Answers.NEWS, false));
        assertThat(asked("31938993655691868").getJsonObject("input").getString("value"))
                .isEqualTo("OFF");
        server.answer(Answers.result("xwa2_newsletter_update_user_setting", "{}"));
        call(n -> n.unfollow(Answers.NEWS));
        asked("9767147403369991");
    }

    @Test
    void tellsWhyItWasRefused() {
        CompletableFuture<Void> deleted = call(n -> n.delete(Answers.NEWS));
        asked("30062808666639665");
        server.answer(Node.of(
                "result",
                Answers.json("{\"data\":{\"xwa2_newsletter_delete_v2\":null},"
                        + "\"errors\":[{\"extensions\":{\"error_code\":403}}]}")));
        assertThatThrownBy(deleted::join)
                .hasRootCauseInstanceOf(MexException.class)
                .hasMessageContaining("403");
        assertThatThrownBy(() -> newsletters.follow(USER)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acceptsTerms() {
        CompletableFuture<Void> accepted = call(n -> n.acceptTerms("20601218", 5));
        Node iq = server.nextRequest();
        assertThat(iq.attr("xmlns")).isEqualTo("tos");
        assertThat(iq.attr("type")).isEqualTo("set");
        assertThat(iq.requireChild("notice").attr("id")).isEqualTo("20601218");
        assertThat(iq.requireChild("notice").attr("stage")).isEqualTo("5");
        server.answer();
        assertThat(accepted).isCompleted();
    }

    @Test
    void invitesAndDemotesAdmins() {
        CompletableFuture<?>[] until = new CompletableFuture<?>[1];
        server.run(
                () -> until[0] = admins.invite(Answers.NEWS, USER.withDevice(3)).toCompletableFuture());
        assertThat(asked("9387141988078609").getString("user_id")).isEqualTo(USER.toString());
        server.answer(Answers.result(
                "xwa2_newsletter_admin_invite_create", "{\"id\":\"x\",\"invite_expiration_time\":\"1700000000\"}"));
        assertThat(until[0].join()).hasToString("2023-11-14T22:13:20Z");
        server.run(() -> until[0] = admins.invite(Answers.NEWS, USER).toCompletableFuture());
        server.answer(Answers.result("xwa2_newsletter_admin_invite_create", "{\"id\":\"x\"}"));
        assertThat(until[0]).isCompletedExceptionally();
        server.run(() -> admins.demote(Answers.NEWS, USER));
        assertThat(asked("9880997548630971").getString("user_id")).isEqualTo(USER.toString());
        server.answer(Answers.result("xwa2_newsletter_admin_demote", "{}"));
        server.run(() -> until[0] = admins.pendingInvites(Answers.NEWS).toCompletableFuture());
        server.answer(Answers.result(
                "xwa2_newsletter_admin", "{\"pending_admin_invites\":[{\"user\":{\"id\":\"5@lid\",\"pn\":\"1\"}}]}"));
        assertThat(until[0].join()).isEqualTo(List.of(Jid.lid("5")));
    }

    private void notice(String json) {
        server.receive(Node.builder("notification")
                .attr("type", "mex")
                .attr("from", Jid.SERVER)
                .attr("t", 1_700_000_000)
                .child(Node.builder("update")
                        .attr("op_name", "any")
                        .bytes(Answers.json(json))
                        .build())
                .build());
    }

    @Test
    void tellsWhatChanged() {
        notice("{\"data\":{\"xwa2_notify_newsletter_on_join\":" + Answers.METADATA + "}}");
        notice("{\"data\":{\"xwa2_notify_newsletter_on_mute_change\":{\"id\":\"1@newsletter\",\"mute\":\"ON\"}}}");
        notice("{\"data\":{\"xwa2_notify_newsletter_on_state_change\":{\"id\":\"1@newsletter\",\"is_requestor\":true,"
                + "\"state\":{\"type\":\"DELETED\"}}}}");
        notice(
                "{\"data\":{\"xwa2_notify_newsletter_on_admin_promote\":{\"id\":\"1@newsletter\",\"user\":{\"id\":\"5@lid\"}}}}");
        List<NewsletterChanged> events = server.events(NewsletterChanged.class);
        assertThat(events)
                .extracting(NewsletterChanged::action)
                .containsExactly("join", "mute_change", "state_change", "admin_promote");
        assertThat(events.get(0).info()).isNotNull();
        assertThat(events.get(1).info()).isNull();
        assertThat(events.get(1).details()).containsEntry("mute", "ON");
        assertThat(events.get(2).details()).containsEntry("state", "DELETED").containsEntry("is_requestor", "true");
        assertThat(events.get(3).user()).isEqualTo(Jid.lid("5"));
        assertThat(events.get(0).toString()).doesNotContain("Offers");
    }

    @Test
    void leavesToOthersWhatIsNotItsOwn() {
        notice("{\"data\":{\"xwa2_notify_lid_change\":{\"id\":\"1@lid\"}}}");
        notice("{\"data\":{\"xwa2_notify_newsletter_on_join\":{\"id\":\"1@g.us\"}}}");
        notice("no json");
        server.receive(Node.builder("notification").attr("type", "mex").build());
        assertThat(server.events(NewsletterChanged.class)).isEmpty();
    }
}
