package org.camelwhatsapp.engine.message.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB_PHONE;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.CAROL;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verified names of businesses, each written when it is new. */
class BusinessNamesTest {
    private final ArchiveBench bench = new ArchiveBench();
    private final BusinessNames names = new BusinessNames(bench.session, bench.addresses, true);

    private CompletableFuture<Void> keep(Jid user, String name) {
        return bench.scripted.call(() -> names.keep(user, name));
    }

    private List<String> written() {
        return bench.committed(ArchiveWrite.PutName.class).stream()
                .map(name -> name.owner() + " " + name.source() + " " + new String(name.body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aNameIsKeptUnderTheLidThatIsReadFromTheStoreFirst() {
        // What an earlier run learnt, and this one has not looked up yet.
        bench.scripted
                .memory
                .rows("addressMappings")
                .put(BOB_PHONE, BOB.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(keep(BOB_PHONE.withDevice(4), "Bob's Bikes")).isCompleted();
        assertThat(written()).containsExactly(BOB + " BUSINESS Bob's Bikes");
    }

    @Test
    void theSameNameIsWrittenOnce() {
        keep(BOB, "Bob's Bikes");
        assertThat(keep(BOB, "Bob's Bikes")).isCompleted();
        bench.commit(transaction -> names.seen(BOB, "Bob's Bikes", transaction));
        assertThat(written()).hasSize(1);
        keep(BOB, "Bob & Son");
        assertThat(written()).last().isEqualTo(BOB + " BUSINESS Bob & Son");
    }

    @Test
    void aBusinessThatIsNoneAnyMoreHasAnEmptyName() {
        keep(BOB, "Bob's Bikes");
        keep(BOB, null);
        assertThat(written()).last().isEqualTo(BOB + " BUSINESS ");
    }

    @Test
    void aMessageWithoutANameTakesNoneAway() {
        keep(BOB, "Bob's Bikes");
        bench.commit(transaction -> names.seen(BOB, null, transaction));
        assertThat(written()).containsExactly(BOB + " BUSINESS Bob's Bikes");
    }

    @ParameterizedTest
    @CsvSource({"511, 511", "512, 512", "513, 512"})
    void aNameIsCutAt512Characters(int length, int kept) {
        keep(BOB, "n".repeat(length));
        assertThat(bench.committed(ArchiveWrite.PutName.class).get(0).body()).hasSize(kept);
    }

    @Test
    void namesAreWrittenAgainAfterTheUserWasErased() {
        keep(BOB, "Bob's Bikes");
        keep(CAROL, "Carol's Cars");
        names.forget(List.of(BOB));
        keep(BOB, "Bob's Bikes");
        keep(CAROL, "Carol's Cars");
        assertThat(written())
                .containsExactly(
                        BOB + " BUSINESS Bob's Bikes", CAROL + " BUSINESS Carol's Cars", BOB + " BUSINESS Bob's Bikes");
    }

    @Test
    void itIsDoneWhenItIsOnTheDisk() {
        bench.scripted.memory.hold();
        CompletableFuture<Void> kept = keep(BOB, "Bob's Bikes");
        assertThat(kept).isNotDone();
        bench.scripted.run(bench.scripted.memory::release);
        assertThat(kept).isCompleted();
    }

    @Test
    void aDiskThatFailsIsTold() {
        bench.scripted.memory.fail();
        assertThat(keep(BOB, "Bob's Bikes"))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(StoreException.class);
    }

    @Test
    void aNameThatTheStoreRefusesIsLeftOut() {
        bench.refusing = true;
        assertThat(keep(BOB, "Bob's Bikes")).isCompleted();
        assertThat(written()).isEmpty();
    }

    @Test
    void nothingIsWrittenWithoutAnArchive() {
        BusinessNames off = new BusinessNames(bench.session, bench.addresses, false);
        bench.scripted.memory.hold();
        assertThat(bench.scripted.call(() -> off.keep(BOB, "Bob's Bikes"))).isCompleted();
        assertThat(bench.scripted.memory.heldCommits()).isZero();
    }
}
