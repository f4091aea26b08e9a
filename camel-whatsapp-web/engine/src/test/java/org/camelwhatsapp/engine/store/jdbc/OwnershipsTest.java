package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write a session: ownership, epochs and leases as rows of a real database. */
class OwnershipsTest extends SqliteTestBase {
    private static final long FOR_EVER = 9_000_000_000_000L;

    private Ownerships mine;
    private Ownerships theirs;

    @BeforeEach
    void own() {
        mine = new Ownerships(database, "me");
        theirs = new Ownerships(database, "them");
    }

    private void lease(String owner, long until) {
        execute("INSERT INTO wa_owner (id, expires_at) VALUES ('" + owner + "', " + until + ")");
    }

    private static void assertFenced(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED))
                .hasMessage(message);
    }

    private void check(OwnedSession... sessions) {
        check(List.of(sessions));
    }

    private void check(List<OwnedSession> sessions) {
        Fence fence = new Fence(Dialect.SQLITE);
        List<Commit> commits = new ArrayList<>();
        for (OwnedSession session : sessions) {
            WriteSet nothing = new SealedSession(session.id(), "any").sealed(0, t -> {});
            commits.add(new Commit(session, nothing, new CompletableFuture<>()));
        }
        database.write(sql -> {
            fence.check(sql, commits);
            return true;
        });
    }

    @Test
    void theFirstTakeMakesTheSessionAndEveryTakeBeginsAnEpoch() {
        OwnedSession first = mine.take("main");
        OwnedSession second = mine.take("main");
        assertThat(first.name()).isEqualTo("main");
        assertThat(first.epoch()).isEqualTo(1);
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(count("wa_session")).isEqualTo(1);
    }

    @Test
    void aSessionIsNotTakenFromAnOwnerThatLives() {
        OwnedSession session = mine.take("main");
        lease("me", FOR_EVER);
        assertFenced("another process owns this session", () -> theirs.take("main"));
        assertThat(number("SELECT epoch FROM wa_session")).isEqualTo(session.epoch());
        check(session);
    }

    @Test
    void aRefusedTakeLeavesNoSessionBehind() {
        mine.take("main");
        lease("me", FOR_EVER);
        assertFenced("another process owns this session", () -> theirs.take("main"));
        assertThat(theirs.take("other").epoch()).isEqualTo(1);
        assertThat(count("wa_session")).isEqualTo(2);
    }

    @Test
    void aSessionIsFreeOnceTheLeaseOfItsOwnerRanOut() {
        OwnedSession old = mine.take("main");
        lease("me", 1);
        OwnedSession taken = theirs.take("main");
        assertThat(taken.epoch()).isEqualTo(2);
        check(taken);
        assertFenced("another process has taken over this session", () -> check(old));
    }

    @Test
    void aSessionIsFreeWhenItsOwnerHasNoLeaseAtAll() {
        mine.take("main");
        assertThat(theirs.take("main").epoch()).isEqualTo(2);
    }

    @Test
    void aSessionIsFreeOnceItIsReleased() {
        OwnedSession session = mine.take("main");
        lease("me", FOR_EVER);
        mine.release(session);
        assertThat(theirs.take("main").epoch()).isEqualTo(2);
    }

    @Test
    void aReleaseUnderAnOldEpochDoesNotFreeTheSession() {
        OwnedSession old = mine.take("main");
        OwnedSession now = theirs.take("main");
        lease("them", FOR_EVER);
        mine.release(old);
        assertFenced("another process owns this session", () -> mine.take("main"));
        theirs.release(now);
        assertThat(mine.take("main").epoch()).isEqualTo(3);
    }

    /** The epoch outlives the ownership: what was queued before the release is not written after the next take. */
    @Test
    void theEpochIsNotGivenBack() {
        OwnedSession first = mine.take("main");
        mine.release(first);
        check(first);
        mine.take("main");
        assertFenced("another process has taken over this session", () -> check(first));
    }

    @Test
    void namesAreThoseOfLinkedSessionsInOrder() {
        for (String name : List.of("b", "a", "c", "B")) {
            OwnedSession session = mine.take(name);
            if (!name.equals("c")) {
                execute("INSERT INTO wa_credentials (session_id, record_key, value) VALUES (" + session.id()
                        + ", x'00', x'00')");
            }
        }
        assertThat(mine.names()).containsExactly("B", "a", "b");
    }

    @Test
    void aDeletionUnderAnOldEpochDeletesNothing() {
        OwnedSession old = mine.take("main");
        execute("INSERT INTO wa_identity (session_id, record_key, value) VALUES (" + old.id() + ", x'00', x'00')");
        OwnedSession now = theirs.take("main");
        assertFenced("another process has taken over this session", () -> mine.delete(old));
        assertThat(count("wa_identity")).isEqualTo(1);
        theirs.delete(now);
        assertThat(count("wa_identity")).isZero();
        assertThat(count("wa_session")).isZero();
    }

    /** Rows of a session that were overlooked must not become those of another. */
    @Test
    void theNumberOfADeletedSessionIsNotGivenAgain() {
        OwnedSession gone = mine.take("gone");
        mine.delete(gone);
        OwnedSession next = mine.take("gone");
        assertThat(next.id()).isGreaterThan(gone.id());
        assertFenced("another process has taken over this session", () -> check(gone));
    }

    /** The statement takes 1, 8, 64 or 500 sessions: one below, on and above each. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 63, 64, 65, 499, 500, 501, 1_001})
    void anyNumberOfSessionsIsCheckedAndOneThatIsOverIsFound(int count) {
        database.write(sql -> {
            var add = sql.prepare("INSERT INTO wa_session (name, epoch) VALUES (?, 1)");
            for (int i = 0; i < count; i++) {
                add.setString(1, "s" + i);
                add.executeUpdate();
            }
            return true;
        });
        List<OwnedSession> sessions = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            sessions.add(new OwnedSession(id, "s" + id, 1));
        }
        Collections.shuffle(sessions, new Random(count));
        check(sessions);

        for (int at : new int[] {0, count / 2, count - 1}) {
            OwnedSession sound = sessions.get(at);
            sessions.set(at, new OwnedSession(sound.id(), sound.name(), 2));
            assertFenced("another process has taken over this session", () -> check(sessions));
            sessions.set(at, sound);
        }
        sessions.add(new OwnedSession(count + 1, "missing", 1));
        assertFenced("another process has taken over this session", () -> check(sessions));
    }

    @Test
    void twoCommitsOfOneSessionAreCheckedOnce() {
        OwnedSession session = mine.take("main");
        check(session, session, session);
    }

    @Test
    void aLeaseLastsItsLengthByTheClockOfTheDatabaseAndEndsWhenItIsClosed() {
        try (SystemScheduling threads = new SystemScheduling(1, 1)) {
            OwnerLease lease = new OwnerLease(database, new HeldTimers(threads), "me", Duration.ofSeconds(1_000));
            long before = number("SELECT " + Dialect.SQLITE.nowMillis());
            lease.start(() -> {});
            long after = number("SELECT " + Dialect.SQLITE.nowMillis());
            assertThat(number("SELECT expires_at FROM wa_owner WHERE id = 'me'"))
                    .isBetween(before + 1_000_000, after + 1_000_000);
            lease("them", 5);
            lease.close();
            assertThat(number("SELECT count(*) FROM wa_owner WHERE id = 'me'")).isZero();
            assertThat(number("SELECT count(*) FROM wa_owner WHERE id = 'them'"))
                    .as("of nobody else")
                    .isEqualTo(1);
        }
    }

    @Test
    void aLeaseForgetsOwnersThatFellSilentADayAgoAndNoOthers() {
        long now = number("SELECT " + Dialect.SQLITE.nowMillis());
        lease("long-gone", now - Duration.ofHours(25).toMillis());
        lease("just-gone", now - Duration.ofHours(23).toMillis());
        lease("alive", FOR_EVER);
        try (SystemScheduling threads = new SystemScheduling(1, 1)) {
            new OwnerLease(database, new HeldTimers(threads), "me", Duration.ofSeconds(10)).start(() -> {});
        }
        assertThat(number("SELECT count(*) FROM wa_owner WHERE id = 'long-gone'"))
                .isZero();
        assertThat(count("wa_owner")).isEqualTo(3);
    }

    @Test
    void theFirstReasonOfALossStaysAndIsToldOnce() {
        OwnedSession session = new OwnedSession(1, "main", 1);
        List<StoreException> told = new ArrayList<>();
        session.lost().thenAccept(told::add);
        StoreException first = new StoreException(Kind.FULL, "first", null);
        session.fail(first);
        assertThat(session.isBroken()).as("what is queued may still be written").isFalse();
        session.breakOff(new StoreException(Kind.FENCED, "second", null));
        assertThat(session.isBroken()).isTrue();
        assertThat(session.isFenced()).isFalse();
        assertThat(told).containsExactly(first);
        assertThat(session.refusal())
                .isNotSameAs(first)
                .hasCause(first)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.FULL));
    }
}
