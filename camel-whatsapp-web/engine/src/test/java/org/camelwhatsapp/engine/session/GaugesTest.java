package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GaugesTest {
    private final Gauges gauges = new Gauges();

    @Test
    void readsTheSizesOfTheMomentInTheOrderOfTheNames() {
        AtomicInteger size = new AtomicInteger(3);
        gauges.add("b.queue", 10, size::get);
        gauges.add("a.cache", 5, () -> 0);
        assertThat(gauges.read()).containsExactly(new Gauge("a.cache", 0, 5), new Gauge("b.queue", 3, 10));
        size.set(4);
        assertThat(gauges.read()).contains(new Gauge("b.queue", 4, 10));
    }

    @Test
    void refusesANameThatIsTakenAndASizeWithoutABound() {
        gauges.add("queue", 10, new ArrayDeque<>()::size);
        assertThatThrownBy(() -> gauges.add("queue", 10, () -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queue");
        assertThatThrownBy(() -> gauges.add("endless", 0, () -> 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMapForgetsWhatWasUsedLongestAgoAndShowsItsSize() {
        BoundedMap<String, Integer> map = new BoundedMap<>(gauges, "names", 2);
        map.put("one", 1);
        map.put("two", 2);
        assertThat(map.get("one")).isEqualTo(1);
        map.put("three", 3);
        assertThat(map).containsOnlyKeys("one", "three");
        assertThat(gauges.read()).containsExactly(new Gauge("names", 2, 2));
    }
}
