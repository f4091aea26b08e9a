package org.camelwhatsapp.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server's nodes about groups mean. */
class GroupNodesTest {
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final Jid ANN = Jid.lid("100000000000001");
    private static final Jid ANN_PHONE = Jid.phone("15550001001");

    private static Node.Builder group() {
        return Node.builder("group").attr("id", "120363000000000001").attr("subject", "Team");
    }

    @Test
    void readsAWholeGroup() {
        Node node = group().attr("creation", 1_700_000_000L)
                .attr("creator", ANN)
                .attr("addressing_mode", "lid")
                .attr("size", 1_500)
                .child(Node.builder("participant")
                        .attr("jid", ANN)
                        .attr("phone_number", ANN_PHONE)
                        .attr("type", "superadmin")
                        .build())
                .child(Node.builder("participant")
                        .attr("jid", "100000000000002@lid")
                        .attr("type", "admin")
                        .build())
                .child(Node.builder("participant")
                        .attr("jid", "100000000000003@lid")
                        .attr("display_name", "+1 555 ... 03")
                        .build())
                .child(Node.builder("participant")
                        .attr("jid", "100000000000004@lid")
                        .attr("error", 403)
                        .build())
                .child(Node.builder("description")
                        .attr("id", "D1")
                        .child(Node.of("body", "What for".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .build())
                .build();
        GroupInfo info = GroupNodes.info(node);
        assertThat(info.jid()).isEqualTo(GROUP);
        assertThat(info.subject()).isEqualTo("Team");
        assertThat(info.description()).isEqualTo("What for");
        assertThat(info.descriptionId()).isEqualTo("D1");
        assertThat(info.lidAddressed()).isTrue();
        assertThat(info.creator()).isEqualTo(ANN);
        assertThat(info.created()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
        assertThat(info.size()).isEqualTo(1_500);
        assertThat(info.members())
                .containsExactly(
                        new GroupMember(ANN, ANN_PHONE, GroupMember.Role.SUPERADMIN, null, null),
                        new GroupMember(Jid.lid("100000000000002"), null, GroupMember.Role.ADMIN, null, null),
                        new GroupMember(
                                Jid.lid("100000000000003"), null, GroupMember.Role.MEMBER, "+1 555 ... 03", null));
    }

    @Test
    void readsWhoNamedItAndWhatElseTheServerSays() {
        GroupInfo plain = GroupNodes.info(group().build());
        assertThat(plain.traits().frequentlyForwarded()).isTrue();
        assertThat(plain.notes().subjectAt()).isNull();
        Node node = group().attr("s_t", 1_700_000_001L)
                .attr("s_o", ANN)
                .attr("a_v_id", "A7")
                .attr("p_v_id", "P8")
                .child(Node.builder("description")
                        .attr("id", "D1")
                        .attr("t", 1_700_000_002L)
                        .attr("participant", ANN)
                        .build())
                .child(Node.of("no_frequently_forwarded"))
                .child(Node.of("allow_admin_reports"))
                .child(Node.of("group_history"))
                .child(Node.of("limit_sharing_enabled"))
                .child(Node.of("allow_non_admin_sub_group_creation"))
                .child(Node.of("incognito"))
                .child(Node.of("suspended"))
                .child(Node.builder("growth_locked")
                        .attr("expiration", 1_700_000_003L)
                        .build())
                .build();
        GroupInfo info = GroupNodes.info(node);
        assertThat(info.notes())
                .isEqualTo(new GroupNotes(
                        ANN,
                        Instant.ofEpochSecond(1_700_000_001L),
                        ANN,
                        Instant.ofEpochSecond(1_700_000_002L),
                        "A7",
                        "P8"));
        assertThat(info.traits())
                .isEqualTo(new GroupTraits(
                        false, true, true, true, true, true, true, true, Instant.ofEpochSecond(1_700_000_003L)));
    }

    @Test
    void aGroupMayTellNothingButItsName() {
        GroupInfo info = GroupNodes.info(group().build());
        assertThat(info.settings()).isEqualTo(GroupSettings.DEFAULT);
        assertThat(info.kind()).isEqualTo(GroupKind.STANDALONE);
        assertThat(info.created()).isNull();
        assertThat(info.creator()).isNull();
        assertThat(info.description()).isNull();
        assertThat(info.parent()).isNull();
        assertThat(info.size()).isZero();
        assertThatThrownBy(() -> GroupNodes.info(Node.of("group"))).isInstanceOf(MalformedNodeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "parent, COMMUNITY",
        "default_sub_group, ANNOUNCEMENT",
        "general_chat, GENERAL",
        "hidden_group, HIDDEN",
        "linked_parent, SUB_GROUP"
    })
    void knowsThePlaceOfAGroupInACommunity(String mark, GroupKind kind) {
        Node marked = mark.equals("linked_parent")
                ? Node.builder(mark).attr("jid", GROUP).build()
                : Node.of(mark);
        GroupInfo info = GroupNodes.info(group().child(marked).build());
        assertThat(info.kind()).isEqualTo(kind);
        assertThat(info.parent()).isEqualTo(kind == GroupKind.SUB_GROUP ? GROUP : null);
    }

    @Test
    void readsEverySetting() {
        Node node = group().child(Node.of("announcement"))
                .child(Node.of("locked"))
                .child(GroupNodes.approval(true))
                .child(Node.builder("member_add_mode").text("all_member_add").build())
                .child(Node.builder("member_link_mode").text("all_member_link").build())
                .child(Node.builder("member_share_group_history_mode")
                        .text("admin_share")
                        .build())
                .child(Node.builder("ephemeral").attr("expiration", 604_800).build())
                .build();
        assertThat(GroupNodes.info(node).settings())
                .isEqualTo(new GroupSettings(
                        true,
                        true,
                        true,
                        GroupSettings.Who.MEMBERS,
                        GroupSettings.Who.MEMBERS,
                        GroupSettings.Who.ADMINS,
                        Duration.ofDays(7)));
    }

    @Test
    void theMereMarkOfApprovalMeansThatItIsOn() {
        assertThat(GroupNodes.info(group().child(Node.of("membership_approval_mode"))
                                .build())
                        .settings()
                        .approval())
                .isTrue();
        assertThat(GroupNodes.info(group().child(GroupNodes.approval(false)).build())
                        .settings()
                        .approval())
                .isFalse();
    }

    @Test
    void saysWhatBecameOfEachMember() {
        Node answer = Node.of(
                "add",
                Node.builder("participant").attr("jid", ANN).build(),
                Node.builder("participant")
                        .attr("jid", "100000000000002@lid")
                        .attr("error", 403)
                        .child(Node.builder("add_request")
                                .attr("code", "INV")
                                .attr("expiration", 1_800_000_000L)
                                .build())
                        .build());
        List<MemberChange> changes = MemberChange.all(answer);
        assertThat(changes.get(0).isDone()).isTrue();
        assertThat(changes.get(1))
                .isEqualTo(new MemberChange(
                        Jid.lid("100000000000002"), 403, "INV", Instant.ofEpochSecond(1_800_000_000L)));
        assertThat(changes.get(1).toString()).doesNotContain("INV");
    }

    @Test
    void readsTheTextOfAChangeWhereverItIs() {
        assertThat(GroupChanges.text(
                        Node.builder("subject").attr("subject", "New").build()))
                .isEqualTo("New");
        assertThat(GroupChanges.text(GroupNodes.description("D2", "Why"))).isEqualTo("Why");
        assertThat(GroupChanges.text(Node.builder("invite").attr("code", "C").build()))
                .isEqualTo("C");
        assertThat(GroupChanges.text(GroupNodes.approval(true))).isEqualTo("on");
        assertThat(GroupChanges.text(
                        Node.builder("member_add_mode").text("admin_add").build()))
                .isEqualTo("admin_add");
        assertThat(GroupChanges.text(Node.of("locked"))).isNull();
    }

    @Test
    void cutsTextsAndDetailsThatAreTooLong() {
        assertThat(GroupChanges.text(Node.builder("subject")
                        .attr("subject", "x".repeat(5_000))
                        .build()))
                .hasSize(4_096);
        Node.Builder many = Node.builder("new_kind");
        IntStream.range(0, 100).forEach(i -> many.attr("a" + i, i));
        assertThat(GroupChanges.details(many.build())).hasSize(32).containsEntry("a0", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "401, group-not-admin", "403, group-not-member", "404, group-unknown", "405, group-not-allowed",
        "406, group-not-acceptable", "409, group-conflict", "410, group-invite-revoked", "412, group-community-full",
        "419, group-full", "423, group-locked"
    })
    void givesKnownRefusalsACodeOfTheirOwn(int number, String code) {
        assertThat(GroupException.of(new ServerErrorException(number, "no", null)))
                .isInstanceOf(GroupException.class)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void leavesOtherRefusalsAsTheyAre() {
        ServerErrorException other = new ServerErrorException(500, "no", null);
        assertThat(GroupException.of(other)).isSameAs(other);
    }

    @Test
    void aDraftHasAName() {
        assertThatThrownBy(() -> GroupDraft.of(" ", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GroupDraft.of("x".repeat(101), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GroupDraft("Team", "x".repeat(2_049), List.of(), GroupSettings.DEFAULT, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(GroupDraft.of("x".repeat(100), List.of(ANN)).members()).containsExactly(ANN);
    }
}
