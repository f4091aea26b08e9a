package org.camelwhatsapp.simulator.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateException;
import org.camelwhatsapp.engine.appstate.CollectionState;
import org.camelwhatsapp.engine.appstate.MutationCipher;
import org.camelwhatsapp.engine.appstate.Patches;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppStateRequestsTest {
    private static final AppStateCollection NAME = AppStateCollection.REGULAR_LOW;

    private final LocalWorld local = new LocalWorld();
    private AccountAppState state;
    private LoopClient first;
    private LoopClient second;
    private byte iv;

    /** Two devices of one account. */
    @BeforeEach
    void connect() {
        Account anna = local.account("Anna");
        first = local.link(anna);
        second = local.link(anna);
        state = local.appStates.of(anna);
    }

    @AfterEach
    void close() {
        local.close();
    }

    private SyncdPatch patch(String index) {
        SyncActionData data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFromUtf8(index))
                .setValue(SyncActionValue.newBuilder().setTimestamp(1))
                .setPadding(ByteString.EMPTY)
                .setVersion(2)
                .build();
        byte[] vector = new byte[MutationCipher.IV_BYTES];
        vector[0] = ++iv;
        SyncdMutation mutation = MutationCipher.seal(state.newest(), true, data, vector);
        StoredCollection stored = state.collection(NAME);
        return Patches.make(
                NAME, stored.state(), List.of(mutation), new Patches.Writer(state.newest(), stored.macs(), 1));
    }

    private static Node.Builder collection(long version) {
        return Node.builder("collection").attr("name", NAME.wireName()).attr("version", version);
    }

    private static Node ask(LoopClient client, Node.Builder collection) {
        Node sync = Node.of("sync", collection.build());
        return client.ask(iq("w:sync:app:state", "set", sync))
                .requireChild("sync")
                .requireChild("collection");
    }

    private static Node upload(LoopClient client, long version, byte[] patch) {
        return ask(client, collection(version).child(Node.of("patch", patch)));
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            upload(first, state.version(NAME), patch("i" + i).toByteArray());
        }
        first.take();
        second.take();
    }

    private static List<Long> versions(Node answer) throws InvalidProtocolBufferException {
        List<Long> versions = new ArrayList<>();
        for (Node patch : answer.requireChild("patches").children("patch")) {
            versions.add(SyncdPatch.parseFrom(patch.requireBytes()).getVersion().getVersion());
        }
        return versions;
    }

    private static String error(Node answer) {
        assertThat(answer.attr("type")).isEqualTo("error");
        return answer.requireChild("error").attr("code");
    }

    @Test
    void anUploadIsTheNextVersionAndTheOtherDeviceIsTold() {
        Node answer = upload(first, 0, patch("a").toByteArray());
        assertThat(answer.attr("version")).isEqualTo("1");
        assertThat(answer.has("type")).isFalse();
        assertThat(state.version(NAME)).isEqualTo(1);
        assertThat(first.take()).isEmpty();
        Node told = second.take().get(0);
        assertThat(told.attr("type")).isEqualTo("server_sync");
        assertThat(told.requireChild("collection").attr("name")).isEqualTo("regular_low");
        assertThat(told.requireChild("collection").attr("version")).isEqualTo("1");
    }

    @Test
    void whoWasSlowerGetsAConflictWithThePatchesHeMissed() throws InvalidProtocolBufferException {
        byte[] late = patch("b").toByteArray();
        write(1);
        Node answer = upload(second, 0, late);
        assertThat(error(answer)).isEqualTo("409");
        assertThat(versions(answer)).containsExactly(1L);
        assertThat(state.version(NAME)).isEqualTo(1);
        assertThat(first.take()).isEmpty();
    }

    @Test
    void anUploadThatIsNotGenuineIsABadOneAndIsCounted() {
        SyncdPatch good = patch("a");
        byte[] mac = good.getSnapshotMac().toByteArray();
        mac[0] ^= 1;
        byte[] spoilt = good.toBuilder()
                .setSnapshotMac(ByteString.copyFrom(mac))
                .build()
                .toByteArray();
        assertThat(error(upload(first, 0, spoilt))).isEqualTo("400");
        assertThat(error(upload(first, 0, new byte[] {(byte) 0xFF}))).isEqualTo("400");
        assertThat(state.rejected()).isEqualTo(2);
        assertThat(state.version(NAME)).isZero();
        assertThat(second.take()).isEmpty();
    }

    @Test
    void aCollectionThatIsNoneIsABadOneAndTheOthersAreAnswered() {
        Node unknown = Node.builder("collection").attr("name", "colours").build();
        Node sync = Node.of("sync", unknown, collection(0).build());
        List<Node> answers = first.ask(iq("w:sync:app:state", "set", sync))
                .requireChild("sync")
                .children("collection");
        assertThat(error(answers.get(0))).isEqualTo("400");
        assertThat(answers.get(1).has("type")).isFalse();
        assertThat(answers).hasSize(2);
    }

    @Test
    void patchesComeTenAtATimeUntilThereAreNoMore() throws InvalidProtocolBufferException {
        write(11);
        Node page = ask(second, collection(0));
        assertThat(page.attr("has_more_patches")).isEqualTo("true");
        assertThat(versions(page)).hasSize(10).startsWith(1L);
        Node last = ask(second, collection(10));
        assertThat(last.has("has_more_patches")).isFalse();
        assertThat(versions(last)).containsExactly(11L);
        assertThat(versions(ask(second, collection(11)))).isEmpty();
    }

    @Test
    void exactlyTenPatchesAreAllThereAre() {
        write(10);
        assertThat(ask(second, collection(0)).has("has_more_patches")).isFalse();
    }

    @Test
    void aSnapshotComesWhenItIsAskedForOrTheDeviceIsAheadOfTheServer() {
        write(1);
        Node asked = ask(second, collection(0).attr("return_snapshot", "true"));
        assertThat(asked.child("snapshot")).isNotNull();
        assertThat(asked.attr("version")).isEqualTo("1");
        assertThat(ask(second, collection(9)).child("snapshot")).isNotNull();
        assertThat(ask(second, collection(1)).child("snapshot")).isNull();
    }

    @Test
    void anEmptyCollectionHasNoSnapshot() {
        Node answer = ask(first, collection(0).attr("return_snapshot", "true"));
        assertThat(answer.child("snapshot")).isNull();
        assertThat(answer.attr("version")).isEqualTo("0");
    }

    @Test
    void asManyPatchesAreSpoiltAsWereAskedFor() throws InvalidProtocolBufferException {
        write(1);
        state.spoil(NAME, 1);
        SyncdPatch spoilt = SyncdPatch.parseFrom(ask(second, collection(0))
                .requireChild("patches")
                .requireChild("patch")
                .requireBytes());
        Patches.Sources sources = new Patches.Sources(state.lookup(), place -> null);
        assertThatThrownBy(() -> Patches.apply(NAME, CollectionState.EMPTY, spoilt, sources))
                .isInstanceOf(AppStateException.class)
                .hasMessage("the code of a patch is wrong");
        SyncdPatch good = SyncdPatch.parseFrom(ask(second, collection(0))
                .requireChild("patches")
                .requireChild("patch")
                .requireBytes());
        assertThat(new String(
                        Patches.apply(NAME, CollectionState.EMPTY, good, sources)
                                .mutations()
                                .get(0)
                                .index(),
                        StandardCharsets.UTF_8))
                .isEqualTo("i0");
    }

    @Test
    void accountsHaveAStateOfTheirOwn() {
        write(1);
        LoopClient bens = local.link(local.account("Ben"));
        assertThat(ask(bens, collection(0)).attr("version")).isEqualTo("0");
    }
}
