package org.camelwhatsapp.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;

class SigningPointsTest {
    private final SeededRandom random = new SeededRandom(7);
    private final SigningPoints points = new SigningPoints();

    @Test
    void remembersTheRightPointHoweverManyKeysShareAPlace() {
        byte[][] scalars = new byte[600][];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = XEdDsa.clamped(random.bytes(32));
        }
        for (int round = 0; round < 2; round++) {
            for (byte[] scalar : scalars) {
                byte[] expected = EdwardsBase.multiply(scalar);
                assertThat(points.of(scalar)).isEqualTo(expected);
                assertThat(points.of(scalar)).isEqualTo(expected);
            }
        }
    }

    @Test
    void givesTheSamePointAgainWithoutComputingIt() {
        byte[] scalar = XEdDsa.clamped(random.bytes(32));
        assertThat(points.of(scalar)).isSameAs(points.of(scalar.clone()));
    }
}
