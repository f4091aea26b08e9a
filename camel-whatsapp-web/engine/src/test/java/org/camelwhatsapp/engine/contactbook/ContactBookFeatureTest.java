package org.camelwhatsapp.engine.contactbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.CRITICAL_UNBLOCK_LOW;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.ContactChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that people gave: what is uploaded, what is kept, and which addresses they teach. */
class ContactBookFeatureTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final String A = "15550001111@s.whatsapp.net";
    private static final Jid ANNA_LID = Jid.lid("888001");
    private static final String L = "888001@lid";

    private final AppStateBench bench = new AppStateBench();
    private final ContactBookFeature book =
            new ContactBookFeature(bench.appState, bench.users, bench.addresses, bench.archive);

    ContactBookFeatureTest() {
        bench.online();
        bench.archived();
    }

    private static SyncActionValue.Builder contact(String full, String first) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getContactActionBuilder().setFullName(full).setFirstName(first);
        return value;
    }

    @Test
    void savesANumberWithItsLid() {
        bench.pair(ANNA, ANNA_LID);
        SyncActionValue.Builder value = contact("Anna Berg", "Annie");
        value.getContactActionBuilder().setSaveOnPrimaryAddressbook(true).setLidJid(L);
        assertThat(bench.oneUpload(() -> book.save(ANNA.withDevice(3), "Anna Berg", "Annie")))
                .isEqualTo(bench.expected(CRITICAL_UNBLOCK_LOW, 2, value, "contact", A));
    }

    @Test
    void savesALidWithItsNumber() {
        bench.pair(ANNA, ANNA_LID);
        SyncActionValue.Builder value = contact("Anna Berg", "Annie");
        value.getContactActionBuilder().setSaveOnPrimaryAddressbook(true).setPnJid(A);
        assertThat(bench.oneUpload(() -> book.save(ANNA_LID, "Anna Berg", "Annie")))
                .isEqualTo(bench.expected(CRITICAL_UNBLOCK_LOW, 2, value, "contact", L));
    }

    @Test
    void aLidWhoseNumberNobodyKnowsIsSavedAlone() {
        SyncActionValue value =
                bench.oneUpload(() -> book.save(ANNA_LID, "Anna", null)).value();
        assertThat(value.getContactAction().hasPnJid()).isFalse();
        assertThat(value.getContactAction().hasLidJid()).isFalse();
    }

    /** The first name is the first word, without the blanks around it. */
    @ParameterizedTest
    @CsvSource({"'Anna Berg',Anna", "' Anna  Berg ',Anna", "Anna,Anna", "'',''"})
    void theFirstWordStandsForAMissingFirstName(String full, String first) {
        SyncActionValue value =
                bench.oneUpload(() -> book.save(ANNA_LID, full, null)).value();
        assertThat(value.getContactAction().getFirstName()).isEqualTo(first);
        assertThat(value.getContactAction().getFullName()).isEqualTo(full);
    }

    @Test
    void removesTheEntryWithARemoval() {
        AppStateBench.Upload upload = bench.oneUpload(() -> book.remove(ANNA.withDevice(3)));
        assertThat(upload.set()).isFalse();
        assertThat(upload.index()).containsExactly("contact", A);
        assertThat(upload.collection()).isEqualTo(CRITICAL_UNBLOCK_LOW);
        assertThat(upload.version()).isEqualTo(2);
    }

    private static ArchiveWrite name(Jid user, String name) {
        return new ArchiveWrite.PutName(user, NameSource.ADDRESS_BOOK, name.getBytes(StandardCharsets.UTF_8));
    }

    private void archivedName(Jid user, String name) {
        assertThat(bench.archived())
                .filteredOn(ArchiveWrite.PutName.class::isInstance)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(name(user, name));
    }

    /** Where there is no full name the first one is kept; what is empty is told as nothing. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"'Anna Berg',Anna,'Anna Berg','Anna Berg',Anna", "'',Anna,Anna,-,Anna", "Berg,'',Berg,Berg,-"})
    void aNameOfAnotherDeviceIsToldAndKept(String full, String first, String kept, String toldFull, String toldFirst) {
        AppStateChange change = AppStateChange.set(CRITICAL_UNBLOCK_LOW, 2, contact(full, first), "contact", A);
        assertThat(bench.others(ContactChanged.class, change))
                .containsExactly(new ContactChanged(ANNA, false, toldFull, toldFirst, bench.server.loop.now()));
        archivedName(ANNA, kept);
    }

    @Test
    void aNumberTeachesItsLidAndIsKeptUnderIt() {
        SyncActionValue.Builder value = contact("Anna", "Anna");
        value.getContactActionBuilder().setLidJid(L);
        bench.others(ContactChanged.class, AppStateChange.set(CRITICAL_UNBLOCK_LOW, 2, value, "contact", A));
        assertThat(bench.addresses.alternate(ANNA)).isEqualTo(ANNA_LID);
        assertThat(bench.server.memory.rows("addressMappings")).containsKeys(ANNA, ANNA_LID);
        archivedName(ANNA_LID, "Anna");
    }

    @Test
    void aLidTeachesItsNumber() {
        SyncActionValue.Builder value = contact("Anna", "Anna");
        value.getContactActionBuilder().setPnJid(A);
        bench.others(ContactChanged.class, AppStateChange.set(CRITICAL_UNBLOCK_LOW, 2, value, "contact", L));
        assertThat(bench.addresses.alternate(ANNA_LID)).isEqualTo(ANNA);
    }

    @Test
    void aRemovedContactHasNoNamesAndTeachesNothing() {
        SyncActionValue.Builder value = contact("Anna Berg", "Anna");
        value.getContactActionBuilder().setLidJid(L);
        AppStateChange removal =
                new AppStateChange(CRITICAL_UNBLOCK_LOW, false, List.of("contact", A), value.build(), 2);
        assertThat(bench.others(ContactChanged.class, removal))
                .containsExactly(new ContactChanged(ANNA, true, null, null, bench.server.loop.now()));
        assertThat(bench.addresses.alternate(ANNA)).isNull();
        archivedName(ANNA, "");
    }

    @Test
    void aContactOfALidIsToldAsWell() {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getLidContactActionBuilder().setFullName("Anna Berg").setFirstName("Anna");
        assertThat(bench.others(
                        ContactChanged.class, AppStateChange.set(CRITICAL_UNBLOCK_LOW, 1, value, "lid_contact", L)))
                .containsExactly(new ContactChanged(ANNA_LID, false, "Anna Berg", "Anna", bench.server.loop.now()));
        archivedName(ANNA_LID, "Anna Berg");
    }

    @Test
    void theNumberOfALidIsLearntInSilence() {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getPnForLidChatActionBuilder().setPnJid(A);
        assertThat(bench.others(ContactChanged.class, AppStateChange.set(REGULAR, 8, value, "pnForLidChat", L)))
                .isEmpty();
        assertThat(bench.server.events(AppStateChanged.class)).isEmpty();
        assertThat(bench.addresses.alternate(ANNA_LID)).isEqualTo(ANNA);
    }

    @Test
    void aNumberThatIsNoneIsToldAsAnUnknownAction() {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getPnForLidChatActionBuilder().setPnJid("not@an@address");
        assertThat(bench.others(AppStateChanged.class, AppStateChange.set(REGULAR, 8, value, "pnForLidChat", L)))
                .extracting(AppStateChanged::index)
                .containsExactly(List.of("pnForLidChat", L));
    }
}
