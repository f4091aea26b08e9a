package org.camelwhatsapp.engine.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_HIGH;

import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.event.MessageDeletedForMe;
import org.camelwhatsapp.engine.event.MessageStarred;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stars and deletions for the own account: names of messages, uploads, and what other devices did. */
class MessageMarksTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final Jid GROUP = Jid.parse("120363001@g.us");
    private static final String A = "15550001111@s.whatsapp.net";

    private final AppStateBench bench = new AppStateBench();
    private final MessageMarks marks = new MessageMarks(bench.session(), bench.appState, bench.archive);

    MessageMarksTest() {
        bench.online();
        bench.archived();
    }

    private static SyncActionValue.Builder star(boolean on) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getStarActionBuilder().setStarred(on);
        return value;
    }

    static Stream<Arguments> names() {
        return Stream.of(
                // In a chat of two nobody is named, whoever wrote it.
                Arguments.of(new MessageKey(ANNA, "M1", false, ANNA), List.of(A, "M1", "0", "0")),
                Arguments.of(new MessageKey(ANNA, "M2", true, null), List.of(A, "M2", "1", "0")),
                // In a group the author is, without the device.
                Arguments.of(
                        new MessageKey(GROUP, "M3", false, ANNA.withDevice(4)),
                        List.of("120363001@g.us", "M3", "0", A)),
                // But not oneself.
                Arguments.of(
                        new MessageKey(GROUP, "M4", true, AppStateBench.NUMBER),
                        List.of("120363001@g.us", "M4", "1", "0")),
                Arguments.of(new MessageKey(GROUP, "M5", false, null), List.of("120363001@g.us", "M5", "0", "0")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStarNamesTheMessageInFiveParts(MessageKey key, List<String> rest) {
        AppStateBench.Upload upload = bench.oneUpload(() -> marks.star(key, true));
        assertThat(upload)
                .isEqualTo(bench.expected(
                        REGULAR_HIGH, 2, star(true), "star", rest.get(0), rest.get(1), rest.get(2), rest.get(3)));
    }

    @Test
    void takingAStarAwaySetsItToFalse() {
        AppStateBench.Upload upload = bench.oneUpload(() -> marks.star(new MessageKey(ANNA, "M1", false, ANNA), false));
        assertThat(upload).isEqualTo(bench.expected(REGULAR_HIGH, 2, star(false), "star", A, "M1", "0", "0"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeletionSaysWhetherTheFileGoesToo(boolean media) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getDeleteMessageForMeActionBuilder()
                .setDeleteMedia(media)
                .setMessageTimestamp(bench.server.loop.now().getEpochSecond());
        assertThat(bench.oneUpload(() -> marks.deleteForMe(new MessageKey(ANNA, "M1", true, null), media)))
                .isEqualTo(bench.expected(REGULAR_HIGH, 3, value, "deleteMessageForMe", A, "M1", "1", "0"));
    }

    @Test
    void aStarOfAnotherDeviceIsToldWithItsAuthor() {
        MessageKey key = new MessageKey(GROUP, "M3", false, ANNA);
        AppStateChange change = AppStateChange.set(REGULAR_HIGH, 2, star(true), "star", GROUP.toString(), "M3", "0", A);
        assertThat(bench.others(MessageStarred.class, change))
                .containsExactly(new MessageStarred(key, true, bench.server.loop.now()));
        assertThat(bench.archived())
                .containsExactly(new ArchiveWrite.StarMessage(
                        key, bench.server.loop.now().toEpochMilli(), true));
    }

    @Test
    void aStarThatIsRemovedIsNoStar() {
        AppStateChange removal = new AppStateChange(
                REGULAR_HIGH,
                false,
                List.of("star", A, "M2", "1", "0"),
                star(true).build(),
                2);
        assertThat(bench.others(MessageStarred.class, removal))
                .containsExactly(
                        new MessageStarred(new MessageKey(ANNA, "M2", true, null), false, bench.server.loop.now()));
    }

    @Test
    void aDeletionOfAnotherDeviceRemovesTheMessageHere() {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getDeleteMessageForMeActionBuilder().setDeleteMedia(true);
        MessageKey key = new MessageKey(ANNA, "M2", true, null);
        AppStateChange change = AppStateChange.set(REGULAR_HIGH, 3, value, "deleteMessageForMe", A, "M2", "1", "0");
        assertThat(bench.others(MessageDeletedForMe.class, change))
                .containsExactly(new MessageDeletedForMe(key, true, bench.server.loop.now()));
        assertThat(bench.archived()).containsExactly(new ArchiveWrite.RemoveMessage(key));
    }

    @Test
    void aDeletionThatIsTakenBackRemovesNothing() {
        bench.others(
                MessageDeletedForMe.class,
                AppStateChange.remove(REGULAR_HIGH, 3, "deleteMessageForMe", A, "M2", "1", "0"));
        assertThat(bench.archived()).isEmpty();
    }

    @Test
    void listsTheMessagesWhoseStarIsOn() {
        MessageKey kept = new MessageKey(GROUP, "M3", false, ANNA);
        bench.uploaded(() -> marks.star(kept, true));
        bench.uploaded(() -> marks.star(new MessageKey(ANNA, "M1", false, ANNA), true));
        bench.uploaded(() -> marks.star(new MessageKey(ANNA, "M1", false, ANNA), false));
        // Of another kind, in the same collection.
        bench.uploaded(() -> marks.deleteForMe(kept, false));

        assertThat(bench.call(marks::starred).join()).containsExactly(kept);
    }
}
