package org.camelwhatsapp.engine.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LtHashTest {
    @Test
    void addsAndSubtractsAsOthersDo() {
        LtHash hash = new LtHash();
        hash.add(Vectors.member(1));
        hash.add(Vectors.member(2));
        assertThat(hash.toBytes()).isEqualTo(Vectors.bytes("add12"));

        hash.subtract(Vectors.member(1));
        hash.add(Vectors.member(3));
        assertThat(hash.toBytes()).isEqualTo(Vectors.bytes("sub1add3"));
    }

    @Property(tries = 50)
    void theOrderDoesNotMatter(@ForAll @Size(max = 20) List<@Size(value = 32) byte[]> members, @ForAll long seed) {
        List<byte[]> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(of(shuffled)).isEqualTo(of(members));
    }

    @Property(tries = 50)
    void whatIsTakenAwayWasNeverThere(
            @ForAll @Size(max = 10) List<@Size(value = 32) byte[]> kept,
            @ForAll @Size(max = 10) List<@Size(value = 32) byte[]> gone) {
        LtHash hash = new LtHash();
        gone.forEach(hash::subtract);
        kept.forEach(hash::add);
        gone.forEach(hash::add);
        assertThat(hash.toBytes()).isEqualTo(of(kept));
    }

    @Test
    void refusesAnotherLength() {
        assertThatThrownBy(() -> new LtHash(new byte[127])).isInstanceOf(AppStateException.class);
    }

    private static byte[] of(List<byte[]> members) {
        LtHash hash = new LtHash();
        members.forEach(hash::add);
        return hash.toBytes();
    }
}
