package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.session.Gauge;
import org.camelwhatsapp.engine.session.Gauges;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private final Gauges gauges = new Gauges();
    private final Departures departures = new Departures(gauges, 10);
    private final List<String> left = new ArrayList<>();

    private void leave(String id) {
        departures.leave(id, () -> left.add(id));
    }

    private Map<String, Runnable> onDisk(String... ids) {
        Map<String, Runnable> tasks = new LinkedHashMap<>();
        for (String id : ids) {
            tasks.put(id, () -> left.add(id));
        }
        return tasks;
    }

    @Test
    void messagesLeaveAtOnceOnceThereIsAConnection() {
        departures.open(departures.connection(), Map.of());
        leave("A");
        leave("B");
        assertThat(left).containsExactly("A", "B");
    }

    @Test
    void whatBecomesDurableBeforeTheLoginLeavesBehindWhatWasLeftOver() {
        departures.open(departures.connection(), Map.of());
        departures.close();
        leave("C");
        leave("D");
        assertThat(left).as("nothing leaves without a login").isEmpty();
        assertThat(gauges.read()).extracting(Gauge::size).containsExactly(2L);
        departures.open(departures.connection(), onDisk("A", "B"));
        leave("E");
        assertThat(left).containsExactly("A", "B", "C", "D", "E");
        assertThat(gauges.read()).extracting(Gauge::size).containsExactly(0L);
    }

    @Test
    void whatTheDiskHoldsAlreadyLeavesOnce() {
        leave("B");
        leave("C");
        departures.open(departures.connection(), onDisk("A", "B"));
        assertThat(left).containsExactly("A", "B", "C");
    }

    @Test
    void whatIsLateIsFoundOnDiskWhenTheLoginDoesNotComeAbout() {
        leave("A");
        departures.close();
        departures.open(departures.connection(), onDisk("A"));
        assertThat(left).containsExactly("A");
    }

    @Test
    void anAnswerOfTheDiskForAConnectionThatIsGoneIsNotUsed() {
        long first = departures.connection();
        departures.close();
        departures.open(first, onDisk("A"));
        leave("B");
        assertThat(left).isEmpty();
        departures.open(departures.connection(), onDisk("A", "B"));
        assertThat(left).containsExactly("A", "B");
    }
}
