package org.camelwhatsapp.simulator.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

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

class PrivacyRequestsTest {
    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private Account ben;
    private LoopClient first;
    private LoopClient second;

    /** Two devices of Anna; what one changes the other is told. */
    @BeforeEach
    void connect() {
        anna = local.account("Anna");
        ben = local.account("Ben");
        first = local.link(anna);
        second = local.link(anna);
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static Node category(String name, String value) {
        return Node.builder("category").attr("name", name).attr("value", value).build();
    }

    private static Node.Builder set(Node... categories) {
        return iq("privacy", "set", Node.of("privacy", categories));
    }

    private static Node.Builder exclude(String state, String mode, Node user) {
        Node category = category("last", "contact_blacklist").toBuilder()
                .attr("dhash", state)
                .child(user)
                .build();
        return iq(
                "privacy",
                "set",
                Node.builder("privacy")
                        .attr("addressing_mode", mode)
                        .child(category)
                        .build());
    }

    private static Node user(Jid jid, String action) {
        return Node.builder("user").attr("jid", jid).attr("action", action).build();
    }

    private Node excluded() {
        Node list = Node.builder("list").attr("name", "last").build();
        return first.ask(iq("privacy", "get", Node.of("privacy", list)))
                .requireChild("privacy")
                .requireChild("list");
    }

    private static Node item(Jid jid, String action, Jid number) {
        return Node.builder("item")
                .attr("jid", jid)
                .attr("action", action)
                .attr("pn_jid", number)
                .build();
    }

    @Test
    void settingsThatWereNeverChangedAreOpenExceptTheDefenceWhichIsOff() {
        Node answer = first.ask(iq("privacy", "get", Node.of("privacy"))).requireChild("privacy");
        assertThat(answer.children("category"))
                .extracting(one -> one.attr("name") + "=" + one.attr("value"))
                .containsExactly(
                        "last=all",
                        "online=all",
                        "profile=all",
                        "status=all",
                        "readreceipts=all",
                        "groupadd=all",
                        "calladd=all",
                        "messages=all",
                        "defense=off");
    }

    @ParameterizedTest
    // Each setting with its narrowest value, and each value that is another setting's only.
    @CsvSource({
        "last, none, 0",
        "online, match_last_seen, 0",
        "online, none, 400",
        "profile, contacts, 0",
        "status, contact_blacklist, 0",
        "readreceipts, none, 0",
        "readreceipts, contacts, 400",
        "groupadd, contacts, 0",
        "groupadd, known, 400",
        "calladd, known, 0",
        "messages, contacts, 0",
        "messages, none, 400",
        "defense, on_standard, 0",
        "defense, all, 400",
        "colour, all, 400",
        "last, '', 400",
    })
    void aSettingTakesItsOwnValuesOnly(String name, String value, int code) {
        assertThat(first.refusal(set(category(name, value)))).isEqualTo(code);
        assertThat(anna.privacy().get(name)).isEqualTo(code == 0 ? value : null);
    }

    @Test
    void theOtherDeviceIsToldOfAChangeAndTheOneThatMadeItIsNot() {
        first.ask(set(category("last", "none")));
        assertThat(first.take()).isEmpty();
        Node told = second.take().get(0);
        assertThat(told.attr("type")).isEqualTo("account_sync");
        assertThat(told.requireChild("privacy").requireChild("category").attr("value"))
                .isEqualTo("none");
    }

    @Test
    void aListThatWasNeverWrittenHasNoState() {
        Node list = excluded();
        assertThat(list.attr("dhash")).isNull();
        assertThat(list.children("user")).isEmpty();
    }

    @Test
    void whoIsLeftOutIsInTheListUntilHeIsTakenBack() {
        Node answer = first.ask(exclude("none", "lid", user(ben.lid(), "add"))).requireChild("privacy");
        String state = answer.requireChild("category").requireAttr("dhash");
        Node list = excluded();
        assertThat(list.attr("dhash")).isEqualTo(state);
        assertThat(list.children("user")).extracting(one -> one.jid("jid")).containsExactly(ben.lid());
        assertThat(anna.privacy()).containsEntry("last", "contact_blacklist");
        assertThat(first.refusal(exclude(state, "lid", user(ben.lid(), "remove"))))
                .isZero();
        assertThat(excluded().children("user")).isEmpty();
    }

    @Test
    void aChangeOfAListHasToNameTheStateItIsMadeFor() {
        assertThat(first.refusal(exclude("state-1", "lid", user(ben.lid(), "add"))))
                .isEqualTo(409);
        first.ask(exclude("none", "lid", user(ben.lid(), "add")));
        assertThat(first.refusal(exclude("none", "lid", user(ben.lid(), "remove"))))
                .isEqualTo(409);
        assertThat(excluded().children("user")).hasSize(1);
    }

    @Test
    void aListIsWrittenByLid() {
        assertThat(first.refusal(exclude("none", "lid", user(ben.phoneJid(), "add"))))
                .isEqualTo(400);
        assertThat(first.refusal(exclude("none", "pn", user(ben.lid(), "add")))).isEqualTo(400);
        assertThat(first.refusal(exclude("none", "lid", user(Jid.lid("1"), "add"))))
                .isEqualTo(400);
        assertThat(anna.profile().exclusions("last").users()).isEmpty();
    }

    @Test
    void theOtherDeviceIsToldTheNewStateOfAListWithoutItsUsers() {
        first.ask(exclude("none", "lid", user(ben.lid(), "add")));
        Node told = second.take().get(0).requireChild("privacy").requireChild("category");
        assertThat(told.attr("dhash"))
                .isEqualTo(anna.profile().exclusions("last").state());
        assertThat(told.children()).isEmpty();
    }

    @Test
    void aBlockedContactIsListedByBothAddressesUntilUnblocked() {
        Node blocked = first.ask(iq("blocklist", "set", item(ben.lid(), "block", ben.phoneJid())))
                .requireChild("list");
        assertThat(blocked.requireChild("item").jid("jid")).isEqualTo(ben.lid());
        assertThat(blocked.requireChild("item").jid("pn_jid")).isEqualTo(ben.phoneJid());
        assertThat(second.ask(iq("blocklist", "get")).requireChild("list").children())
                .hasSize(1);
        Node after = first.ask(iq("blocklist", "set", item(ben.lid(), "unblock", null)))
                .requireChild("list");
        assertThat(after.children()).isEmpty();
        assertThat(after.attr("dhash")).isNotEqualTo(blocked.attr("dhash"));
    }

    @Test
    void blockingTakesALidWithTheNumber() {
        assertThat(first.refusal(iq("blocklist", "set", item(ben.phoneJid(), "block", ben.phoneJid()))))
                .isEqualTo(400);
        assertThat(first.refusal(iq("blocklist", "set", item(ben.lid(), "block", null))))
                .isEqualTo(400);
        assertThat(first.refusal(iq("blocklist", "set", item(Jid.lid("1"), "block", ben.phoneJid()))))
                .isEqualTo(400);
        assertThat(anna.profile().blocked()).isEmpty();
    }

    @Test
    void theOtherDeviceIsToldWhoIsBlockedAndTheBlockedOneIsNot() {
        LoopClient bens = local.link(ben);
        first.ask(iq("blocklist", "set", item(ben.lid(), "block", ben.phoneJid())));
        Node told = second.take().get(0).requireChild("blocklist").requireChild("item");
        assertThat(told.jid("jid")).isEqualTo(ben.lid());
        assertThat(told.attr("action")).isEqualTo("block");
        assertThat(bens.take()).isEmpty();
    }

    @Test
    void theTimerOfNewChatsIsKeptAndTheOtherDeviceIsToldSinceWhen() {
        Node mode = Node.builder("disappearing_mode").attr("duration", 86_400).build();
        assertThat(first.refusal(iq("disappearing_mode", "set", mode))).isZero();
        assertThat(anna.profile().disappearingSeconds()).isEqualTo(86_400);
        Node told = second.take().get(0).requireChild("disappearing_mode");
        assertThat(told.attr("duration")).isEqualTo("86400");
        assertThat(told.attr("t")).isEqualTo(Long.toString(LocalWorld.NOW));
    }

    @Test
    void onlyTheStatusListInUseHasItsUsers() {
        anna.profile().setStatusList("blacklist");
        anna.profile().statusUsers().add(ben);
        Node lists = first.ask(iq("status", "get", Node.of("privacy"))).requireChild("privacy");
        assertThat(lists.children("list"))
                .extracting(list -> list.attr("type") + " " + list.attr("default") + " "
                        + list.children().size())
                .containsExactly("contacts null 0", "whitelist null 0", "blacklist true 1");
        assertThat(lists.children("list").get(2).requireChild("user").jid("jid"))
                .isEqualTo(ben.phoneJid());
    }

    @Test
    void aTokenReachesWhomItIsForWithTheSendersLid() {
        LoopClient bens = local.link(ben);
        Node token = Node.builder("token")
                .attr("jid", ben.lid())
                .attr("t", 77)
                .attr("type", "trusted_contact")
                .build();
        assertThat(first.refusal(iq("privacy", "set", Node.of("tokens", token))))
                .isZero();
        Node told = bens.take().get(0);
        assertThat(told.attr("type")).isEqualTo("privacy_token");
        assertThat(told.jid("sender_lid")).isEqualTo(anna.lid());
        Node given = told.requireChild("tokens").requireChild("token");
        assertThat(given.attr("t")).isEqualTo("77");
        assertThat(given.requireBytes()).isEqualTo(anna.profile().trusted().get(ben));
    }

    @Test
    void aTokenOfAnotherKindOrForNobodyIsRefused() {
        for (Node.Builder token : List.of(
                Node.builder("token").attr("jid", ben.lid()).attr("type", "other"),
                Node.builder("token").attr("jid", Jid.lid("1")).attr("type", "trusted_contact"))) {
            assertThat(first.refusal(iq("privacy", "set", Node.of("tokens", token.build()))))
                    .isEqualTo(400);
        }
        assertThat(anna.profile().trusted()).isEmpty();
    }
}
