package org.camelwhatsapp.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of contacts that are left out: a change names the state that it was made for. */
class PrivacyListFeatureTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final Jid ANNA_LID = Jid.lid("888001");

    private final AppStateBench bench = new AppStateBench();
    private final ScriptedSession server = bench.server;
    private final PrivacyListFeature lists = server.add(new PrivacyListFeature(server.session, bench.users));

    private static Node request(String type, Node child) {
        return Node.builder("iq")
                .attr("xmlns", "privacy")
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .child(Node.builder("privacy")
                        .attr("addressing_mode", "lid")
                        .child(child)
                        .build())
                .build();
    }

    private static final Node FETCH = request(
            "get",
            Node.builder("list")
                    .attr("name", "last")
                    .attr("value", "contact_blacklist")
                    .build());

    private static Node change(String state, String action) {
        return request(
                "set",
                Node.builder("category")
                        .attr("name", "last")
                        .attr("value", "contact_blacklist")
                        .attr("dhash", state)
                        .child(Node.builder("user")
                                .attr("action", action)
                                .attr("jid", ANNA_LID)
                                .build())
                        .build());
    }

    private void answerList(String state, Jid... users) {
        Node.Builder list = Node.builder("list").attr("name", "last").attr("dhash", state);
        for (Jid user : users) {
            list.child(Node.builder("user").attr("jid", user).build());
        }
        server.answer(Node.of("privacy", list.build()));
    }

    private void answerChange(String state) {
        server.answer(Node.of(
                "privacy",
                Node.builder("category")
                        .attr("name", "last")
                        .attr("dhash", state)
                        .build()));
    }

    @Test
    void listsUsersWithoutTheirDevices() {
        CompletableFuture<List<Jid>> found = server.call(() -> lists.list("last"));
        assertThat(server.nextRequest()).isEqualTo(FETCH);
        answerList("7", ANNA.withDevice(3), ANNA_LID);
        assertThat(found.join()).containsExactly(ANNA, ANNA_LID);
    }

    @Test
    void aChangeAsksForTheStateThatItIsMadeFor() {
        CompletableFuture<Void> done = server.call(() -> lists.add("last", List.of(ANNA_LID)));
        assertThat(server.nextRequest()).isEqualTo(FETCH);
        answerList("7");
        assertThat(server.nextRequest()).isEqualTo(change("7", "add"));
        answerChange("8");
        assertThat(done).isCompleted();
    }

    @Test
    void theNextChangeGoesOnFromTheStateThatWasAnswered() {
        server.call(() -> lists.add("last", List.of(ANNA_LID)));
        answerList("7");
        answerChange("8");
        server.call(() -> lists.remove("last", List.of(ANNA_LID)));
        assertThat(server.nextRequest()).isEqualTo(change("8", "remove"));
    }

    @Test
    void anAnswerWithoutAStateMakesItAskAgain() {
        server.call(() -> lists.add("last", List.of(ANNA_LID)));
        answerList("7");
        server.answer();
        server.call(() -> lists.remove("last", List.of(ANNA_LID)));
        assertThat(server.nextRequest()).isEqualTo(FETCH);
    }

    @Test
    void aListWithoutAStateIsANewOne() {
        server.call(() -> lists.add("last", List.of(ANNA_LID)));
        answerList(null);
        assertThat(server.nextRequest()).isEqualTo(change("none", "add"));
    }

    @Test
    void aNumberGoesBesideItsLid() {
        bench.pair(ANNA, ANNA_LID);
        server.call(() -> lists.add("last", List.of(ANNA)));
        answerList("7");
        Node user = server.nextRequest()
                .requireChild("privacy")
                .requireChild("category")
                .requireChild("user");
        assertThat(user)
                .isEqualTo(Node.builder("user")
                        .attr("action", "add")
                        .attr("jid", ANNA_LID)
                        .attr("pn_jid", ANNA)
                        .build());
    }

    @Test
    void aStaleChangeIsMadeOnceMoreForTheNewState() {
        CompletableFuture<Void> done = server.call(() -> lists.add("last", List.of(ANNA_LID)));
        answerList("7");
        server.refuse(409);
        assertThat(server.nextRequest()).isEqualTo(FETCH);
        answerList("9");
        assertThat(server.nextRequest()).isEqualTo(change("9", "add"));
        answerChange("10");
        assertThat(done).isCompleted();
    }

    @Test
    void aSecondConflictFails() {
        CompletableFuture<Void> done = server.call(() -> lists.add("last", List.of(ANNA_LID)));
        answerList("7");
        server.refuse(409);
        answerList("9");
        server.refuse(409);
        assertThat(AppStateBench.failure(done))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        failure -> assertThat(failure.serverCode()).isEqualTo(409));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void anotherRefusalIsNotRepeated() {
        CompletableFuture<Void> done = server.call(() -> lists.add("last", List.of(ANNA_LID)));
        answerList("7");
        server.refuse(400);
        assertThat(AppStateBench.failure(done)).isInstanceOf(ServerErrorException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aChangeOnAnotherDeviceMakesTheStateUnknown() {
        server.call(() -> lists.list("last"));
        answerList("7");
        server.receive(Node.builder("notification")
                .attr("type", "account_sync")
                .child(Node.of("privacy"))
                .build());
        server.call(() -> lists.add("last", List.of(ANNA_LID)));
        assertThat(server.nextRequest()).isEqualTo(FETCH);
    }

    @Test
    void anotherNotificationLeavesTheStateAsItIs() {
        server.call(() -> lists.list("last"));
        answerList("7");
        server.receive(Node.builder("notification")
                .attr("type", "account_sync")
                .child(Node.of("blocklist"))
                .build());
        server.call(() -> lists.add("last", List.of(ANNA_LID)));
        assertThat(server.nextRequest()).isEqualTo(change("7", "add"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "online", "readreceipts", "LAST"})
    void aSettingWithoutAListIsRefusedBeforeAnythingIsAsked(String name) {
        assertThatThrownBy(() -> lists.add(name, List.of(ANNA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name: expected one of");
        assertThatThrownBy(() -> lists.list(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aChangeNeedsSomebody() {
        assertThatThrownBy(() -> lists.remove("last", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users: expected at least one");
    }
}
