package org.camelwhatsapp.engine.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_HIGH;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_LOW;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.ChatChanged;
import org.camelwhatsapp.engine.event.ChatChanged.Setting;
import org.camelwhatsapp.engine.event.ChatRemoved;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatChange.Flags;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.SyncActionMessageRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings of chats are on the wire, and what those of other devices become. */
class ChatFeatureTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final String A = "15550001111@s.whatsapp.net";
    private static final Jid ANNA_LID = Jid.lid("888001");

    private final AppStateBench bench = new AppStateBench();
    private final ChatFeature chats = new ChatFeature(bench.session(), bench.appState, bench.archive);

    ChatFeatureTest() {
        bench.online();
        bench.archived();
    }

    private long now() {
        return bench.server.loop.now().toEpochMilli();
    }

    private static SyncActionValue.Builder value() {
        return SyncActionValue.newBuilder();
    }

    private SyncActionMessageRange.Builder upToNow() {
        return SyncActionMessageRange.newBuilder().setLastMessageTimestamp(now() / 1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pinsInTheFifthVersionOfTheLowCollection(boolean on) {
        SyncActionValue.Builder pin = value();
        pin.getPinActionBuilder().setPinned(on);
        assertThat(bench.oneUpload(() -> chats.pin(ANNA, on)))
                .isEqualTo(bench.expected(REGULAR_LOW, 5, pin, "pin_v1", A));
    }

    @Test
    void namesTheChatAndNeverADeviceOfIt() {
        assertThat(bench.oneUpload(() -> chats.lock(ANNA.withDevice(7), true)).index())
                .containsExactly("lock", A);
    }

    @Test
    void mutesUntilAMoment() {
        SyncActionValue.Builder mute = value();
        mute.getMuteActionBuilder().setMuted(true).setMuteEndTimestamp(1_800_000_000_123L);
        assertThat(bench.oneUpload(() -> chats.mute(ANNA, true, Instant.ofEpochMilli(1_800_000_000_123L))))
                .isEqualTo(bench.expected(REGULAR_HIGH, 2, mute, "mute", A));
    }

    @Test
    void mutesForEverWithAnEndOfMinusOne() {
        SyncActionValue.Builder mute = value();
        mute.getMuteActionBuilder().setMuted(true).setMuteEndTimestamp(-1);
        assertThat(bench.oneUpload(() -> chats.mute(ANNA, true, null)))
                .isEqualTo(bench.expected(REGULAR_HIGH, 2, mute, "mute", A));
    }

    @Test
    void unmutingNamesNoEnd() {
        SyncActionValue.Builder mute = value();
        mute.getMuteActionBuilder().setMuted(false);
        assertThat(bench.oneUpload(() -> chats.mute(ANNA, false, Instant.EPOCH)))
                .isEqualTo(bench.expected(REGULAR_HIGH, 2, mute, "mute", A));
    }

    @Test
    void archivingTakesThePinAwayInTheSamePatch() {
        SyncActionValue.Builder archive = value();
        archive.getArchiveChatActionBuilder().setArchived(true).setMessageRange(upToNow());
        SyncActionValue.Builder pin = value();
        pin.getPinActionBuilder().setPinned(false);
        assertThat(bench.uploaded(() -> chats.archive(ANNA, true)))
                .containsExactly(
                        bench.expected(REGULAR_LOW, 3, archive, "archive", A),
                        bench.expected(REGULAR_LOW, 5, pin, "pin_v1", A));
    }

    @Test
    void takingAChatBackLeavesThePinAlone() {
        SyncActionValue.Builder archive = value();
        archive.getArchiveChatActionBuilder().setArchived(false).setMessageRange(upToNow());
        assertThat(bench.uploaded(() -> chats.archive(ANNA, false)))
                .containsExactly(bench.expected(REGULAR_LOW, 3, archive, "archive", A));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void marksReadOrUnreadUpToNow(boolean read) {
        SyncActionValue.Builder mark = value();
        mark.getMarkChatAsReadActionBuilder().setRead(read).setMessageRange(upToNow());
        assertThat(bench.oneUpload(() -> chats.markRead(ANNA, read)))
                .isEqualTo(bench.expected(REGULAR_LOW, 3, mark, "markChatAsRead", A));
    }

    @Test
    void theRangeEndsWithTheLastMessageThatIsKept() {
        bench.pair(ANNA, ANNA_LID);
        bench.call(() -> bench.addresses.load(List.of(ANNA))).join();
        bench.server.memory.archivedMessages.add(
                row(new MessageKey(ANNA_LID, "LAST", false, ANNA_LID), 1_700_000_000_999L));
        bench.server.memory.archivedMessages.add(row(new MessageKey(ANNA_LID, "OLD", true, null), 1_600_000_000_000L));

        SyncActionMessageRange range = bench.oneUpload(() -> chats.markRead(ANNA, true))
                .value()
                .getMarkChatAsReadAction()
                .getMessageRange();

        assertThat(range.getLastMessageTimestamp()).isEqualTo(1_700_000_000);
        assertThat(range.getMessagesList()).singleElement().satisfies(message -> {
            assertThat(message.getTimestamp()).isEqualTo(1_700_000_000);
            assertThat(message.getKey().getId()).isEqualTo("LAST");
            assertThat(message.getKey().getFromMe()).isFalse();
            // The chat is named as the caller names it, not as the archive does.
            assertThat(message.getKey().getRemoteJid()).isEqualTo(A);
        });
    }

    private static MessageRow row(MessageKey key, long at) {
        return new MessageRow(1, key, at, "text", MessageStatus.NONE, 0, 0, null, false, null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void locksInTheSeventhVersion(boolean on) {
        SyncActionValue.Builder lock = value();
        lock.getLockChatActionBuilder().setLocked(on);
        assertThat(bench.oneUpload(() -> chats.lock(ANNA, on)))
                .isEqualTo(bench.expected(REGULAR_LOW, 7, lock, "lock", A));
    }

    /** Whether starred messages and files go too is part of the name, not of the value. */
    @ParameterizedTest
    @CsvSource({"false,false,0,0", "true,false,1,0", "false,true,0,1", "true,true,1,1"})
    void clearsWithTwoBitsInTheIndex(boolean starred, boolean media, String first, String second) {
        SyncActionValue.Builder clear = value();
        clear.getClearChatActionBuilder().setMessageRange(upToNow());
        assertThat(bench.oneUpload(() -> chats.clear(ANNA, starred, media)))
                .isEqualTo(bench.expected(REGULAR_HIGH, 6, clear, "clearChat", A, first, second));
    }

    @ParameterizedTest
    @CsvSource({"false,0", "true,1"})
    void deletesWithOneBitInTheIndex(boolean media, String bit) {
        SyncActionValue.Builder delete = value();
        delete.getDeleteChatActionBuilder().setMessageRange(upToNow());
        assertThat(bench.oneUpload(() -> chats.delete(ANNA, media)))
                .isEqualTo(bench.expected(REGULAR_HIGH, 6, delete, "deleteChat", A, bit));
    }

    @Test
    void ownChangesAreKeptAndNotToldToTheListeners() {
        bench.uploaded(() -> chats.pin(ANNA, true));

        assertThat(bench.server.events(ChatChanged.class)).isEmpty();
        assertThat(bench.archived()).containsExactly(touch(ANNA, new Flags(null, null, now(), null, null)));
    }

    @Test
    void failsWithoutAConnection() {
        bench.server.disconnect();
        assertThat(AppStateBench.failure(bench.call(() -> chats.pin(ANNA, true))))
                .isInstanceOf(NotConnectedException.class);
    }

    private static ArchiveWrite touch(Jid chat, Flags flags) {
        return new ArchiveWrite.TouchChat(ChatChange.set(chat, flags));
    }

    private static Arguments two(
            AppStateCollection place,
            int version,
            String name,
            Setting setting,
            UnaryOperator<SyncActionValue.Builder> value) {
        return Arguments.of(place, version, name, setting, value.apply(value()));
    }

    static Stream<Arguments> switchedOn() {
        return Stream.of(
                two(
                        REGULAR_LOW,
                        5,
                        "pin_v1",
                        Setting.PINNED,
                        v -> v.setPinAction(
                                SyncActionValue.PinAction.newBuilder().setPinned(true))),
                two(
                        REGULAR_LOW,
                        3,
                        "archive",
                        Setting.ARCHIVED,
                        v -> v.setArchiveChatAction(
                                SyncActionValue.ArchiveChatAction.newBuilder().setArchived(true))),
                two(
                        REGULAR_LOW,
                        3,
                        "markChatAsRead",
                        Setting.READ,
                        v -> v.setMarkChatAsReadAction(SyncActionValue.MarkChatAsReadAction.newBuilder()
                                .setRead(true))),
                two(
                        REGULAR_LOW,
                        7,
                        "lock",
                        Setting.LOCKED,
                        v -> v.setLockChatAction(
                                SyncActionValue.LockChatAction.newBuilder().setLocked(true))),
                two(
                        REGULAR_HIGH,
                        2,
                        "mute",
                        Setting.MUTED,
                        v -> v.setMuteAction(
                                SyncActionValue.MuteAction.newBuilder().setMuted(true))));
    }

    @ParameterizedTest
    @MethodSource("switchedOn")
    void whatAnotherDeviceSwitchesOnIsToldWithItsTime(
            AppStateCollection place, int version, String name, Setting setting, SyncActionValue.Builder on) {
        assertThat(bench.others(ChatChanged.class, AppStateChange.set(place, version, on, name, A)))
                .containsExactly(new ChatChanged(ANNA, setting, true, null, bench.server.loop.now()));
    }

    /** An empty value says no. */
    @ParameterizedTest
    @MethodSource("switchedOn")
    void aValueThatSaysNothingIsOff(AppStateCollection place, int version, String name, Setting setting) {
        assertThat(bench.others(ChatChanged.class, AppStateChange.set(place, version, value(), name, A)))
                .containsExactly(new ChatChanged(ANNA, setting, false, null, bench.server.loop.now()));
    }

    /** The remover may write the old value along; that it was removed counts. */
    @ParameterizedTest
    @MethodSource("switchedOn")
    void whatIsRemovedIsOffWhateverItsValueSays(
            AppStateCollection place, int version, String name, Setting setting, SyncActionValue.Builder on) {
        AppStateChange removal = new AppStateChange(place, false, List.of(name, A), on.build(), version);
        assertThat(bench.others(ChatChanged.class, removal))
                .containsExactly(new ChatChanged(ANNA, setting, false, null, bench.server.loop.now()));
    }

    @ParameterizedTest
    @MethodSource("switchedOn")
    void withoutAChatItIsToldAsItIs(
            AppStateCollection place, int version, String name, Setting setting, SyncActionValue.Builder on) {
        assertThat(bench.others(AppStateChanged.class, AppStateChange.set(place, version, on, name)))
                .singleElement()
                .satisfies(event -> assertThat(event.index()).containsExactly(name));
        assertThat(bench.server.events(ChatChanged.class)).isEmpty();
    }

    @Test
    void aMuteWithAnEndNamesIt() {
        SyncActionValue.Builder mute = value();
        mute.getMuteActionBuilder().setMuted(true).setMuteEndTimestamp(1_800_000_000_123L);
        assertThat(bench.others(ChatChanged.class, AppStateChange.set(REGULAR_HIGH, 2, mute, "mute", A)))
                .extracting(ChatChanged::until)
                .containsExactly(Instant.ofEpochMilli(1_800_000_000_123L));
        assertThat(bench.archived())
                .containsExactly(touch(ANNA, new Flags(null, null, null, 1_800_000_000_123L, null)));
    }

    /** Minus one and no end at all both mean for ever. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    void aMuteWithoutEndIsKeptAsForEver(long end) {
        SyncActionValue.Builder mute = value();
        mute.getMuteActionBuilder().setMuted(true).setMuteEndTimestamp(end);
        assertThat(bench.others(ChatChanged.class, AppStateChange.set(REGULAR_HIGH, 2, mute, "mute", A)))
                .extracting(ChatChanged::until)
                .containsOnlyNulls();
        assertThat(bench.archived()).containsExactly(touch(ANNA, new Flags(null, null, null, -1L, null)));
    }

    @Test
    void unmutingForgetsTheEndThatTheValueStillNames() {
        SyncActionValue.Builder mute = value();
        mute.getMuteActionBuilder().setMuted(false).setMuteEndTimestamp(1_800_000_000_123L);
        assertThat(bench.others(ChatChanged.class, AppStateChange.set(REGULAR_HIGH, 2, mute, "mute", A)))
                .containsExactly(new ChatChanged(ANNA, Setting.MUTED, false, null, bench.server.loop.now()));
        assertThat(bench.archived()).containsExactly(touch(ANNA, new Flags(null, null, null, 0L, null)));
    }

    @Test
    void theArchiveKeepsFlagsUnderTheLid() {
        bench.pair(ANNA, ANNA_LID);
        SyncActionValue.Builder read = value();
        read.getMarkChatAsReadActionBuilder().setRead(false);
        bench.others(ChatChanged.class, AppStateChange.set(REGULAR_LOW, 3, read, "markChatAsRead", A));
        assertThat(bench.archived()).containsExactly(touch(ANNA_LID, new Flags(true, null, null, null, null)));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "0,1", "1,1"})
    void clearingTellsBothBits(String starred, String media) {
        SyncActionValue.Builder clear = value();
        clear.getClearChatActionBuilder().getMessageRangeBuilder().setLastMessageTimestamp(1_700_000_000);
        assertThat(bench.others(
                        ChatRemoved.class, AppStateChange.set(REGULAR_HIGH, 6, clear, "clearChat", A, starred, media)))
                .containsExactly(
                        new ChatRemoved(ANNA, true, starred.equals("1"), media.equals("1"), bench.server.loop.now()));
        // A second has a thousand milliseconds, and all of them are gone.
        assertThat(bench.archived())
                .containsExactly(new ArchiveWrite.ClearChat(ANNA, 1_700_000_000_999L, starred.equals("1"), false));
    }

    @Test
    void deletingTakesStarredMessagesAndTheChat() {
        SyncActionValue.Builder delete = value();
        delete.getDeleteChatActionBuilder()
                .getMessageRangeBuilder()
                .setLastMessageTimestamp(1_600_000_000)
                .setLastSystemMessageTimestamp(1_700_000_000);
        assertThat(bench.others(ChatRemoved.class, AppStateChange.set(REGULAR_HIGH, 6, delete, "deleteChat", A, "1")))
                .containsExactly(new ChatRemoved(ANNA, false, true, true, bench.server.loop.now()));
        assertThat(bench.archived()).containsExactly(new ArchiveWrite.ClearChat(ANNA, 1_700_000_000_999L, true, true));
    }

    @Test
    void withoutARangeEverythingUpToTheActionIsGone() {
        bench.others(ChatRemoved.class, AppStateChange.set(REGULAR_HIGH, 6, value(), "deleteChat", A, "0"));
        assertThat(bench.archived()).containsExactly(new ArchiveWrite.ClearChat(ANNA, now(), true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clearChat", "deleteChat"})
    void aRemovedRemovalDeletesNothing(String action) {
        bench.others(ChatRemoved.class, AppStateChange.remove(REGULAR_HIGH, 6, action, A, "0", "0"));
        assertThat(bench.archived()).isEmpty();
    }
}
