package org.camelwhatsapp.engine.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewsletterParserTest {
    @Test
    void readsAllThatIsKnown() {
        assertThat(NewsletterParser.info(new JsonObject(Answers.METADATA)))
                .isEqualTo(new NewsletterInfo(
                        Answers.NEWS,
                        NewsletterState.ACTIVE,
                        "Offers",
                        "What is new",
                        "0029VaCODE",
                        null,
                        42,
                        true,
                        Instant.ofEpochSecond(1_700_000_000),
                        new NewsletterPicture("9", null, "/v/t61/p"),
                        NewsletterReactions.BASIC,
                        NewsletterRole.ADMIN,
                        true,
                        false));
    }

    @Test
    void readsTheOlderFormOfMute() {
        String older = "{\"id\":\"1@newsletter\",\"viewer_metadata\":{\"mute\":\"on\",\"role\":\"SUBSCRIBER\"}}";
        NewsletterInfo info = NewsletterParser.info(new JsonObject(older));
        assertThat(info.muted()).isTrue();
        assertThat(info.role()).isEqualTo(NewsletterRole.SUBSCRIBER);
    }

    @Test
    void doesWithoutWhatIsAbsent() {
        NewsletterInfo info =
                NewsletterParser.info(new JsonObject("{\"id\":\"1@newsletter\",\"state\":{\"type\":\"NEW\"}}"));
        assertThat(info.state()).isEqualTo(NewsletterState.UNKNOWN);
        assertThat(info.role()).isEqualTo(NewsletterRole.GUEST);
        assertThat(info.reactions()).isEqualTo(NewsletterReactions.ALL);
        assertThat(info.name()).isEmpty();
        assertThat(info.created()).isNull();
        assertThat(info.picture()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":7}", "{\"id\":\"\"}", "{\"id\":\"1@s.whatsapp.net\"}", "{\"id\":\"a@b@c\"}"})
    void refusesWhatIsNoNewsletter(String json) {
        assertThatThrownBy(() -> NewsletterParser.info(new JsonObject(json))).isInstanceOf(MexException.class);
    }

    @Test
    void readsFollowers() {
        String json = """
                {"followers":{"edges":[
                 {"node":{"id":"11@lid","pn":"15550001","display_name":"A"},"role":"SUBSCRIBER","follow_time":"1700000000"},
                 {"node":{"id":"12@lid","pn":"15550002@s.whatsapp.net"},"role":"OWNER"},
                 {"node":{"id":"13@lid","display_name":null},"follow_time":"99999999999999"}]}}""";
        List<NewsletterFollower> followers = NewsletterParser.followers(new JsonObject(json));
        assertThat(followers)
                .containsExactly(
                        new NewsletterFollower(
                                Jid.lid("11"),
                                Jid.phone("15550001"),
                                "A",
                                NewsletterRole.SUBSCRIBER,
                                Instant.ofEpochSecond(1_700_000_000)),
                        new NewsletterFollower(Jid.lid("12"), Jid.phone("15550002"), null, NewsletterRole.OWNER, null),
                        new NewsletterFollower(Jid.lid("13"), null, null, NewsletterRole.GUEST, null));
        assertThat(followers.toString()).doesNotContain("15550001").doesNotContain("\"A\"");
    }

    @Test
    void sendsOnlyWhatIsToChange() {
        assertThat(NewsletterUpdate.name("New").toJson().encode()).isEqualTo("{\"name\":\"New\"}");
        assertThat(NewsletterUpdate.description("").toJson().encode()).isEqualTo("{\"description\":\"\"}");
        assertThat(NewsletterUpdate.picture(new byte[0]).toJson().encode()).isEqualTo("{\"picture\":\"\"}");
        assertThat(NewsletterUpdate.picture(new byte[] {1, 2, 3}).toJson().encode())
                .isEqualTo("{\"picture\":\"AQID\"}");
        assertThat(NewsletterUpdate.reactions(NewsletterReactions.NONE).toJson().encode())
                .isEqualTo("{\"settings\":{\"reaction_codes\":{\"value\":\"NONE\"}}}");
        assertThatThrownBy(() -> NewsletterUpdate.name("x".repeat(101)).toJson())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
