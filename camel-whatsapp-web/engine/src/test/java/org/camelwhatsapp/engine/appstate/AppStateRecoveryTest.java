package org.camelwhatsapp.engine.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_LOW;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.event.AppStateFailed.Step;
import org.camelwhatsapp.engine.event.AppStateSynced;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.proto.Message.ProtocolMessage.Type;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdPlainTextRecord;
import org.camelwhatsapp.proto.SyncdSnapshotRecovery;
import org.camelwhatsapp.proto.SyncdVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done about a collection that does not add up, one step after the other. */
class AppStateRecoveryTest {
    private static final AppStateFailed RESYNC = failed("app-state-mismatch", Step.RESYNC);
    private static final AppStateFailed ASK = failed("app-state-mismatch", Step.ASK_PHONE);
    private static final AppStateFailed GIVE_UP = failed("app-state-mismatch", Step.GIVE_UP);

    private final AppStateBench bench = new AppStateBench();

    private static AppStateFailed failed(String code, Step step) {
        return new AppStateFailed("regular_low", code, step);
    }

    private static AppStateChange pin(String chat) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getPinActionBuilder().setPinned(true);
        return AppStateChange.set(REGULAR_LOW, 5, value, "pin_v1", chat);
    }

    /** The server's patches have a wrong code, so that everything is tried, until the phone is asked. */
    private void broken() {
        bench.online();
        bench.otherDevice(pin("a"));
        bench.damaged.add(REGULAR_LOW);
        bench.announce(REGULAR_LOW);
    }

    private List<AppStateFailed> failures() {
        return bench.server.events(AppStateFailed.class);
    }

    private List<String> pinned() {
        return bench.call(() -> bench.appState.values(REGULAR_LOW, "pin_v1", 100)).join().stream()
                .map(action -> action.part(1))
                .sorted()
                .toList();
    }

    private static SyncdPlainTextRecord.Builder entry(String chat, int mac) {
        return SyncdPlainTextRecord.newBuilder()
                .setKeyId(ByteString.copyFrom(Vectors.KEYS.id()))
                .setMac(ByteString.copyFrom(Vectors.member(mac)))
                .setValue(SyncActionData.newBuilder()
                        .setIndex(ByteString.copyFrom(IndexJson.write(List.of("pin_v1", chat))))
                        .setValue(pin(chat).value())
                        .setVersion(5));
    }

    /** What the phone holds: two pins, in the version that the server is at. */
    private static SyncdSnapshotRecovery.Builder copy() {
        LtHash hash = new LtHash();
        hash.add(Vectors.member(1));
        hash.add(Vectors.member(2));
        return SyncdSnapshotRecovery.newBuilder()
                .setCollectionName("regular_low")
                .setVersion(SyncdVersion.newBuilder().setVersion(1))
                .addMutationRecords(entry("x", 1))
                .addMutationRecords(entry("y", 2))
                .setCollectionLthash(ByteString.copyFrom(hash.toBytes()));
    }

    private void answer(Jid device, byte[] bytes, boolean compressed) {
        PeerDataOperationRequestResponseMessage.Builder response = PeerDataOperationRequestResponseMessage.newBuilder()
                .setPeerDataOperationRequestType(PeerDataOperationRequestType.COMPANION_SYNCD_SNAPSHOT_FATAL_RECOVERY);
        response.addPeerDataOperationResultBuilder()
                .getSyncdSnapshotFatalRecoveryResponseBuilder()
                .setCollectionSnapshot(ByteString.copyFrom(bytes))
                .setIsCompressed(compressed);
        bench.devices.tell(
                device,
                ProtocolMessage.newBuilder()
                        .setType(Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                        .setPeerDataOperationRequestResponseMessage(response)
                        .build());
        bench.serve();
    }

    private void phoneAnswers(SyncdSnapshotRecovery.Builder copy) {
        answer(AppStateBench.PHONE, copy.build().toByteArray(), false);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void asksForAllOfItAnewFirst() {
        bench.online();
        bench.call(() -> bench.appState.change(List.of(pin("a")))).join();
        bench.asked.clear();
        // A state that differs from everybody else's, as after a lost write.
        byte[] kept = bench.server.memory.rows("appStateVersions").get("regular_low");
        kept[kept.length - 1] ^= 1;
        bench.otherDevice(pin("b"));
        bench.announce(REGULAR_LOW);
        assertThat(failures()).containsExactly(RESYNC);
        assertThat(bench.asked)
                .extracting(request -> request.requireChild("sync")
                        .children("collection")
                        .get(0)
                        .attr("return_snapshot"))
                .containsExactly("false", "true");
        assertThat(pinned()).containsExactly("a", "b");
        assertThat(bench.server.events(AppStateSynced.class))
                .containsExactly(new AppStateSynced("regular_low", 2, 2, true));
    }

    @Test
    void whatWasHeldBeforeIsReplacedAndNotAddedTo() {
        bench.online();
        bench.call(() -> bench.appState.change(List.of(pin("a")))).join();
        bench.server.memory.rows("appStateEntries").put("regular_low/00", new byte[] {1});
        bench.call(() -> bench.appState.sync(true)).join();
        assertThat(bench.server.memory.rows("appStateEntries")).hasSize(1).doesNotContainKey("regular_low/00");
    }

    @Test
    void thenThePhoneIsAskedForItsCopy() {
        broken();
        assertThat(failures()).containsExactly(RESYNC, ASK);
        assertThat(bench.told).singleElement().satisfies(message -> {
            PeerDataOperationRequestMessage request = message.getPeerDataOperationRequestMessage();
            assertThat(request.getPeerDataOperationRequestType())
                    .isEqualTo(PeerDataOperationRequestType.COMPANION_SYNCD_SNAPSHOT_FATAL_RECOVERY);
            assertThat(request.getSyncdCollectionFatalRecoveryRequest().getCollectionName())
                    .isEqualTo("regular_low");
            assertThat(request.getSyncdCollectionFatalRecoveryRequest().getTimestamp())
                    .isEqualTo(bench.server.loop.now().getEpochSecond());
        });
    }

    @Test
    void givesUpWhenThePhoneIsSilentForTwoMinutes() {
        broken();
        bench.server.loop.advance(Duration.ofSeconds(119));
        assertThat(failures()).containsExactly(RESYNC, ASK);
        bench.server.loop.advance(Duration.ofSeconds(1));
        assertThat(failures()).containsExactly(RESYNC, ASK, GIVE_UP);
    }

    @Test
    void whatWasGivenUpIsLeftAloneAtTheNextLogin() {
        broken();
        bench.server.loop.advance(Duration.ofMinutes(2));
        bench.asked.clear();
        bench.server.disconnect();
        bench.logIn();
        assertThat(bench.asked.get(0).requireChild("sync").children("collection"))
                .hasSize(4)
                .noneMatch(node -> "regular_low".equals(node.attr("name")));
    }

    @Test
    void itIsTriedFromTheBeginningWhenItChangesAgain() {
        broken();
        bench.server.loop.advance(Duration.ofMinutes(2));
        bench.damaged.clear();
        bench.server.events.clear();
        bench.announce(REGULAR_LOW);
        assertThat(failures()).isEmpty();
        assertThat(pinned()).containsExactly("a");
    }

    @Test
    void otherCollectionsGoOn() {
        broken();
        SyncActionValue.Builder label = SyncActionValue.newBuilder();
        AppStateChange change = AppStateChange.set(AppStateCollection.REGULAR, 3, label, "label_edit", "1");
        assertThat(bench.others(AppStateChanged.class, change)).hasSize(1);
    }

    /** In the clear or packed, it is the same. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesThePhonesCopy(boolean compressed) {
        broken();
        bench.server.events.clear();
        byte[] bytes = copy().build().toByteArray();
        answer(AppStateBench.PHONE, compressed ? gzip(bytes) : bytes, compressed);
        assertThat(pinned()).containsExactly("x", "y");
        assertThat(failures()).isEmpty();
        // It may be old, so nothing is told one by one.
        assertThat(bench.server.events(AppStateChanged.class)).isEmpty();
    }

    @Test
    void theServersVersionIsComparedAfterThePhonesCopy() {
        broken();
        bench.asked.clear();
        phoneAnswers(copy());
        assertThat(bench.asked).singleElement().satisfies(request -> {
            var collection = request.requireChild("sync").requireChild("collection");
            assertThat(collection.attr("name")).isEqualTo("regular_low");
            assertThat(collection.attr("version")).isEqualTo("1");
            assertThat(collection.attr("return_snapshot")).isEqualTo("false");
        });
    }

    private void refused(String code, SyncdSnapshotRecovery.Builder copy) {
        broken();
        phoneAnswers(copy);
        assertThat(failures()).containsExactly(RESYNC, ASK, failed(code, Step.GIVE_UP));
        assertThat(pinned()).isEmpty();
    }

    @Test
    void aCopyThatDoesNotAddUpIsRefused() {
        refused("app-state-mismatch", copy().removeMutationRecords(1));
    }

    @Test
    void aCopyWithACodeOfAnotherLengthIsRefused() {
        SyncdPlainTextRecord.Builder shortened = entry("z", 3).setMac(ByteString.copyFrom(new byte[31]));
        refused("app-state-malformed", copy().addMutationRecords(shortened));
    }

    @Test
    void aCopyThatNeedsAnUnknownKeyIsRefused() {
        SyncdPlainTextRecord.Builder foreign = entry("z", 3).setKeyId(ByteString.copyFromUtf8("other"));
        refused("app-state-missing-key", copy().addMutationRecords(foreign));
    }

    /** Text that is no protobuf, and bytes that are not packed though they are said to be. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCopyThatCannotBeReadIsAsIfThePhoneWereSilent(boolean compressed) {
        broken();
        answer(AppStateBench.PHONE, new byte[] {(byte) 0xFF, 1, 2}, compressed);
        assertThat(failures()).containsExactly(RESYNC, ASK);
        assertThat(pinned()).isEmpty();
        bench.server.loop.advance(Duration.ofMinutes(2));
        assertThat(failures()).containsExactly(RESYNC, ASK, GIVE_UP);
    }

    @Test
    void anotherDeviceCannotAnswerForThePhone() {
        broken();
        answer(AppStateBench.LID.withDevice(9), copy().build().toByteArray(), false);
        assertThat(pinned()).isEmpty();
    }

    @Test
    void aCopyThatNobodyAskedForIsNotTaken() {
        bench.online();
        bench.call(() -> bench.appState.change(List.of(pin("a")))).join();
        phoneAnswers(copy());
        assertThat(pinned()).containsExactly("a");
    }

    /** Another collection than the one that is broken, and one that there is not. */
    @ParameterizedTest
    @ValueSource(strings = {"regular", "nothing"})
    void aCopyOfAnotherCollectionIsNotTaken(String name) {
        broken();
        phoneAnswers(copy().setCollectionName(name));
        assertThat(pinned()).isEmpty();
        assertThat(bench.call(() -> bench.appState.values(AppStateCollection.REGULAR, "pin_v1", 10))
                        .join())
                .isEmpty();
    }
}
