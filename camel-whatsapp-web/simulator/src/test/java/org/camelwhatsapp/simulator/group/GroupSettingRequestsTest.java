package org.camelwhatsapp.simulator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import java.util.List;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSettingRequestsTest {
    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private LoopClient annas;
    private LoopClient bens;
    private Group group;

    /** Anna is the admin, Ben a member. */
    @BeforeEach
    void makeGroup() {
        anna = local.account("Anna");
        Account ben = local.account("Ben");
        annas = local.link(anna);
        bens = local.link(ben);
        group = local.groups.create(anna, "Choir", List.of(ben), List.of());
    }

    @AfterEach
    void close() {
        local.close();
    }

    private Node.Builder set(Node child) {
        return iq("w:g2", "set", child).attr("to", group.jid());
    }

    private static Node subject(int length) {
        return Node.builder("subject").text("s".repeat(length)).build();
    }

    private static Node description(String id, String previous, String text) {
        return Node.builder("description")
                .attr("id", id)
                .attr("prev", previous)
                .child(Node.builder("body").text(text).build())
                .build();
    }

    @ParameterizedTest
    // What takes a setting, and what takes it away.
    @CsvSource({
        "announcement, not_announcement",
        "locked, unlocked",
        "group_history, no_group_history",
        "no_frequently_forwarded, frequently_forwarded_ok",
        "allow_admin_reports, not_allow_admin_reports",
        "allow_non_admin_sub_group_creation, not_allow_non_admin_sub_group_creation",
    })
    void aSettingIsThereUntilItsOppositeComesAndMembersAreToldOfBoth(String on, String off) {
        annas.ask(set(Node.of(on)));
        assertThat(group.has(on)).isTrue();
        assertThat(bens.take().get(0).child(on)).isNotNull();
        annas.ask(set(Node.of(off)));
        assertThat(group.settings()).isEmpty();
        assertThat(bens.take().get(0).child(off)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"announcement", "unlocked", "not_ephemeral", "member_add_mode"})
    void membersAreNoAdmins(String setting) {
        assertThat(bens.refusal(set(Node.of(setting)))).isEqualTo(401);
        assertThat(group.settings()).isEmpty();
    }

    @ParameterizedTest
    // A timer in seconds, and the code it is answered with.
    @CsvSource({"86400, 0", "604800, 0", "7776000, 0", "86401, 400", "0, 400", ", 400"})
    void aTimerIsADayAWeekOrNinetyDays(String seconds, int code) {
        Node timer = Node.builder("ephemeral").attr("expiration", seconds).build();
        assertThat(annas.refusal(set(timer))).isEqualTo(code);
        assertThat(group.has("ephemeral")).isEqualTo(code == 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "100, 0", "101, 406"})
    void aSubjectHasAtMostAHundredCharacters(int length, int code) {
        assertThat(annas.refusal(set(subject(length)))).isEqualTo(code);
        assertThat(group.subject()).hasSize(code == 0 ? length : "Choir".length());
    }

    @Test
    void membersAreToldTheSubjectWithTimeAndAuthor() {
        bens.ask(set(subject(3)));
        Node told = annas.take().get(0).requireChild("subject");
        assertThat(told.attr("subject")).isEqualTo("sss");
        assertThat(told.attr("s_t")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(told.jid("s_o")).isEqualTo(bens.device().account().lid());
    }

    @Test
    void onlyAdminsEditALockedGroup() {
        group.settings().put("locked", Node.of("locked"));
        assertThat(bens.refusal(set(subject(3)))).isEqualTo(401);
        assertThat(bens.refusal(set(description("d1", null, "text")))).isEqualTo(401);
        assertThat(annas.refusal(set(subject(3)))).isZero();
        assertThat(annas.refusal(set(description("d1", null, "text")))).isZero();
    }

    @Test
    void aDescriptionIsKeptWithItsIdTextTimeAndAuthor() {
        annas.ask(set(description("d1", null, "We sing")));
        Node kept = group.description();
        assertThat(kept.attr("id")).isEqualTo("d1");
        assertThat(kept.attr("t")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(kept.jid("participant")).isEqualTo(anna.lid());
        assertThat(kept.requireChild("body").text()).isEqualTo("We sing");
    }

    @Test
    void aDescriptionHasToNameTheOneBeforeIt() {
        assertThat(annas.refusal(set(description("d1", "d0", "too early")))).isEqualTo(409);
        annas.ask(set(description("d1", null, "first")));
        assertThat(annas.refusal(set(description("d2", null, "blind")))).isEqualTo(409);
        assertThat(annas.refusal(set(description("d2", "d1", "second")))).isZero();
        assertThat(group.description().requireChild("body").text()).isEqualTo("second");
    }

    @Test
    void aDeletedDescriptionIsGoneAndMembersAreToldThatItIs() {
        annas.ask(set(description("d1", null, "first")));
        bens.take();
        Node delete = Node.builder("description")
                .attr("id", "d2")
                .attr("prev", "d1")
                .attr("delete", "true")
                .build();
        annas.ask(set(delete));
        assertThat(group.description()).isNull();
        Node told = bens.take().get(0).requireChild("description");
        assertThat(told.attr("id")).isEqualTo("d2");
        assertThat(told.child("delete")).isNotNull();
    }
}
