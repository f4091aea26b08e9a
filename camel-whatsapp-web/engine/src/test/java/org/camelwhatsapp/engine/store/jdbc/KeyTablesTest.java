package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.secret.KeyRing;
import org.camelwhatsapp.engine.store.secret.Protection;
import org.camelwhatsapp.engine.store.secret.WrappedKey;
import org.junit.jupiter.api.Test;

/** Header and data keys as rows, and two processes that change them at the same time. */
class KeyTablesTest extends SqliteTestBase {
    private final RandomSource random = new SecureRandomSource();
    private final KeyRing ring = KeyRing.create("first", 10, random);

    private KeyTables tables() {
        return new KeyTables(database);
    }

    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private KeyRing opened(String passphrase) {
        Protection kept = tables().read().orElseThrow();
        return KeyRing.open(kept.header(), kept.keys(), passphrase);
    }

    /** As another process would have it. */
    private StoreKeys keys(KeyRing of) {
        try (SystemScheduling threads = new SystemScheduling(1, 1)) {
            Environment environment = StoreFixture.environment(threads);
            return new StoreKeys(database, of, 10, environment);
        }
    }

    @Test
    void aFileWithoutTablesHasNoKeysAndGetsNoTablesByBeingAsked() {
        try (SqliteDatabase empty =
                new SqliteDatabase(JdbcStoreOptions.sqlite(directory.resolve("empty.db"), StoreFixture.PASSPHRASE))) {
            assertThat(new KeyTables(empty).read()).isEmpty();
            assertThat(empty.<Long>read(sql -> number(sql, "SELECT count(*) FROM sqlite_master")))
                    .isZero();
        }
    }

    @Test
    void tablesWithoutAHeaderHaveNoKeys() {
        assertThat(tables().read()).isEmpty();
    }

    @Test
    void whatIsStoredComesBackAsItWas() {
        ring.adopt(List.of(ring.newDataKey(random)));
        Protection protection = ring.protection(random);
        assertThat(tables().create(protection, 77)).isTrue();
        assertThat(tables().read()).get().usingRecursiveComparison().isEqualTo(protection);
        assertThat(number("SELECT min(created_at) FROM wa_data_key")).isEqualTo(77);
    }

    @Test
    void theSecondToMakeAStoreIsToldThatAnotherWasFirst() {
        tables().create(ring.protection(random), 1);
        KeyRing second = KeyRing.create("second", 10, random);
        assertThat(tables().create(second.protection(random), 1)).isFalse();
        assertThat(opened("first").activeId()).isEqualTo(1);
        assertKind(Kind.WRONG_PASSPHRASE, () -> opened("second"));
    }

    @Test
    void aKeyIsAddedOnceUnderItsNumber() {
        tables().create(ring.protection(random), 1);
        WrappedKey mine = ring.newDataKey(random);
        WrappedKey theirs = ring.newDataKey(random);
        tables().add(mine, 2);
        assertKind(Kind.REJECTED, () -> tables().add(theirs, 2));
        assertThat(tables().readKeys())
                .filteredOn(key -> key.id() == 2)
                .singleElement()
                .satisfies(key -> assertThat(key.wrapped()).isEqualTo(mine.wrapped()));
    }

    @Test
    void ofTwoWhoChangeThePassphraseTheSecondIsRefused() {
        tables().create(ring.protection(random), 1);
        KeyRing other = opened("first");
        keys(ring).changePassphrase("mine");
        assertThatThrownBy(() -> keys(other).changePassphrase("theirs"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
                .hasMessage("the keys of the store were changed meanwhile");
        assertThat(opened("mine").activeId()).isEqualTo(1);
        assertKind(Kind.WRONG_PASSPHRASE, () -> opened("theirs"));
        assertKind(Kind.WRONG_PASSPHRASE, () -> opened("first"));
    }

    /** Otherwise the key that the change did not know would be lost, and the records under it. */
    @Test
    void aPassphraseIsNotChangedOverAKeyThatWasAddedMeanwhile() {
        tables().create(ring.protection(random), 1);
        KeyRing other = opened("first");
        keys(other).rotateDataKey();
        assertKind(Kind.REJECTED, () -> keys(ring).changePassphrase("mine"));
        assertThat(opened("first").activeId()).as("header and keys as before").isEqualTo(2);
    }

    @Test
    void aRefusedChangeLeavesTheRingWithTheOldPassphrase() {
        tables().create(ring.protection(random), 1);
        keys(opened("first")).rotateDataKey();
        assertKind(Kind.REJECTED, () -> keys(ring).changePassphrase("mine"));
        ring.adopt(tables().readKeys());
        keys(ring).rotateDataKey();
        assertThat(opened("first").activeId()).isEqualTo(3);
    }

    @Test
    void ofTwoWhoMakeANewKeyTheSecondIsRefusedAndGoesOnWithTheKeyItHas() {
        tables().create(ring.protection(random), 1);
        KeyRing other = opened("first");
        keys(ring).rotateDataKey();
        StoreKeys late = keys(other);
        assertKind(Kind.REJECTED, late::rotateDataKey);
        assertThat(late.activeDataKey()).isEqualTo(1);
        assertThat(tables().readKeys()).hasSize(2);
    }

    @Test
    void anEmptyPassphraseIsRefusedBeforeAnythingIsWritten() {
        tables().create(ring.protection(random), 1);
        assertThatThrownBy(() -> keys(ring).changePassphrase(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the store needs a passphrase");
        assertThat(opened("first").activeId()).isEqualTo(1);
    }

    @Test
    void keysMadeBeforeAChangeOpenWithTheNewPassphrase() {
        tables().create(ring.protection(random), 1);
        StoreKeys keys = keys(ring);
        keys.rotateDataKey();
        keys.changePassphrase("mine");
        keys.rotateDataKey();
        assertThat(opened("mine").activeId()).isEqualTo(3);
    }
}
