package org.camelwhatsapp.engine.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_LOW;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdRecord;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.junit.jupiter.api.Test;

/** Taking over a snapshot: all of it, in one transaction, in place of what was held. */
class ApplierTest {
    private final AppStateBench bench = new AppStateBench();
    private final Actions actions = new Actions();
    private final List<AppStateAction> taken = new ArrayList<>();
    private final Applier applier = new Applier(bench.session(), bench.addresses, bench.keys, actions);

    ApplierTest() {
        bench.online();
        actions.on("pin_v1", (action, transaction) -> {
            taken.add(action);
            return new AppStateChanged("x", true, action.index(), new byte[0], action.timestamp());
        });
    }

    private static SyncdRecord record(int number) {
        SyncActionData data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFrom(IndexJson.write(List.of("pin_v1", "chat" + number))))
                .setValue(SyncActionValue.newBuilder().setTimestamp(number))
                .setVersion(5)
                .build();
        return MutationCipher.seal(Vectors.KEYS, true, data, new byte[MutationCipher.IV_BYTES])
                .getRecord();
    }

    private static SyncdSnapshot snapshot(long version, int count) {
        List<SyncdRecord> records =
                IntStream.range(0, count).mapToObj(ApplierTest::record).toList();
        LtHash hash = new LtHash();
        records.forEach(record ->
                hash.add(MutationCipher.open(true, record, Vectors.LOOKUP).valueMac()));
        return Patches.snapshot(REGULAR_LOW, new CollectionState(version, hash.toBytes()), records, Vectors.KEYS);
    }

    private CompletableFuture<Applier.Progress> take(SyncdSnapshot snapshot) {
        return bench.call(() -> Applier.attempt(() -> applier.snapshot(REGULAR_LOW, snapshot)));
    }

    @Test
    void takesTheVersionAndEveryValue() {
        Applier.Progress progress = take(snapshot(42, 3)).join();
        assertThat(progress.mutations()).isEqualTo(3);
        assertThat(progress.state().version()).isEqualTo(42);
        assertThat(bench.server.memory.rows("appStateEntries")).hasSize(3);
        assertThat(applier.store().states().get(REGULAR_LOW).version()).isEqualTo(42);
        assertThat(applier.store().states().get(REGULAR_LOW).hash())
                .isEqualTo(progress.state().hash());
    }

    @Test
    void handlersLearnThatItMayBeOldAndListenersAreNotTold() {
        take(snapshot(1, 2)).join();
        assertThat(taken).hasSize(2).allMatch(AppStateAction::initial);
        assertThat(bench.server.events).isEmpty();
    }

    @Test
    void everyActionIsTakenInOrderHoweverManyThereAre() {
        take(snapshot(1, 1_001)).join();
        assertThat(taken)
                .extracting(action -> action.part(1))
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_001).mapToObj(i -> "chat" + i).toList());
    }

    @Test
    void whatASmallerSnapshotDoesNotHoldIsGone() {
        take(snapshot(1, 5)).join();
        take(snapshot(2, 2)).join();
        assertThat(bench.server.memory.rows("appStateEntries")).hasSize(2);
    }

    @Test
    void aWrongCodeLeavesEverythingAsItWas() {
        take(snapshot(1, 2)).join();
        SyncdSnapshot wrong = snapshot(2, 3).toBuilder().removeRecords(0).build();
        assertThat(AppStateBench.failure(take(wrong)))
                .isInstanceOfSatisfying(
                        AppStateException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.MISMATCH));
        assertThat(applier.store().states().get(REGULAR_LOW).version()).isEqualTo(1);
        assertThat(bench.server.memory.rows("appStateEntries")).hasSize(2);
    }

    @Test
    void namesEveryKeyThatIsMissingAtOnce() {
        SyncdSnapshot.Builder foreign = snapshot(1, 1).toBuilder();
        foreign.getKeyIdBuilder().setId(ByteString.copyFromUtf8("one"));
        foreign.getRecordsBuilder(0).getKeyIdBuilder().setId(ByteString.copyFromUtf8("two"));
        assertThat(AppStateBench.failure(take(foreign.build())))
                .isInstanceOfSatisfying(
                        MissingKeysException.class,
                        failure -> assertThat(
                                        failure.ids().stream().map(String::new).toList())
                                .containsExactlyInAnyOrder("one", "two"));
        assertThat(bench.server.memory.rows("appStateEntries")).isEmpty();
    }

    @Test
    void aDiskThatFailsFailsTheCall() {
        bench.server.memory.fail();
        assertThat(AppStateBench.failure(take(snapshot(1, 1)))).isInstanceOf(StoreException.class);
    }

    @Test
    void anActionThatMakesNoSenseIsToldAsItIs() {
        actions.on("odd", (action, transaction) -> {
            throw new IllegalArgumentException("no");
        });
        AppStateAction odd = new AppStateAction(
                REGULAR_LOW,
                false,
                List.of("odd"),
                SyncActionValue.newBuilder().setTimestamp(9).build(),
                false);
        assertThat(actions.take(odd, bench.session().store().transaction()))
                .isInstanceOfSatisfying(AppStateChanged.class, event -> {
                    assertThat(event.index()).containsExactly("odd");
                    assertThat(event.set()).isFalse();
                });
    }

    @Test
    void theKeysOfTheLookupAreThoseAskedFor() {
        ByteString known = ByteString.copyFrom(Vectors.KEYS.id());
        KeyLookup lookup = applier.lookup(Set.of(known));
        assertThat(lookup.require(Vectors.KEYS.id()).id()).isEqualTo(Vectors.KEYS.id());
        assertThat(lookup.find(new byte[] {1})).isNull();
    }
}
