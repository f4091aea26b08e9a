package org.camelwhatsapp.engine.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR;

import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.event.QuickReplyChanged;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quick replies on the wire and from other devices. */
class QuickReplyFeatureTest {
    private static final QuickReply THANKS = new QuickReply("9", "/ty", "Thank you!", List.of("thanks", "bye"));

    private final AppStateBench bench = new AppStateBench();
    private final QuickReplyFeature replies = new QuickReplyFeature(bench.appState);

    QuickReplyFeatureTest() {
        bench.online();
    }

    private static SyncActionValue.Builder value(boolean deleted) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getQuickReplyActionBuilder()
                .setShortcut("/ty")
                .setMessage("Thank you!")
                .addKeywords("thanks")
                .addKeywords("bye")
                .setCount(0)
                .setDeleted(deleted);
        return value;
    }

    @Test
    void savesAllOfItInTheSecondVersion() {
        assertThat(bench.oneUpload(() -> replies.save(THANKS)))
                .isEqualTo(bench.expected(REGULAR, 2, value(false), "quick_reply", "9"));
    }

    @Test
    void deletingSetsTheMarkAlone() {
        SyncActionValue.Builder gone = SyncActionValue.newBuilder();
        gone.getQuickReplyActionBuilder().setDeleted(true);
        assertThat(bench.oneUpload(() -> replies.delete("9")))
                .isEqualTo(bench.expected(REGULAR, 2, gone, "quick_reply", "9"));
    }

    @Test
    void listsWhatWasSavedAndNotDeleted() {
        bench.call(() -> replies.save(THANKS)).join();
        bench.call(() -> replies.save(new QuickReply("10", "/no", "No.", List.of())))
                .join();
        bench.call(() -> replies.delete("10")).join();
        assertThat(bench.call(replies::list).join()).containsExactly(THANKS);
    }

    @Test
    void theLatestOfTwoOfOneIdCounts() {
        bench.call(() -> replies.save(THANKS)).join();
        QuickReply changed = new QuickReply("9", "/ty", "Thanks a lot!", List.of());
        bench.call(() -> replies.save(changed)).join();
        assertThat(bench.call(replies::list).join()).containsExactly(changed);
    }

    @Test
    void tellsWhatAnotherDeviceDid() {
        var now = bench.server.loop.now();
        assertThat(bench.others(
                        QuickReplyChanged.class,
                        AppStateChange.set(REGULAR, 2, value(false), "quick_reply", "9"),
                        AppStateChange.set(REGULAR, 2, value(true), "quick_reply", "9"),
                        AppStateChange.remove(REGULAR, 2, "quick_reply", "9")))
                .containsExactly(
                        new QuickReplyChanged("9", "/ty", "Thank you!", false, now),
                        new QuickReplyChanged("9", "/ty", "Thank you!", true, now),
                        new QuickReplyChanged("9", "", "", true, now));
    }

    /** Each of the three parts is needed. */
    @ParameterizedTest
    @CsvSource({"'',/ty,text", "9,'',text", "9,/ty,''"})
    void refusesAReplyWithoutAPart(String id, String shortcut, String text) {
        assertThatThrownBy(() -> new QuickReply(id, shortcut, text, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quick reply has an id, a shortcut and a text");
    }
}
