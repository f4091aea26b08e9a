package org.camelwhatsapp.engine.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR;

import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.event.LabelAssigned;
import org.camelwhatsapp.engine.event.LabelChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels on the wire and from other devices. */
class LabelFeatureTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final String A = "15550001111@s.whatsapp.net";

    private final AppStateBench bench = new AppStateBench();
    private final LabelFeature labels = new LabelFeature(bench.appState);

    LabelFeatureTest() {
        bench.online();
    }

    private static SyncActionValue.Builder edit(String name, int color, boolean deleted) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getLabelEditActionBuilder().setName(name).setColor(color).setDeleted(deleted);
        return value;
    }

    private static SyncActionValue.Builder labeled(boolean on) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getLabelAssociationActionBuilder().setLabeled(on);
        return value;
    }

    @Test
    void theFirstLabelGetsTheNumberOne() {
        Label made = bench.call(() -> labels.save(null, "Paid", 19)).join();
        assertThat(made).isEqualTo(new Label("1", "Paid", 19));
        assertThat(bench.uploads)
                .containsExactly(bench.expected(REGULAR, 3, edit("Paid", 19, false), "label_edit", "1"));
    }

    @Test
    void aNewLabelNeverTakesTheNumberOfADeletedOne() {
        bench.call(() -> labels.save("7", "Old", 0)).join();
        bench.call(() -> labels.delete("7")).join();
        assertThat(bench.call(() -> labels.save(null, "New", 0)).join().id()).isEqualTo("8");
    }

    /** Other clients may give names that are no numbers; they do not count. */
    @Test
    void numbersAreCountedBesideOtherNames() {
        bench.others(
                LabelChanged.class,
                AppStateChange.set(REGULAR, 3, edit("x", 0, false), "label_edit", "predefined"),
                AppStateChange.set(REGULAR, 3, edit("y", 0, false), "label_edit", "41"));
        assertThat(bench.call(() -> labels.save(null, "New", 0)).join().id()).isEqualTo("42");
    }

    @Test
    void deletingSetsTheMarkAndKeepsThePlace() {
        SyncActionValue.Builder gone = SyncActionValue.newBuilder();
        gone.getLabelEditActionBuilder().setDeleted(true);
        assertThat(bench.oneUpload(() -> labels.delete("7")))
                .isEqualTo(bench.expected(REGULAR, 3, gone, "label_edit", "7"));
    }

    @Test
    void listsWhatIsNotDeleted() {
        bench.call(() -> labels.save("1", "Paid", 3)).join();
        bench.call(() -> labels.save("2", "Open", 4)).join();
        bench.call(() -> labels.delete("2")).join();
        bench.call(() -> labels.assign("1", ANNA, true)).join();
        assertThat(bench.call(labels::list).join()).containsExactly(new Label("1", "Paid", 3));
    }

    /** Colours that this version does not know are shown as the nearest one. */
    @ParameterizedTest
    @CsvSource({"20,19", "-1,0", "2147483647,19"})
    void aColourOutOfRangeIsBroughtIntoIt(int told, int shown) {
        bench.others(LabelChanged.class, AppStateChange.set(REGULAR, 3, edit("x", told, false), "label_edit", "1"));
        assertThat(bench.call(labels::list).join()).extracting(Label::color).containsExactly(shown);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void putsALabelOnAChatOrTakesItAway(boolean on) {
        assertThat(bench.oneUpload(() -> labels.assign("5", ANNA.withDevice(2), on)))
                .isEqualTo(bench.expected(REGULAR, 3, labeled(on), "label_jid", "5", A));
    }

    @Test
    void aLabelOnAMessageHasTwoNoughtsBehindTheMessage() {
        assertThat(bench.oneUpload(() -> labels.assign("5", ANNA, "M1", true)))
                .isEqualTo(bench.expected(REGULAR, 3, labeled(true), "label_message", "5", A, "M1", "0", "0"));
    }

    @Test
    void whatAnotherDeviceNamesALabelIsTold() {
        assertThat(bench.others(
                        LabelChanged.class, AppStateChange.set(REGULAR, 3, edit("Paid", 2, false), "label_edit", "5")))
                .containsExactly(new LabelChanged("5", "Paid", 2, false, bench.server.loop.now()));
    }

    @Test
    void aLabelIsDeletedByItsMarkOrByItsRemoval() {
        AppStateChange marked = AppStateChange.set(REGULAR, 3, edit("Paid", 2, true), "label_edit", "5");
        AppStateChange removed = AppStateChange.remove(REGULAR, 3, "label_edit", "5");
        assertThat(bench.others(LabelChanged.class, marked, removed))
                .extracting(LabelChanged::deleted)
                .containsExactly(true, true);
    }

    @Test
    void whatAnotherDeviceLabelsIsTold() {
        AppStateChange chat = AppStateChange.set(REGULAR, 3, labeled(true), "label_jid", "5", A);
        AppStateChange message = AppStateChange.set(REGULAR, 3, labeled(true), "label_message", "5", A, "M1", "0", "0");
        AppStateChange off = AppStateChange.set(REGULAR, 3, labeled(false), "label_jid", "6", A);
        AppStateChange removed = new AppStateChange(
                REGULAR, false, List.of("label_jid", "7", A), labeled(true).build(), 3);
        var now = bench.server.loop.now();
        assertThat(bench.others(LabelAssigned.class, chat, message, off, removed))
                .containsExactly(
                        new LabelAssigned("5", ANNA, null, true, now),
                        new LabelAssigned("5", ANNA, "M1", true, now),
                        new LabelAssigned("6", ANNA, null, false, now),
                        new LabelAssigned("7", ANNA, null, false, now));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1a", "١", "123456789012345678901"})
    void refusesAnIdThatIsNoNumberOfTwentyDigits(String id) {
        assertThatThrownBy(() -> new Label(id, "x", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labelId: expected a number");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 20})
    void refusesAColourBeyondTheRange(int color) {
        Throwable failure = AppStateBench.failure(bench.call(() -> labels.save("1", "x", color)));
        assertThat(failure)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("color: expected a number from 0 to 19");
        assertThat(bench.uploads).isEmpty();
    }
}
