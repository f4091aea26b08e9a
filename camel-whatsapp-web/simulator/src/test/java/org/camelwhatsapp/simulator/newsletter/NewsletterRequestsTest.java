package org.camelwhatsapp.simulator.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

class NewsletterRequestsTest {
    private static final Jid UNKNOWN = new Jid("120363999999999999", 0, Jid.NEWSLETTER_SERVER);

    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private Account ben;
    private LoopClient annas;
    private LoopClient annasOther;
    private LoopClient bens;
    private Newsletter news;

    /** Anna, with two devices, owns a newsletter that Ben follows. */
    @BeforeEach
    void makeNewsletter() {
        anna = local.account("Anna");
        ben = local.account("Ben");
        annas = local.link(anna);
        annasOther = local.link(anna);
        bens = local.link(ben);
        news = local.newsletters.create(anna, new JsonObject().put("name", "News"));
        local.newsletters.follow(ben, news.jid());
        takeAll();
    }

    @AfterEach
    void close() {
        local.close();
    }

    private void takeAll() {
        List.of(annas, annasOther, bens).forEach(LoopClient::take);
    }

    private Node.Builder post(String id, String text) {
        return Node.builder("message")
                .attr("id", id)
                .attr("to", news.jid())
                .attr("type", "text")
                .child(Node.builder("plaintext").text(text).build());
    }

    private Node.Builder addOn(long serverId, Node what) {
        return Node.builder("message")
                .attr("id", "r")
                .attr("to", news.jid())
                .attr("server_id", serverId)
                .child(what);
    }

    private static Node reaction(String code) {
        return Node.builder("reaction").attr("code", code).build();
    }

    /** The answer to a message: the server id of the post, or the code as a negative number. */
    private static long sent(LoopClient client, Node.Builder message) {
        client.send(message.build());
        Node ack = client.received().stream()
                .filter(node -> node.is("ack"))
                .findFirst()
                .orElseThrow();
        client.received().remove(ack);
        return ack.has("error") ? -ack.longAttr("error", 0) : ack.longAttr("server_id", 0);
    }

    private Node.Builder list(String name, long value, int count) {
        Node messages = Node.builder("messages")
                .attr("type", "jid")
                .attr("jid", news.jid())
                .attr("count", count)
                .attr(name, value)
                .build();
        return iq("newsletter", "get", messages);
    }

    private List<Long> ids(Node.Builder request) {
        List<Long> ids = new ArrayList<>();
        bens.ask(request)
                .requireChild("messages")
                .children("message")
                .forEach(node -> ids.add(node.longAttr("server_id", 0)));
        return ids;
    }

    private Node shown(LoopClient client) {
        return client.ask(list("before", 1_000, 1)).requireChild("messages").requireChild("message");
    }

    @Test
    void postsAreNumberedFromAHundredAndReachAllDevicesButTheAuthors() {
        assertThat(sent(annas, post("p1", "one"))).isEqualTo(100);
        assertThat(sent(annas, post("p2", "two"))).isEqualTo(101);
        assertThat(annas.take()).isEmpty();
        Node own = annasOther.take().get(0);
        assertThat(own.attr("is_sender")).isEqualTo("true");
        Node got = bens.take().get(0);
        assertThat(got.jid("from")).isEqualTo(news.jid());
        assertThat(got.attr("server_id")).isEqualTo("100");
        assertThat(got.attr("is_sender")).isNull();
        assertThat(got.requireChild("plaintext").text()).isEqualTo("one");
    }

    @Test
    void aPostThatIsSentAgainIsTheSamePostAndReachesNobodyTwice() {
        long first = sent(annas, post("p1", "one"));
        bens.take();
        assertThat(sent(annas, post("p1", "one"))).isEqualTo(first);
        assertThat(bens.take()).isEmpty();
        assertThat(news.posts()).hasSize(1);
    }

    @Test
    void onlyThoseWhoRunItPost() {
        assertThat(sent(bens, post("p1", "one"))).isEqualTo(-403);
        assertThat(sent(annas, post("p1", "one").attr("to", UNKNOWN))).isEqualTo(-404);
        assertThat(news.posts()).isEmpty();
    }

