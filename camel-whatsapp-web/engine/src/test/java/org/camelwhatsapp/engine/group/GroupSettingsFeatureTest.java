package org.camelwhatsapp.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting of a group as the stanza that changes it. */
class GroupSettingsFeatureTest {
    private static final Jid GROUP = Jid.group("120363000000000001");

    private final ScriptedSession session = new ScriptedSession();
    private final GroupFeature groups =
            session.add(new GroupFeature(session.session, new AddressBook(session.session), new NoTokens()));
    private final GroupSettingsFeature settings = session.add(new GroupSettingsFeature(session.session, groups));

    private interface Change extends Function<GroupSettingsFeature, CompletionStage<Void>> {}

    private static Arguments becomes(Change change, Node content) {
        return Arguments.of(change, content);
    }

    private static Node approval(String state) {
        return Node.of(
                "membership_approval_mode",
                Node.builder("group_join").attr("state", state).build());
    }

    private static Node mode(String tag, String word) {
        return Node.builder(tag).text(word).build();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                becomes(s -> s.setSubject(GROUP, "Team"), mode("subject", "Team")),
                becomes(s -> s.setAnnouncement(GROUP, true), Node.of("announcement")),
                becomes(s -> s.setAnnouncement(GROUP, false), Node.of("not_announcement")),
                becomes(s -> s.setLocked(GROUP, true), Node.of("locked")),
                becomes(s -> s.setLocked(GROUP, false), Node.of("unlocked")),
                becomes(s -> s.setApproval(GROUP, true), approval("on")),
                becomes(s -> s.setApproval(GROUP, false), approval("off")),
                becomes(s -> s.setFrequentlyForwarded(GROUP, true), Node.of("frequently_forwarded_ok")),
                becomes(s -> s.setFrequentlyForwarded(GROUP, false), Node.of("no_frequently_forwarded")),
                becomes(s -> s.setAdminReports(GROUP, true), Node.of("allow_admin_reports")),
                becomes(s -> s.setAdminReports(GROUP, false), Node.of("not_allow_admin_reports")),
                becomes(s -> s.setHistoryShared(GROUP, true), Node.of("group_history")),
                becomes(s -> s.setHistoryShared(GROUP, false), Node.of("no_group_history")),
                becomes(s -> s.setAdders(GROUP, GroupSettings.Who.ADMINS), mode("member_add_mode", "admin_add")),
                becomes(s -> s.setAdders(GROUP, GroupSettings.Who.MEMBERS), mode("member_add_mode", "all_member_add")),
                becomes(s -> s.setLinkSharers(GROUP, GroupSettings.Who.ADMINS), mode("member_link_mode", "admin_link")),
                becomes(
                        s -> s.setLinkSharers(GROUP, GroupSettings.Who.MEMBERS),
                        mode("member_link_mode", "all_member_link")),
                becomes(
                        s -> s.setHistorySharers(GROUP, GroupSettings.Who.ADMINS),
                        mode("member_share_group_history_mode", "admin_share")),
                becomes(
                        s -> s.setHistorySharers(GROUP, GroupSettings.Who.MEMBERS),
                        mode("member_share_group_history_mode", "all_member_share")),
                becomes(s -> s.setDisappearing(GROUP, Duration.ZERO), Node.of("not_ephemeral")),
                becomes(
                        s -> s.setDisappearing(GROUP, Duration.ofDays(7)),
                        Node.builder("ephemeral").attr("expiration", 604_800).build()));
    }

    private void known() {
        session.call(() -> groups.info(GROUP));
        session.answer(Node.builder("group")
                .attr("id", GROUP.user())
                .child(Node.builder("description").attr("id", "OLD").build())
                .build());
    }

    private boolean asksAgain() {
        session.call(() -> groups.info(GROUP));
        return !session.requests.isEmpty();
    }

    private static Node set(Node content) {
        return Node.builder("iq")
                .attr("xmlns", "w:g2")
                .attr("type", "set")
                .attr("to", GROUP)
                .child(content)
                .build();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aSettingIsOneStanzaAfterWhichTheGroupIsAskedForAgain(Change change, Node content) {
        known();
        CompletableFuture<Void> done = session.call(() -> change.apply(settings));
        assertThat(session.nextRequest()).isEqualTo(set(content));
        session.answer();
        assertThat(done).isCompleted();
        assertThat(asksAgain()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aRefusedSettingIsNamedAndNothingIsForgotten(Change change, Node content) {
        known();
        CompletableFuture<Void> done = session.call(() -> change.apply(settings));
        session.refuse(401);
        assertThatThrownBy(done::join)
                .cause()
                .isInstanceOfSatisfying(
                        GroupException.class, e -> assertThat(e.code()).isEqualTo("group-not-admin"));
        assertThat(asksAgain()).isFalse();
    }

    private Node describe(String text) {
        known();
        session.call(() -> settings.setDescription(GROUP, text));
        // Somebody else may have changed it since.
        session.answer(Node.builder("group")
                .attr("id", GROUP.user())
                .child(Node.builder("description").attr("id", "NEWER").build())
                .build());
        return session.nextRequest();
    }

    @Test
    void aDescriptionNamesTheOneThatItReplaces() {
        assertThat(describe("About us"))
                .isEqualTo(set(Node.builder("description")
                        .attr("id", "id1")
                        .attr("prev", "NEWER")
                        .child(Node.builder("body").text("About us").build())
                        .build()));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''", "NONE"},
            nullValues = "NONE")
    void noDescriptionDeletesTheOldOne(String text) {
        assertThat(describe(text))
                .isEqualTo(set(Node.builder("description")
                        .attr("id", "id1")
                        .attr("prev", "NEWER")
                        .attr("delete", "true")
                        .build()));
    }

    @Test
    void aFirstDescriptionReplacesNone() {
        session.call(() -> settings.setDescription(GROUP, "About us"));
        session.answer(Node.builder("group").attr("id", GROUP.user()).build());
        assertThat(session.nextRequest().requireChild("description").has("prev"))
                .isFalse();
    }

    @Test
    void textsThatAreTooLongAreNotEvenSent() {
        assertThatThrownBy(() -> settings.setSubject(GROUP, " ")).hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() -> settings.setSubject(GROUP, "s".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.setDescription(GROUP, "d".repeat(2_049)))
                .hasMessageContaining("at most 2048 characters");
        assertThat(session.requests).isEmpty();
        session.call(() -> settings.setSubject(GROUP, "s".repeat(100)));
        assertThat(session.requests).hasSize(1);
    }
}
