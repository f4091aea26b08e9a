package org.camelwhatsapp.engine.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_LOW;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.proto.Message.AppStateSyncKey;
import org.camelwhatsapp.proto.Message.AppStateSyncKeyData;
import org.camelwhatsapp.proto.Message.AppStateSyncKeyId;
import org.camelwhatsapp.proto.Message.AppStateSyncKeyRequest;
import org.camelwhatsapp.proto.Message.AppStateSyncKeyShare;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.proto.Message.ProtocolMessage.Type;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that the phone shares, that are missing, and that other devices ask for. */
class AppStateKeysTest {
    private static final byte[] FIRST = Vectors.KEYS.id();
    private static final byte[] SECOND = id(0, 2);

    private final AppStateBench bench = new AppStateBench();

    /** The device in two bytes, then the epoch in four. */
    private static byte[] id(int device, int epoch) {
        return ByteBuffer.allocate(6).putShort((short) device).putInt(epoch).array();
    }

    private static byte[] data(int value) {
        byte[] data = new byte[32];
        Arrays.fill(data, (byte) value);
        return data;
    }

    private static AppStateSyncKeyId name(byte[] id) {
        return AppStateSyncKeyId.newBuilder().setKeyId(ByteString.copyFrom(id)).build();
    }

    private static AppStateSyncKey key(byte[] id, byte[] data) {
        return AppStateSyncKey.newBuilder()
                .setKeyId(name(id))
                .setKeyData(AppStateSyncKeyData.newBuilder().setKeyData(ByteString.copyFrom(data)))
                .build();
    }

    private void share(AppStateSyncKey... keys) {
        bench.devices.tell(
                AppStateBench.PHONE,
                ProtocolMessage.newBuilder()
                        .setType(Type.APP_STATE_SYNC_KEY_SHARE)
                        .setAppStateSyncKeyShare(
                                AppStateSyncKeyShare.newBuilder().addAllKeys(List.of(keys)))
                        .build());
        bench.serve();
    }