    @Test
    void anEditedPostSaysTheNewTextWithBothTimes() {
        sent(annas, post("p1", "one"));
        bens.take();
        assertThat(sent(annas, post("p1", "better").attr("edit", "3"))).isEqualTo(100);
        Node got = bens.take().get(0);
        assertThat(got.attr("edit")).isEqualTo("3");
        assertThat(got.requireChild("plaintext").text()).isEqualTo("better");
        assertThat(got.requireChild("meta").attr("msg_edit_t")).isEqualTo(LocalWorld.NOW + "000");
        assertThat(got.requireChild("meta").attr("original_msg_t")).isEqualTo(Long.toString(LocalWorld.NOW));
    }

    @Test
    void aDeletedPostSaysNothingAnyMore() {
        sent(annas, post("p1", "one"));
        bens.take();
        sent(annas, post("p1", "whatever").attr("edit", "8"));
        Node got = bens.take().get(0);
        assertThat(got.attr("edit")).isEqualTo("8");
        assertThat(got.requireChild("plaintext").bytes()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "8"})
    void aPostThatIsNotThereIsNotChanged(String edit) {
        assertThat(sent(annas, post("p1", "one").attr("edit", edit))).isEqualTo(-404);
    }

    @Test
    void reactionsAreCountedByEmojiAndOnesOwnIsMarked() {
        sent(annas, post("p1", "one"));
        sent(annas, addOn(100, reaction("👍")));
        sent(bens, addOn(100, reaction("👍")));
        Node mine = shown(bens).requireChild("reactions").requireChild("reaction");
        assertThat(mine.attr("code")).isEqualTo("👍");
        assertThat(mine.attr("count")).isEqualTo("2");
        assertThat(mine.attr("is_sender")).isEqualTo("true");
        sent(bens, addOn(100, reaction("🎉")));
        assertThat(shown(annas).requireChild("reactions").children("reaction"))
                .extracting(one -> one.attr("code") + one.attr("count") + one.attr("is_sender", ""))
                .containsExactlyInAnyOrder("👍1true", "🎉1");
        sent(bens, addOn(100, Node.of("reaction")));
        assertThat(shown(annas).requireChild("reactions").children("reaction")).hasSize(1);
    }

    @Test
    void whereReactionsAreOffNoneIsTakenButOneCanBeTakenBack() {
        sent(annas, post("p1", "one"));
        sent(bens, addOn(100, reaction("👍")));
        news.setReactionCodes("NONE");
        assertThat(sent(bens, addOn(100, reaction("🎉")))).isEqualTo(-406);
        assertThat(sent(bens, addOn(100, Node.of("reaction")))).isEqualTo(100);
        assertThat(shown(bens).requireChild("reactions").children()).isEmpty();
    }

    @Test
    void aReactionToAPostThatIsNotThereIsRefused() {
        assertThat(sent(bens, addOn(100, reaction("👍")))).isEqualTo(-404);
    }

    @Test
    void aNewVoteTakesThePlaceOfTheOldOne() {
        byte[] yes = new byte[32];
        byte[] no = new byte[32];
        no[0] = 1;
        sent(annas, post("p1", "one"));
        sent(bens, addOn(100, Node.of("votes", Node.of("vote", yes), Node.of("vote", no))));
        sent(bens, addOn(100, Node.of("votes", Node.of("vote", no))));
        List<Node> votes = shown(bens).requireChild("votes").children("vote");
        assertThat(votes).hasSize(1);
        assertThat(votes.get(0).requireBytes()).isEqualTo(no);
        assertThat(votes.get(0).attr("count")).isEqualTo("1");
    }

