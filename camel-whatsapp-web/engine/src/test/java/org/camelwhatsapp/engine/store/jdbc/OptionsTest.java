package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final JdbcStoreOptions OPTIONS =
            JdbcStoreOptions.of("jdbc:postgresql://host/db?password=inline", "u", "hidden", "phrase");

    @Test
    void textsShowNoSecret() {
        assertThat(OPTIONS.toString()).doesNotContain("inline", "hidden", "phrase");
    }

    @Test
    void defaultsAreTheSafeOnes() {
        assertThat(OPTIONS.iterations()).isGreaterThanOrEqualTo(600_000);
        assertThat(OPTIONS.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(JdbcStoreOptions.sqlite(Path.of("a.db"), "p").url()).endsWith("a.db");
    }

    @Test
    void nonsenseIsRefused() {
        List<ThrowingCallable> nonsense = List.of(
                () -> OPTIONS.withIterations(0),
                () -> OPTIONS.withLease(Duration.ofMillis(999)),
                () -> OPTIONS.withPassphrase(""),
                () -> JdbcStoreLimits.DEFAULT.withQueue(0, 1),
                () -> JdbcStoreLimits.DEFAULT.withBatch(1, 0),
                () -> JdbcStoreLimits.DEFAULT.withPatience(Duration.ZERO),
                () -> JdbcStoreLimits.DEFAULT.withMaxDatabaseBytes(-1),
                () -> new JdbcStoreLimits(65, 1, 1, 1, 1, 1, Duration.ofSeconds(1), 0),
                () -> new JdbcStoreLimits(1, 0, 1, 1, 1, 1, Duration.ofSeconds(1), 0));
        nonsense.forEach(call -> assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void listsOfAnyLengthUseFewStatements() {
        InList list = new InList("IN (", ")");
        assertThat(IntStream.rangeClosed(1, InList.MAX).mapToObj(list::text).distinct())
                .hasSizeLessThanOrEqualTo(4);
        assertThat(list.text(1)).isEqualTo("IN (?)");
        assertThat(list.text(3)).isEqualTo("IN (?, ?, ?, ?, ?, ?, ?, ?)");
        assertThat(InList.places(3)).isEqualTo(8);
        assertThat(InList.at(List.of("a", "b", "c"), 7)).isEqualTo("c");
        assertThatThrownBy(() -> list.text(InList.MAX + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InList.places(InList.MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
