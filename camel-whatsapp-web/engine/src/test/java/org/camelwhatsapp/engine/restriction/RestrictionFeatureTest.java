package org.camelwhatsapp.engine.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.event.AccountRestricted;
import org.camelwhatsapp.engine.restriction.AccountRestriction.Kind;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about restrictions, and what is asked when messages are refused. */
class RestrictionFeatureTest {
    private final ScriptedSession server = new ScriptedSession();
    private final RestrictionFeature restrictions = server.add(new RestrictionFeature(server.session));

    private void update(String json) {
        Node update = Node.of("update", json.getBytes(StandardCharsets.UTF_8));
        server.receive(
                Node.builder("notification").attr("type", "mex").child(update).build());
    }

    private static Node result(String json) {
        return Node.of("result", json.getBytes(StandardCharsets.UTF_8));
    }

    private List<AccountRestriction> told() {
        return server.events(AccountRestricted.class).stream()
                .map(AccountRestricted::restriction)
                .toList();
    }

    private void refused(int code) {
        server.run(() -> restrictions.onRefused(code, null));
    }

    @Test
    void lastsAMinuteWhenTheEndIsNotTold() {
        update("{\"data\":{\"xwa2_notify_account_reachout_timelock\":{\"is_active\":true}}}");
        assertThat(told())
                .containsExactly(new AccountRestriction(
                        Kind.STRANGERS, true, server.loop.now().plusSeconds(60), null, null, null));
    }

    @Test
    void endsWhenTheServiceSays() {
        update("{\"data\":{\"xwa2_notify_account_reachout_timelock\":{\"is_active\":\"true\","
                + "\"time_enforcement_ends\":\"1800000000\",\"enforcement_type\":\"X\"}}}");
        assertThat(told().get(0).until()).isEqualTo(Instant.ofEpochSecond(1_800_000_000));
        assertThat(told().get(0).detail()).isEqualTo("X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"data\":null}",
                "{\"data\":{\"xwa2_notify_account_reachout_timelock\":[1]}}",
                "{\"data\":{\"xwa2_notify_newsletter_on_join\":{\"id\":\"1\"}}}"
            })
    void staysSilentAboutWhatItCannotRead(String json) {
        update(json);
        assertThat(told()).isEmpty();
    }

    @Test
    void asksOnceInAMinuteWhyMessagesAreRefused() {
        refused(463);
        refused(463);
        assertThat(server.requests).hasSize(1);
        server.answer(result("{\"data\":{\"xwa2_fetch_account_reachout_timelock\":{\"is_active\":true,"
                + "\"time_enforcement_ends\":\"1800000000\"}}}"));
        assertThat(told()).hasSize(1);
        refused(463);
        assertThat(server.requests).isEmpty();
        server.loop.advance(Duration.ofSeconds(60));
        refused(463);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void tellsNothingWhenTheRecipientAloneIsTheReasonOrTheQuestionFails() {
        refused(463);
        server.answer(result("{\"data\":{\"xwa2_fetch_account_reachout_timelock\":{\"is_active\":false}}}"));
        refused(475);
        server.fail(new NotConnectedException("gone"));
        refused(479);
        refused(503);
        assertThat(told()).isEmpty();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void tellsThatNewChatsAreUsedUp() {
        refused(475);
        server.answer(result("{\"data\":{\"xwa2_message_capping_info\":{\"total_quota\":3,\"used_quota\":\"4\","
                + "\"capping_status\":\"CAPPED\",\"cycle_end_timestamp\":\"1800000000\"}}}"));
        assertThat(told())
                .containsExactly(new AccountRestriction(
                        Kind.NEW_CHATS, true, Instant.ofEpochSecond(1_800_000_000), "CAPPED", 4L, 3L));
    }

    @Test
    void tellsOnceInAMinuteThatMessagesAreTooMany() {
        server.run(() -> restrictions.onRefused(429, Duration.ofSeconds(30)));
        refused(429);
        assertThat(told())
                .containsExactly(new AccountRestriction(
                        Kind.RATE, true, server.loop.now().plusSeconds(30), null, null, null));
        server.loop.advance(Duration.ofSeconds(60));
        refused(429);
        assertThat(told()).hasSize(2);
    }
}