    @Test
    void aViewCountsOncePerAccount() {
        sent(annas, post("p1", "one"));
        Node view = Node.builder("receipt")
                .attr("id", "v")
                .attr("to", news.jid())
                .attr("type", "view")
                .child(Node.of(
                        "list", Node.builder("item").attr("server_id", 100).build()))
                .build();
        bens.send(view);
        bens.send(view);
        assertThat(bens.take().stream().filter(node -> node.is("ack")))
                .extracting(node -> node.attr("class") + " " + node.attr("type"))
                .containsExactly("receipt view", "receipt view");
        assertThat(shown(bens).requireChild("views_count").attr("count")).isEqualTo("1");
    }

    @ParameterizedTest
    // Of the posts 100 to 104: before or after which, how many at most, and which come.
    @CsvSource({
        "before, 1000, 2, 103 104", // the last ones
        "before, 103, 2, 101 102", // those right before
        "before, 100, 5, ''",
        "after, 99, 2, 100 101", // the first ones
        "after, 102, 100, 103 104",
        "after, 104, 5, ''",
    })
    void aPageIsOldestFirst(String name, long value, int count, String expected) {
        for (int i = 0; i < 5; i++) {
            sent(annas, post("p" + i, "text"));
        }
        String found = String.join(
                " ",
                ids(list(name, value, count)).stream().map(Object::toString).toList());
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "1, 0", "100, 0", "101, 400"})
    void aPageHasOneToAHundredPosts(int count, int code) {
        assertThat(bens.refusal(list("before", 1_000, count))).isEqualTo(code);
    }

    @Test
    void whoHasTheLinkReadsWithoutFollowing() {
        LoopClient cleos = local.link(local.account("Cleo"));
        sent(annas, post("p1", "one"));
        Node.Builder byInvite = iq(
                "newsletter",
                "get",
                Node.builder("messages")
                        .attr("type", "invite")
                        .attr("key", news.invite())
                        .build());
        assertThat(cleos.ask(byInvite).requireChild("messages").children()).hasSize(1);
        Node wrong =
                Node.builder("messages").attr("type", "invite").attr("key", "x").build();
        assertThat(cleos.refusal(iq("newsletter", "get", wrong))).isEqualTo(404);
    }

    @Test
    void updatesHaveTheTextOfEditedPostsOnly() {
        sent(annas, post("p1", "one"));
        sent(annas, post("p2", "two"));
        sent(annas, post("p2", "better").attr("edit", "3"));
        Node request = Node.builder("message_updates").attr("count", 10).build();
        Node updates = bens.ask(iq("newsletter", "get", request).attr("to", news.jid()))
                .requireChild("message_updates")
                .requireChild("messages");
        assertThat(updates.children("message"))
                .extracting(node -> node.attr("server_id") + " " + (node.child("plaintext") != null))
                .containsExactly("100 false", "101 true");
    }

    @Test
    void whoAskedForItIsToldOfReactionsForFiveMinutes() {
        sent(annas, post("p1", "one"));
        takeAll();
        Node live = Node.of("live_updates");
        Node answer = annas.ask(iq("newsletter", "set", live).attr("to", news.jid()));
        assertThat(answer.requireChild("live_updates").attr("duration")).isEqualTo("300");
        sent(bens, addOn(100, reaction("👍")));
        Node told = annas.take().get(0);
        assertThat(told.jid("from")).isEqualTo(news.jid());
        assertThat(told.requireChild("live_updates")
                        .requireChild("messages")
                        .requireChild("message")
                        .requireChild("reactions")
                        .children())
                .hasSize(1);
        assertThat(annasOther.take()).isEmpty();
        news.watchers().put(annas.device(), LocalWorld.NOW - 1);
        sent(bens, addOn(100, reaction("🎉")));
        assertThat(annas.take()).isEmpty();
    }

    @Test
    void acceptedTermsAreRememberedUpToAHundred() {
        for (int i = 0; i <= 100; i++) {
            Node notice = Node.builder("notice").attr("id", "n" + i).build();
            assertThat(bens.refusal(iq("tos", "set", notice))).isZero();
        }
        assertThat(ben.profile().acceptedNotices())
                .hasSize(100)
                .contains("n1", "n100")
                .doesNotContain("n0");
    }
}
