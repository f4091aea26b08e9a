package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.appstate.AppStateKeys;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.ProtocolMessage.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppStateKeysTest {
    private static final byte[] ID = {0, 0, 0, 0, 0, 7};

    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone phone;
    private TestClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        phone = simulator.addAccount("15550001001", "Alice");
        phone.appState().withhold(true);
        client = new TestClient(simulator, directory, "alice").paired(phone);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void keysOfThePhoneAreKeptAndAreNoMessages() {
        phone.send(phone.phoneJid(), share());
        phone.sendText(phone.phoneJid(), "after it");

        MessageReceived first = client.awaitEvent(MessageReceived.class, e -> true);
        assertThat(first.message().content()).isEqualTo(new TextContent("after it"));
        assertThat(count(client)).isEqualTo(1);

        simulator.restart();
        phone.sendText(phone.phoneJid(), "back");
        client.awaitEvent(MessageReceived.class, e -> e.message().content().equals(new TextContent("back")));
        await().atMost(TestClient.PATIENCE).until(() -> count(client) == 1);
    }

    @Test
    void keysOfStrangersAreDropped() {
        Phone stranger = simulator.addAccount("15550001002", "Mallory");
        stranger.send(phone.phoneJid(), share());
        stranger.sendText(phone.phoneJid(), "after it");

        MessageReceived first = client.awaitEvent(MessageReceived.class, e -> true);
        assertThat(first.message().content()).isEqualTo(new TextContent("after it"));
        assertThat(count(client)).isZero();
    }

    @Test
    void aRequestForAKeyReachesThePhone() {
        String id = get(client.client.with(AppStateKeys.class, keys -> keys.ask(phone.phoneJid(), List.of(ID))));

        Node request = phone.awaitStanza(stanza -> stanza.attr("id", "").equals(id), TestClient.PATIENCE);
        assertThat(request.attr("category")).isEqualTo("peer");
        assertThat(request.requireChild("meta").attr("appdata")).isEqualTo("default");
    }

    @Test
    void anotherLinkedDeviceIsGivenTheKeyItAsksFor() {
        phone.send(phone.phoneJid(), share());
        await().atMost(TestClient.PATIENCE).until(() -> count(client) == 1);
        TestClient second = new TestClient(simulator, directory, "second").paired(phone);
        try {
            assertThat(count(second)).isZero();
            int first = phone.linkedDevices().get(0);
            get(second.client.with(
                    AppStateKeys.class, keys -> keys.ask(phone.phoneJid().withDevice(first), List.of(ID))));

            await().atMost(TestClient.PATIENCE).until(() -> count(second) == 1);
        } finally {
            second.close();
        }
    }

    private static int count(TestClient of) {
        return get(of.client.with(AppStateKeys.class, keys -> CompletableFuture.completedFuture(keys.count())));
    }

    private static Message.AppStateSyncKeyId keyId() {
        return Message.AppStateSyncKeyId.newBuilder()
                .setKeyId(ByteString.copyFrom(ID))
                .build();
    }

    private static Message share() {
        Message.AppStateSyncKeyData data = Message.AppStateSyncKeyData.newBuilder()
                .setKeyData(ByteString.copyFrom(new byte[32]))
                .build();
        return Message.newBuilder()
                .setProtocolMessage(Message.ProtocolMessage.newBuilder()
                        .setType(Type.APP_STATE_SYNC_KEY_SHARE)
                        .setAppStateSyncKeyShare(Message.AppStateSyncKeyShare.newBuilder()
                                .addKeys(Message.AppStateSyncKey.newBuilder()
                                        .setKeyId(keyId())
                                        .setKeyData(data))))
                .build();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }
}
