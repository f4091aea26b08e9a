package org.camelwhatsapp.simulator.iq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHandlersTest {
    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private LoopClient client;

    @BeforeEach
    void connect() {
        anna = local.account("Anna");
        client = local.link(anna);
    }

    @AfterEach
    void close() {
        local.close();
    }

    private void failing(String child, RuntimeException failure) {
        local.handlers.on("test", "get", child, (connection, device, request) -> {
            throw failure;
        });
    }

    private static Node refusal(LoopClient client, Node.Builder request) {
        return client.ask(request).requireChild("error");
    }

    @Test
    void aRequestIsAnsweredByItsNamespaceTypeAndFirstChild() {
        for (String child : List.of("", "a", "b")) {
            local.handlers.on(
                    "test",
                    "get",
                    child,
                    (connection, device, request) -> connection.send(Stanzas.result(request, Node.of("for-" + child))));
        }
        assertThat(client.ask(iq("test", "get")).child("for-")).isNotNull();
        assertThat(client.ask(iq("test", "get", Node.of("b"), Node.of("a"))).child("for-b"))
                .isNotNull();
        assertThat(client.refusal(iq("test", "set", Node.of("a")))).isEqualTo(501);
        assertThat(client.refusal(iq("tests", "get", Node.of("a")))).isEqualTo(501);
        assertThat(client.refusal(iq("test", "get", Node.of("c")))).isEqualTo(501);
    }

    @Test
    void theHandlerForAnyChildTakesWhatNoOtherDoes() {
        local.handlers.accept("test", "get", "*");
        failing("a", new RefusedException(418, "teapot"));
        assertThat(client.refusal(iq("test", "get", Node.of("whatever")))).isZero();
        assertThat(client.refusal(iq("test", "get", Node.of("a")))).isEqualTo(418);
    }

    @Test
    void aRefusalIsAnsweredWithItsCodeAndText() {
        failing("a", new RefusedException(418, "teapot"));
        Node error = refusal(client, iq("test", "get", Node.of("a")));
        assertThat(error.attr("code")).isEqualTo("418");
        assertThat(error.attr("text")).isEqualTo("teapot");
    }

    @Test
    void whatTheHandlerCannotReadIsABadRequestAndWhatItFailsOnAnErrorOfTheServer() {
        failing("a", new IllegalArgumentException("no JID"));
        failing("b", new IndexOutOfBoundsException("nothing there"));
        failing("c", new IllegalStateException("broken"));
        assertThat(refusal(client, iq("test", "get", Node.of("a"))).attr("text"))
                .isEqualTo("bad-request");
        assertThat(client.refusal(iq("test", "get", Node.of("b")))).isEqualTo(400);
        Node broken = refusal(client, iq("test", "get", Node.of("c")));
        assertThat(broken.attr("code")).isEqualTo("500");
        assertThat(broken.attr("text")).isEqualTo("internal-server-error");
        assertThat(client.isClosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"result", "error"})
    void anAnswerOfAClientIsNotAnswered(String type) {
        client.send(iq("w:p", type).attr("id", "x").build());
        assertThat(client.take()).isEmpty();
    }

    @Test
    void aDeviceIsUnlinkedByItsOwnAccount() {
        LoopClient other = local.link(anna);
        Node remove = Node.builder("remove-companion-device")
                .attr("jid", other.device().phoneJid())
                .build();
        assertThat(client.refusal(iq("md", "set", remove))).isZero();
        assertThat(other.isClosed()).isTrue();
        assertThat(anna.devices()).containsExactly(client.device());
        LoopClient again = local.connect(other.device(), false);
        assertThat(again.isClosed()).isTrue();
        assertThat(again.take().get(0).attr("reason")).isEqualTo("401");
    }

    @Test
    void aPassiveDeviceIsSentNothingUntilItIsActive() {
        client.ask(iq("passive", "set", Node.of("passive")));
        client.device().deliver(Node.builder("message").attr("id", "m").build());
        assertThat(client.take()).isEmpty();
        client.ask(iq("passive", "set", Node.of("active")));
        assertThat(client.take()).extracting(Node::tag).containsExactly("ib", "message", "ib");
    }

    private static Node key(int id) {
        byte[] value = new byte[32];
        value[0] = (byte) id;
        return Node.of("key", Node.of("id", new byte[] {0, 1, (byte) id}), Node.of("value", value));
    }

    private static Node signed(int mark) {
        byte[] signature = new byte[64];
        Arrays.fill(signature, (byte) mark);
        return Node.of(
                "skey",
                Node.of("id", new byte[] {0, 0, (byte) mark}),
                Node.of("value", new byte[32]),
                Node.of("signature", signature));
    }

    private Node wanted(Jid device) {
        Node user = Node.builder("user").attr("jid", device).build();
        return client.ask(iq("encrypt", "get", Node.of("key", user)))
                .requireChild("list")
                .requireChild("user");
    }

    private String count() {
        return client.ask(iq("encrypt", "get", Node.of("count")))
                .requireChild("count")
                .attr("value");
    }

    @Test
    void uploadedKeysAreCountedAndHandedOutOnceEach() {
        client.ask(iq("encrypt", "set", Node.of("list", key(1), key(2)), signed(9)));
        assertThat(count()).isEqualTo("2");
        Node bundle = wanted(client.device().lid());
        assertThat(bundle.requireChild("key").requireChild("id").requireBytes()).containsExactly(0, 1, 1);
        assertThat(bundle.requireChild("skey").requireChild("id").requireBytes())
                .containsExactly(0, 0, 9);
        assertThat(bundle.requireChild("registration").requireBytes()).containsExactly(0, 0, 0, 7);
        assertThat(bundle.requireChild("device-identity").requireBytes()).containsExactly(1);
        assertThat(wanted(client.device().lid())
                        .requireChild("key")
                        .requireChild("id")
                        .requireBytes())
                .containsExactly(0, 1, 2);
        assertThat(wanted(client.device().lid()).child("key")).isNull();
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void aDeviceThatIsNotThereHasAnErrorInItsPlace() {
        for (Jid nobody : List.of(Jid.lid("1"), anna.lid().withDevice(99))) {
            Node user = wanted(nobody);
            assertThat(user.jid("jid")).isEqualTo(nobody);
            assertThat(user.requireChild("error").attr("code")).isEqualTo("404");
        }
    }

    @Test
    void aDeviceWithFewerThanFiveKeysIsToldOnceUntilItUploadsMore() {
        client.ask(iq("encrypt", "set", Node.of("list", key(1), key(2), key(3), key(4), key(5), key(6))));
        wanted(client.device().lid());
        assertThat(client.take()).isEmpty();
        wanted(client.device().lid());
        Node told = client.take().get(0);
        assertThat(told.attr("type")).isEqualTo("encrypt");
        assertThat(told.requireChild("count").attr("value")).isEqualTo("4");
        wanted(client.device().lid());
        assertThat(client.take()).isEmpty();
        client.ask(iq("encrypt", "set", Node.of("list", key(7))));
        wanted(client.device().lid());
        assertThat(client.take()).hasSize(1);
    }

    @Test
    void theDigestIsOverIdentitySignedKeyAndAllOneTimeKeysInOrder() {
        client.ask(iq("encrypt", "set", Node.of("list", key(1), key(2)), signed(9)));
        Node digest = client.ask(iq("encrypt", "get", Node.of("digest"))).requireChild("digest");
        PublishedKeys keys = client.device().keys();
        byte[] first = key(1).requireChild("value").requireBytes();
        byte[] second = key(2).requireChild("value").requireBytes();
        byte[] expected = Hashes.sha1(keys.identity(), keys.signedValue(), keys.signedSignature(), first, second);
        assertThat(digest.requireChild("hash").requireBytes()).isEqualTo(expected);
        assertThat(digest.requireChild("list").children("id")).hasSize(2);
        assertThat(digest.requireChild("type").requireBytes()).containsExactly(5);
    }

    @Test
    void aRotatedKeyIsHandedOutFromThenOn() {
        assertThat(client.refusal(iq("encrypt", "set", Node.of("rotate", signed(8)))))
                .isZero();
        assertThat(wanted(client.device().lid())
                        .requireChild("skey")
                        .requireChild("signature")
                        .requireBytes())
                .containsOnly(8);
    }

    @Test
    void aKeyOfTheWrongLengthIsABadRequest() {
        Node shortKey = Node.of("key", Node.of("id", new byte[2]), Node.of("value", new byte[32]));
        Node shortValue = Node.of("key", Node.of("id", new byte[3]), Node.of("value", new byte[31]));
        assertThat(client.refusal(iq("encrypt", "set", Node.of("list", shortKey))))
                .isEqualTo(400);
        assertThat(client.refusal(iq("encrypt", "set", Node.of("list", shortValue))))
                .isEqualTo(400);
        assertThat(count()).isEqualTo("0");
    }

    private JsonObject stored(String id, String body) {
        Node query = Node.builder("query").attr("query_id", id).text(body).build();
        return new JsonObject(
                client.ask(iq("w:mex", "get", query)).requireChild("result").text());
    }

    @Test
    void aStoredQueryThatIsNotKnownHasAnEmptyAnswer() {
        assertThat(stored("1", "{}")).isEqualTo(new JsonObject("{\"data\":{}}"));
    }

    @ParameterizedTest
    // What a stored query gets that it cannot use.
    @ValueSource(strings = {"no JSON", "{}", "{\"variables\":{\"n\":\"text\"}}", "{\"variables\":[]}"})
    void aStoredQueryThatCannotBeReadIsAnsweredWithAnErrorUnderItsRoot(String body) {
        local.mex.on("root", (asking, variables) -> variables.getInteger("n") + 1, "7");
        assertThat(stored("7", "{\"variables\":{\"n\":1}}")
                        .getJsonObject("data")
                        .getInteger("root"))
                .isEqualTo(2);
        JsonObject answer = stored("7", body);
        JsonObject error = answer.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("message")).isEqualTo("bad-request");
        assertThat(error.getJsonArray("path")).isEqualTo(new JsonArray().add("root"));
        assertThat(error.getJsonObject("extensions").getInteger("error_code")).isEqualTo(400);
        assertThat(answer.getJsonObject("data").containsKey("root")).isTrue();
        assertThat(answer.getJsonObject("data").getValue("root")).isNull();
    }

    @ParameterizedTest
    // Until when strangers are out of reach, in seconds from now, and whether that is so.
    @CsvSource({"1, true", "0, false", "-1, false"})
    void aRestrictionIsToldWhenItChangesAndWhenAsked(long fromNow, boolean active) {
        local.restrictions.restrictStrangers(anna, LocalWorld.NOW + fromNow);
        Node update = client.take().get(0).requireChild("update");
        assertThat(update.attr("op_name")).isEqualTo("NotificationUserReachoutTimelockUpdate");
        JsonObject told = new JsonObject(update.text())
                .getJsonObject("data")
                .getJsonObject("xwa2_notify_account_reachout_timelock");
        assertThat(told.getBoolean("is_active")).isEqualTo(active);
        assertThat(told.getString("time_enforcement_ends"))
                .isEqualTo(active ? Long.toString(LocalWorld.NOW + fromNow) : null);
        assertThat(stored("23983697327930364", "{\"variables\":{}}")
                        .getJsonObject("data")
                        .getJsonObject("xwa2_fetch_account_reachout_timelock"))
                .isEqualTo(told);
    }

    @ParameterizedTest
    // New chats used and allowed, 0 for any number, and what the server calls that.
    @CsvSource({"4, 5, NONE", "5, 5, CAPPED", "6, 5, CAPPED", "9, 0, NONE"})
    void theNumberOfNewChatsIsToldWithTheEndOfTheDay(long used, long total, String status) {
        local.restrictions.capNewChats(anna, used, total);
        JsonObject told = stored("24503548349331633", "{\"variables\":{}}")
                .getJsonObject("data")
                .getJsonObject("xwa2_message_capping_info");
        assertThat(told.getString("capping_status")).isEqualTo(status);
        assertThat(told.getLong("used_quota")).isEqualTo(used);
        assertThat(told.getLong("total_quota")).isEqualTo(total);
        assertThat(told.getString("cycle_end_timestamp")).isEqualTo(Long.toString(LocalWorld.NOW + 86_400));
    }
}