    private static AppStateChange pin(String chat) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getPinActionBuilder().setPinned(true);
        return AppStateChange.set(REGULAR_LOW, 5, value, "pin_v1", chat);
    }

    @Test
    void waitsForTheKeysBeforeItAsksTheServer() {
        bench.logIn();
        assertThat(bench.asked).isEmpty();
        share(key(FIRST, AppStateBench.keyData()));
        assertThat(bench.asked).hasSize(1);
        assertThat(bench.asked.get(0).requireChild("sync").children("collection"))
                .hasSize(5);
    }

    @Test
    void losesPatienceWithThePhoneAfterHalfAMinute() {
        bench.logIn();
        bench.server.loop.advance(Duration.ofSeconds(29));
        assertThat(bench.server.requests).isEmpty();
        bench.server.loop.advance(Duration.ofSeconds(1));
        bench.serve();
        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void keysAreOnTheDiskBeforeTheyAreUsed() {
        bench.logIn();
        bench.server.memory.hold();
        share(key(FIRST, AppStateBench.keyData()));
        assertThat(bench.asked).isEmpty();
        bench.server.memory.release();
        bench.serve();
        assertThat(bench.asked).hasSize(1);
        assertThat(bench.server.memory.rows("appStateKeys")).containsOnlyKeys("000000000001");
    }

    /** Bytes of id and of data: one below, one beyond, and the two ends of the range. */
    @ParameterizedTest
    @CsvSource({"0,32,false", "1,32,true", "64,32,true", "65,32,false", "6,31,false", "6,33,false", "6,0,false"})
    void onlyAKeyOfTheRightLengthIsKept(int idLength, int dataLength, boolean kept) {
        bench.logIn();
        share(key(new byte[idLength], new byte[dataLength]));
        assertThat(bench.keys.count()).isEqualTo(kept ? 1 : 0);
        assertThat(bench.server.memory.rows("appStateKeys")).hasSize(kept ? 1 : 0);
    }

    @Test
    void aKeyIsNeverReplaced() {
        bench.online();
        share(key(FIRST, data(9)));
        assertThat(bench.server.memory.rows("appStateKeys").get(HexFormat.of().formatHex(FIRST)))
                .isEqualTo(AppStateBench.keyData());
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void aThousandAndTwentyFourKeysAreTheMost() {
        bench.logIn();
        AppStateSyncKey[] many = new AppStateSyncKey[AppStateKeys.MAX_KEYS + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = key(id(0, i), data(1));
        }
        share(many);
        assertThat(bench.keys.count()).isEqualTo(1_024);
        assertThat(bench.keys.find(id(0, 1_023))).isNotNull();
        assertThat(bench.keys.find(id(0, 1_024))).isNull();
    }

    @Test
    void writesWithTheLatestEpochAndOfThatTheLowestDevice() {
        bench.logIn();
        share(key(id(0, 5), data(1)), key(id(2, 6), data(2)), key(id(1, 6), data(3)), key(id(9, 0x80), data(4)));
        assertThat(bench.keys.newest().id()).isEqualTo(id(9, 0x80));
        share(key(id(3, 0x80), data(5)));
        assertThat(bench.keys.newest().id()).isEqualTo(id(3, 0x80));
    }

    /** The number has no sign. */
    @Test
    void theHighestBitOfAnEpochMakesItLater() {
        bench.logIn();
        share(key(id(0, 7), data(1)), key(id(0, 0x80000000), data(2)));
        assertThat(bench.keys.newest().id()).isEqualTo(id(0, 0x80000000));
    }

    @Test
    void aKeyWithANameOfAnotherFormIsTheLastToWriteWith() {
        bench.logIn();
        share(key(new byte[] {(byte) 0xFF}, data(1)));
        assertThat(bench.keys.newest().id()).containsExactly(0xFF);
        share(key(id(0, 0), data(2)));
        assertThat(bench.keys.newest().id()).isEqualTo(id(0, 0));
    }

    @Test
    void uploadsAreSealedWithTheNewestKey() {
        bench.online();
        bench.newKey(SECOND, data(2));
        share(key(SECOND, data(2)));
        bench.call(() -> bench.appState.change(List.of(pin("a")))).join();
        assertThat(bench.uploads).hasSize(1);
        assertThat(bench.lastKeyId(REGULAR_LOW)).isEqualTo(ByteString.copyFrom(SECOND));
    }

    @Test
    void withoutAKeyNothingCanBeChanged() {
        bench.logIn();
        Throwable failure = AppStateBench.failure(bench.call(() -> bench.appState.change(List.of(pin("a")))));
        assertThat(failure).isInstanceOfSatisfying(AppStateException.class, missing -> {
            assertThat(missing.reason()).isEqualTo(Reason.MISSING_KEY);
            assertThat(missing.code()).isEqualTo("app-state-missing-key");
            assertThat(missing.isRetryable()).isTrue();
        });
    }

    private void otherDeviceWritesWithTheSecondKey(String chat) {
        bench.writer = bench.newKey(SECOND, data(2));
        bench.otherDevice(pin(chat));
        bench.announce(REGULAR_LOW);
    }

    @Test
    void asksThePhoneForTheKeyThatIsMissing() {
        bench.online();
        otherDeviceWritesWithTheSecondKey("a");
        assertThat(bench.told).singleElement().satisfies(message -> {
            assertThat(message.getType()).isEqualTo(Type.APP_STATE_SYNC_KEY_REQUEST);
            assertThat(message.getAppStateSyncKeyRequest().getKeyIdsList()).containsExactly(name(SECOND));
        });
        assertThat(bench.letters.get(0).attr("category")).isEqualTo("peer");
        assertThat(bench.letters.get(0).attr("push_priority")).isEqualTo("high");
        assertThat(bench.letters.get(0).requireJid("to").device()).isZero();
    }

    @Test
    void aMissingKeyIsNoFailureOfTheCollection() {
        bench.online();
        otherDeviceWritesWithTheSecondKey("a");
        assertThat(bench.server.events(AppStateFailed.class)).isEmpty();
        assertThat(bench.server.events(AppStateChanged.class)).isEmpty();
    }

    @Test
    void goesOnWhenTheMissingKeyComes() {
        bench.online();
        otherDeviceWritesWithTheSecondKey("a");
        bench.asked.clear();
        share(key(SECOND, data(2)));
        assertThat(bench.asked)
                .singleElement()
                .satisfies(request -> assertThat(request.requireChild("sync").children("collection"))
                        .extracting(node -> node.attr("name"))
                        .containsExactly("regular_low"));
        assertThat(bench.server.events(AppStateChanged.class)).hasSize(1);
    }

    @Test
    void asksForAKeyOnceADay() {
        bench.online();
        otherDeviceWritesWithTheSecondKey("a");
        bench.server.loop.advance(Duration.ofHours(24).minusMillis(1));
        bench.announce(REGULAR_LOW);
        assertThat(bench.told).hasSize(1);
        bench.server.loop.advance(Duration.ofMillis(1));
        bench.announce(REGULAR_LOW);
        assertThat(bench.told).hasSize(2);
    }

    @Test
    void aDeviceThatAsksGetsWhatIsHereAndTheNamesOfTheRest() {
        bench.online();
        bench.devices.tell(AppStateBench.LID.withDevice(4), request(FIRST, SECOND, FIRST));
        bench.serve();
        assertThat(bench.told).singleElement().satisfies(message -> {
            assertThat(message.getType()).isEqualTo(Type.APP_STATE_SYNC_KEY_SHARE);
            assertThat(message.getAppStateSyncKeyShare().getKeysList())
                    .containsExactly(
                            key(FIRST, AppStateBench.keyData()),
                            AppStateSyncKey.newBuilder().setKeyId(name(SECOND)).build());
        });
        assertThat(bench.letters.get(0).requireJid("to").device()).isEqualTo(4);
    }

    @Test
    void thePhoneIsNotGivenItsOwnKeys() {
        bench.online();
        bench.devices.tell(AppStateBench.PHONE, request(FIRST));
        bench.serve();
        assertThat(bench.told).isEmpty();
    }

    @Test
    void theKeysOfAnotherAccountAreForgottenWithTheConnection() {
        bench.online();
        bench.server.disconnect();
        assertThat(bench.keys.count()).isZero();
        assertThat(bench.keys.find(FIRST)).isNull();
    }

    private static ProtocolMessage request(byte[]... ids) {
        AppStateSyncKeyRequest.Builder request = AppStateSyncKeyRequest.newBuilder();
        for (byte[] id : ids) {
            request.addKeyIds(name(id));
        }
        return ProtocolMessage.newBuilder()
                .setType(Type.APP_STATE_SYNC_KEY_REQUEST)
                .setAppStateSyncKeyRequest(request)
                .build();
    }
}
