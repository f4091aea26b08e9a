package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device asks for a message again and again: with which session it is answered. */
class RetrySessionTest {
    @TempDir
    private Path directory;

    private final Simulator simulator = Simulator.start();
    private final Phone own = simulator.addAccount("15550001001", "Own");
    private final Phone friend = simulator.addAccount("15550001002", "Friend");
    private TestClient client;
    private ReceivedMessage message;

    @BeforeEach
    void talkBothWays() throws Exception {
        client = new TestClient(simulator, directory, "own").paired(own);
        client.client.sendText(friend.phoneJid(), "hello").toCompletableFuture().get();
        friend.awaitText("hello", TestClient.PATIENCE);
        friend.sendText(own.phoneJid(), "hello yourself");
        client.awaitEvent(MessageReceived.class, event -> true);
        client.client.sendText(friend.phoneJid(), "lost").toCompletableFuture().get();
        message = friend.awaitText("lost", TestClient.PATIENCE);
    }

    @AfterEach
    void end() {
        client.close();
        simulator.close();
    }

    private String answer(int count) {
        Node stanza = friend.awaitStanza(
                node -> node.is("message")
                        && node.attr("id", "").equals(message.id())
                        && node.children("enc").stream().anyMatch(enc -> enc.intAttr("count", 0) == count),
                TestClient.PATIENCE);
        return stanza.requireChild("enc").attr("type");
    }

    private long timesRead() {
        return friend.inbox().stream().filter(one -> one.text().equals("lost")).count();
    }

    @Test
    void isANewSessionFromTheThirdTimeOnWhenTheSecondHasNotHelped() {
        friend.askAgain(message, 1, null);
        assertThat(answer(1)).isEqualTo("msg");
        friend.askAgain(message, 2, null);
        assertThat(answer(2)).isEqualTo("msg");
        friend.askAgain(message, 3, null);
        assertThat(answer(3)).isEqualTo("pkmsg");
        assertThat(timesRead()).as("the phone can read them all").isEqualTo(4);
    }

    @Test
    void isANewSessionAtOnceForAnotherInstallation() {
        friend.askAgain(message, 1, 4_711);
        assertThat(answer(1)).isEqualTo("pkmsg");
        assertThat(timesRead()).isEqualTo(2);
    }

    @Test
    void isTheSameSessionWhenTheThirdTimeIsTheFirstThatIsHeardOf() {
        friend.askAgain(message, 3, null);
        assertThat(answer(3)).isEqualTo("msg");
    }
}
