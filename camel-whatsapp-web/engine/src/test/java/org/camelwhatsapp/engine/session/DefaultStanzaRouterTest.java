package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

class DefaultStanzaRouterTest {
    private static final Jid FRIEND = Jid.phone("15550100");

    private final RecordingChannel wire = new RecordingChannel();
    private final DefaultStanzaRouter router = new DefaultStanzaRouter("test", wire);
    private final List<Node> handled = new ArrayList<>();

    private static Node.Builder stanza(String tag) {
        return Node.builder(tag).attr("id", "A1").attr("from", FRIEND);
    }

    private Node onlySent() {
        assertThat(wire.sent).hasSize(1);
        return wire.sent.get(0);
    }

    @Test
    void givesAStanzaToTheHandlerOfItsTag() {
        router.onTag("message", handled::add);
        Node message = stanza("message").build();
        router.route(message);
        assertThat(handled).containsExactly(message);
        assertThat(wire.sent).as("whoever handles it also acknowledges it").isEmpty();
    }

    @Test
    void refusesASecondHandlerForTheSameKind() {
        router.onTag("message", handled::add);
        router.onServerRequest("pair-device", handled::add);
        assertThatThrownBy(() -> router.onTag("message", handled::add)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> router.onServerRequest("pair-device", handled::add))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesMessagesFromOneKindOfAddressToItsOwnHandler() {
        List<Node> posts = new ArrayList<>();
        router.onTag("message", handled::add);
        router.onMessagesFrom("newsletter", posts::add);
        Node post =
                stanza("message").attr("from", Jid.of("12036300", "newsletter")).build();
        Node message = stanza("message").build();
        router.route(post);
        router.route(message);
        assertThat(posts).containsExactly(post);
        assertThat(handled).containsExactly(message);
        assertThatThrownBy(() -> router.onMessagesFrom("newsletter", posts::add))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void acknowledgesANotificationOnceHoweverManyListen() {
        router.onNotification("devices", handled::add);
        router.onNotification("devices", handled::add);
        router.route(stanza("notification")
                .attr("type", "devices")
                .attr("participant", Jid.phone("15550101"))
                .build());
        assertThat(handled).hasSize(2);
        Node ack = onlySent();
        assertThat(ack.is("ack")).isTrue();
        assertThat(ack.attr("class")).isEqualTo("notification");
        assertThat(ack.attr("id")).isEqualTo("A1");
        assertThat(ack.jid("to")).isEqualTo(FRIEND);
        assertThat(ack.attr("type")).isEqualTo("devices");
        assertThat(ack.jid("participant")).isEqualTo(Jid.phone("15550101"));
        assertThat(ack.has("error")).isFalse();
    }

    @Test
    void acknowledgesANotificationThatNobodyKnows() {
        router.route(stanza("notification").attr("type", "brand-new").build());
        assertThat(onlySent().attr("type")).isEqualTo("brand-new");
    }

    @Test
    void acknowledgesAMalformedNotificationOnce() {
        router.onNotification("devices", node -> node.requireChild("list"));
        router.onNotification("devices", handled::add);
        router.route(stanza("notification").attr("type", "devices").build());
        assertThat(wire.sent).hasSize(1);
        assertThat(handled).as("the others still hear of it").hasSize(1);
    }

    @Test
    void answersPingsAndUnknownRequestsOfTheServer() {
        router.route(Node.builder("iq")
                .attr("type", "get")
                .attr("xmlns", "urn:xmpp:ping")
                .attr("id", "P1")
                .attr("from", Jid.SERVER)
                .build());
        Node pong = onlySent();
        assertThat(pong.is("iq")).isTrue();
        assertThat(pong.attr("type")).isEqualTo("result");
        assertThat(pong.attr("id")).isEqualTo("P1");
        assertThat(pong.jid("to")).isEqualTo(Jid.SERVER);
    }

    @Test
    void givesRequestsOfTheServerToTheirHandler() {
        router.onServerRequest("pair-device", handled::add);
        router.route(Node.builder("iq")
                .attr("type", "set")
                .attr("id", "P1")
                .child(Node.of("pair-device"))
                .build());
        assertThat(handled).hasSize(1);
        assertThat(wire.sent).isEmpty();
    }

    @Test
    void leavesLateAnswersAlone() {
        router.route(Node.builder("iq").attr("type", "result").attr("id", "7").build());
        router.route(Node.builder("iq").attr("type", "error").attr("id", "8").build());
        assertThat(wire.sent).isEmpty();
    }

    @Test
    void observersSeeEveryStanzaAndStandInNobodysWay() {
        List<Node> seen = new ArrayList<>();
        router.onEvery(stanza -> {
            throw new org.camelwhatsapp.engine.wire.MalformedNodeException("cannot read it");
        });
        router.onEvery(seen::add);
        router.onTag("message", handled::add);
        Node message =
                Node.builder("message").attr("from", Jid.phone("15550001002")).build();
        router.route(message);
        assertThat(seen).containsExactly(message);
        assertThat(handled).containsExactly(message);
    }

    @Test
    void givesEveryPartOfABulletinToItsListeners() {
        router.onBulletin("dirty", handled::add);
        router.route(Node.builder("ib")
                .child(Node.of("dirty"))
                .child(Node.of("unknown"))
                .child(Node.of("dirty"))
                .build());
        assertThat(handled).hasSize(2);
        assertThat(wire.sent).isEmpty();
    }

    @Test
    void refusesAMessageThatCannotBeRead() {
        router.onTag("message", node -> {
            throw new MalformedNodeException("no sender");
        });
        router.route(stanza("message")
                .attr("type", "text")
                .attr("participant", Jid.phone("15550101"))
                .build());
        Node nack = onlySent();
        assertThat(nack.attr("class")).isEqualTo("message");
        assertThat(nack.attr("error")).isEqualTo("487");
        assertThat(nack.jid("participant")).isEqualTo(Jid.phone("15550101"));
        assertThat(nack.has("type")).as("acks of messages carry no type").isFalse();
    }

    @Test
    void acknowledgesStanzasThatNobodyHandles() {
        router.route(stanza("message").build());
        assertThat(wire.sent.get(0).attr("error")).isEqualTo("488");
        router.route(stanza("receipt").attr("type", "read").build());
        assertThat(wire.sent.get(1).attr("class")).isEqualTo("receipt");
        assertThat(wire.sent.get(1).has("error")).isFalse();
    }

    @Test
    void saysNothingToStanzasWithoutAnId() {
        router.route(Node.builder("presence").attr("from", FRIEND).build());
        router.route(Node.builder("ack").attr("id", "9").build());
        assertThat(wire.sent).isEmpty();
    }

    @Test
    void answersEvenWhenTheSenderIsNoAddress() {
        router.onTag("message", node -> node.requireJid("from"));
        router.route(Node.builder("message")
                .attr("id", "A1")
                .attr("from", "a@b@c")
                .attr("participant", "@")
                .build());
        assertThat(onlySent().jid("to")).isEqualTo(Jid.SERVER);
    }
}
