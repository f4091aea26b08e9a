package org.camelwhatsapp.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultSpecTest {
    private static final FaultSpec LOST = FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.DROP);
    private static final Node REQUEST =
            Node.builder("iq").attr("type", "get").attr("xmlns", "w:g2").build();

    @ParameterizedTest
    @EnumSource(FaultStep.class)
    void everyStepTakesExactlyTheEffectsThatCanHappenThere(FaultStep step) {
        Set<FaultEffect> expected = switch (step) {
            case BEFORE_SERVER_HELLO, AFTER_SERVER_HELLO -> EnumSet.of(FaultEffect.CUT);
            case TO_CLIENT -> EnumSet.complementOf(EnumSet.of(FaultEffect.REFUSE, FaultEffect.CUT_BEFORE_ANSWER));
            case FROM_CLIENT ->
                EnumSet.complementOf(EnumSet.of(FaultEffect.CUT_INSIDE, FaultEffect.CORRUPT, FaultEffect.WITHHOLD));
        };
        Set<FaultEffect> taken = EnumSet.noneOf(FaultEffect.class);
        for (FaultEffect effect : FaultEffect.values()) {
            try {
                taken.add(FaultSpec.once(step, effect).effect());
            } catch (IllegalArgumentException e) {
                assertThat(e)
                        .hasMessageMatching(
                                "around the server's hello there is only CUT|" + effect + " is not for " + step);
            }
        }
        assertThat(taken).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void takesTheLeastAndTheMostTimes(int times) {
        assertThat(LOST.times(times).times()).isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_001})
    void refusesATimesOutsideTheLimits(int times) {
        assertThatThrownBy(() -> LOST.times(times))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("times is from 1 to 1000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 600_001})
    void refusesADelayOutsideTheLimits(long millis) {
        FaultSpec late = FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.DELAY);
        assertThatThrownBy(() -> late.delayMillis(millis))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delayMillis is from 1 to 600000");
        assertThat(late.delayMillis(600_000).delayMillis()).isEqualTo(600_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 1_000})
    void refusesANumberThatIsNoCode(int code) {
        FaultSpec refused = FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE);
        assertThatThrownBy(() -> refused.code(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("code is from 100 to 999");
        assertThat(refused.code(100).code()).isEqualTo(100);
        assertThat(refused.code(999).code()).isEqualTo(999);
    }

    @Test
    void aDelayAndACodeMeanNothingToOtherEffects() {
        assertThatCode(() -> LOST.delayMillis(0).code(0)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    // What the fault is only for, by tag, type and namespace, and whether the request is meant.
    @CsvSource({
        ",,, true", // everything
        "iq,,, true",
        "message,,, false", // another tag
        ",get,, true",
        ",set,, false", // another type
        ",,w:g2, true",
        ",,w:m, false", // another namespace
        "iq,get,w:g2, true",
        "iq,get,w:m, false", // two of three
        "message,get,w:g2, false",
    })
    void isOnlyForStanzasThatFitAllThatIsNamed(String tag, String type, String namespace, boolean fits) {
        FaultSpec spec = LOST.tag(tag).type(type).namespace(namespace);
        assertThat(spec.fits(FaultStep.TO_CLIENT, REQUEST)).isEqualTo(fits);
    }

    @Test
    void isForItsOwnStepOnly() {
        assertThat(LOST.fits(FaultStep.FROM_CLIENT, REQUEST)).isFalse();
    }

    @Test
    void aFaultOfTheHandshakeFitsWhereThereIsNoStanzaUnlessATagIsNamed() {
        FaultSpec cut = FaultSpec.once(FaultStep.BEFORE_SERVER_HELLO, FaultEffect.CUT);
        assertThat(cut.fits(FaultStep.BEFORE_SERVER_HELLO, null)).isTrue();
        assertThat(cut.tag("iq").fits(FaultStep.BEFORE_SERVER_HELLO, null)).isFalse();
        assertThat(cut.type("get").fits(FaultStep.BEFORE_SERVER_HELLO, null)).isFalse();
        assertThat(cut.namespace("w:g2").fits(FaultStep.BEFORE_SERVER_HELLO, null))
                .isFalse();
    }
}
