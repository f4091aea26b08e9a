package org.camelwhatsapp.engine.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The count that is kept. */
class DayCountTest {
    @Test
    void beginsAnewEveryDayAndKeepsItsAge() {
        DayCount count = DayCount.begin(100).plus(3).on(102);
        assertThat(count).isEqualTo(new DayCount(100, 102, 0));
        assertThat(count.age()).isEqualTo(2);
    }

    @Test
    void ageCountsFromTheFirstStrangerOn() {
        assertThat(DayCount.begin(100).on(130).plus(1)).isEqualTo(new DayCount(130, 130, 1));
    }

    @Test
    void aClockThatIsSetBackBringsNoNewDay() {
        assertThat(DayCount.begin(100).plus(3).on(99)).isEqualTo(new DayCount(100, 100, 3));
    }

    @Test
    void refusesWhatItDidNotWrite() {
        assertThatThrownBy(() -> DayCount.decode(new byte[] {'1', ' ', '2'}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DayCount.decode(new byte[] {'a', ' ', 'b', ' ', 'c'}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void readsWhatItWrote(@ForAll long first, @ForAll @LongRange(min = 0) long day, @ForAll @IntRange int count) {
        DayCount written = new DayCount(first, day, count);
        assertThat(DayCount.decode(written.encode())).isEqualTo(written);
    }
}
