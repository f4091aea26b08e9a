package org.camelwhatsapp.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.camelwhatsapp.engine.store.StoreException;
import org.junit.jupiter.api.Test;

/** The record of one contact's token. */
class ContactTokenTest {
    @Property(tries = 200)
    void readsWhatItWrote(
            @ForAll byte[] token, @ForAll @LongRange(min = 0) long since, @ForAll @LongRange(min = 0) long issued) {
        ContactToken read = ContactToken.decode(new ContactToken(token, since, issued).encode());
        assertThat(read.token()).isEqualTo(token);
        assertThat(read.since()).isEqualTo(since);
        assertThat(read.issued()).isEqualTo(issued);
    }

    @Test
    void refusesWhatIsTooShort() {
        assertThatThrownBy(() -> ContactToken.decode(new byte[15]))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT));
    }

    @Test
    void printsNoToken() {
        assertThat(new ContactToken(new byte[] {77}, 1, 2).toString()).doesNotContain("77");
    }
}
