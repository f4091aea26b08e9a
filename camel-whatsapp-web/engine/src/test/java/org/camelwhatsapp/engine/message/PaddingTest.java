package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tail of a message. */
class PaddingTest {
    @Property
    void removesWhatItAdded(@ForAll byte[] message, @ForAll long seed) {
        byte[] padded = Padding.add(message, new SeededRandom(seed));
        assertThat(padded.length - message.length).isBetween(1, 15);
        assertThat(Padding.remove(padded)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "abc\0", "abc\5", "\u0002"})
    void refusesPaddingThatCannotBe(String padded) {
        byte[] bytes = padded.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Padding.remove(bytes))
                .isInstanceOfSatisfying(
                        SignalException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(SignalException.Reason.INVALID_MESSAGE));
    }
}
