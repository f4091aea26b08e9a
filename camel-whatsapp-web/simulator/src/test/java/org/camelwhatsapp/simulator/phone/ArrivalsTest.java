package org.camelwhatsapp.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals<String> arrivals = new Arrivals<>(3);

    @Test
    void theLastOnesAreKeptOldestFirst() {
        for (String each : new String[] {"a", "b", "c", "d"}) {
            arrivals.add(each);
        }
        assertThat(arrivals.all()).containsExactly("b", "c", "d");
        assertThat(arrivals.size()).isEqualTo(3);
    }

    @Test
    void whatHasComeIsFoundAtOnceAndNobodyWaits() {
        arrivals.add("a1");
        arrivals.add("a2");
        assertThat(arrivals.first(each -> each.startsWith("a"))).isCompletedWithValue("a1");
        assertThat(arrivals.waiting()).isZero();
    }

    @Test
    void whoWaitsGetsTheFirstThatFitsAndOnlyThat() {
        CompletableFuture<String> found = arrivals.first(each -> each.startsWith("b"));
        arrivals.add("a");
        assertThat(found).isNotDone();
        arrivals.add("b1");
        arrivals.add("b2");
        assertThat(found).isCompletedWithValue("b1");
        assertThat(arrivals.waiting()).isZero();
    }

    @Test
    void severalMayWaitForTheSame() {
        CompletableFuture<String> one = arrivals.first("a"::equals);
        CompletableFuture<String> other = arrivals.first("a"::equals);
        assertThat(arrivals.waiting()).isEqualTo(2);
        arrivals.add("a");
        assertThat(one).isCompletedWithValue("a");
        assertThat(other).isCompletedWithValue("a");
    }

    @Test
    void whoNoLongerWaitsIsForgottenAndNotAsked() {
        CompletableFuture<String> found = arrivals.first(each -> {
            throw new AssertionError("asked about " + each);
        });
        found.cancel(false);
        assertThat(arrivals.waiting()).isZero();
        arrivals.add("a");
        assertThat(arrivals.all()).containsExactly("a");
    }

    @Test
    void whatIsForgottenIsNotFound() {
        for (String each : new String[] {"a", "b", "c", "d"}) {
            arrivals.add(each);
        }
        assertThat(arrivals.first("a"::equals)).isNotDone();
    }
}
