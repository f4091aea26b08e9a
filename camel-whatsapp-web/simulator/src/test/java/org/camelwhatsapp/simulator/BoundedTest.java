package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTest {
    private final Bounded<String, Integer> map = new Bounded<>(2);

    @Test
    void theOldestEntryGoesWhenThereIsOneTooMany() {
        map.put("a", 1);
        map.put("b", 2);
        assertThat(map).containsOnlyKeys("a", "b");
        map.put("c", 3);
        assertThat(map).containsOnlyKeys("b", "c");
    }

    @Test
    void aNewValueOfAnEntryPushesNoneOutAndMakesItNoYounger() {
        map.put("a", 1);
        map.put("b", 2);
        map.put("a", 3);
        assertThat(map).containsEntry("a", 3).containsEntry("b", 2);
        map.put("c", 4);
        assertThat(map).containsOnlyKeys("b", "c");
    }
}
