package org.camelwhatsapp.engine.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The warm-up of an account. */
class StrangerLimitTest {
    @Test
    void growsFromTheFirstDayToTheFullNumber() {
        StrangerLimit limit = PacingOptions.STANDARD.strangers();
        assertThat(limit.on(0)).isEqualTo(5);
        assertThat(limit.on(1)).isEqualTo(5);
        assertThat(limit.on(2)).isEqualTo(6);
        assertThat(limit.on(7)).isEqualTo(14);
        assertThat(limit.on(13)).isEqualTo(34);
        assertThat(limit.on(14)).isEqualTo(40);
        assertThat(limit.on(3_650)).isEqualTo(40);
    }

    @Test
    void mayForbidStrangersAltogetherOrOnTheFirstDay() {
        assertThat(new StrangerLimit(0, 0, 14).on(3)).isZero();
        assertThat(new StrangerLimit(10, 0, 2).on(0)).isZero();
        assertThat(new StrangerLimit(10, 0, 2).on(1)).isEqualTo(3);
        assertThat(new StrangerLimit(10, 3, 0).on(0)).isEqualTo(10);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> new StrangerLimit(5, 6, 1)).hasMessage("strangers on the first day: 0 to 5");
        assertThatThrownBy(() -> new StrangerLimit(-1, 0, 1)).hasMessage("strangers per day: 0 to 100000");
        assertThatThrownBy(() -> new StrangerLimit(5, 1, 366)).hasMessage("days of warm-up: 0 to 365");
    }

    @Property
    void neverShrinksAndStaysBetweenItsEnds(
            @ForAll @IntRange(max = 100_000) int perDay,
            @ForAll @IntRange(max = 100_000) int first,
            @ForAll @IntRange(max = 365) int days) {
        StrangerLimit limit = new StrangerLimit(perDay, Math.min(first, perDay), days);
        int before = limit.on(0);
        for (int day = 0; day <= days + 1; day++) {
            assertThat(limit.on(day)).isBetween(Math.max(before, Math.min(first, perDay)), perDay);
            before = limit.on(day);
        }
        assertThat(before).isEqualTo(perDay);
    }
}
