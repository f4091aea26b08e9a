package org.camelwhatsapp.engine.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private final RandomSource random = new SecureRandomSource();
    private final KeyRing ring = KeyRing.create("right", 10, random);
    private final Protection kept = ring.protection(random);

    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void opensWithTheRightPassphraseOnly() {
        assertThat(KeyRing.open(kept.header(), kept.keys(), "right").dataKey(1)).isEqualTo(ring.dataKey(1));
        for (String wrong : List.of("Right", "right ", "r", "rightx")) {
            assertKind(Kind.WRONG_PASSPHRASE, () -> KeyRing.open(kept.header(), kept.keys(), wrong));
        }
    }

    @Test
    void neverWritesAKeyInTheClear() {
        byte[] wrapped = kept.keys().get(0).wrapped();
        assertThat(new String(wrapped, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(ring.dataKey(1), java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(kept.toString()).doesNotContain("[B@");
    }

    @Test
    void aChangedWrappingIsDamageAndNoWrongPassphrase() {
        WrappedKey key = kept.keys().get(0);
        for (int at = 0; at < key.wrapped().length; at++) {
            byte[] changed = key.wrapped().clone();
            changed[at] ^= 1;
            assertKind(Kind.CORRUPT, () -> KeyRing.open(kept.header(), List.of(new WrappedKey(1, changed)), "right"));
        }
        assertKind(Kind.CORRUPT, () -> KeyRing.open(kept.header(), List.of(new WrappedKey(2, key.wrapped())), "right"));
        assertKind(Kind.CORRUPT, () -> KeyRing.open(kept.header(), List.of(new WrappedKey(1, new byte[3])), "right"));
        assertKind(Kind.CORRUPT, () -> KeyRing.open(kept.header(), List.of(), "right"));
    }

    @Test
    void aHeaderThatCostsTooMuchIsRefusedAtOnce() {
        StoreHeader header = kept.header();
        for (int iterations : new int[] {0, -1, Integer.MAX_VALUE}) {
            StoreHeader hostile = new StoreHeader(header.kdf(), iterations, header.salt(), header.verifier());
            assertKind(Kind.CORRUPT, () -> KeyRing.open(hostile, kept.keys(), "right"));
        }
        StoreHeader unknown = new StoreHeader("argon9", 10, header.salt(), header.verifier());
        assertKind(Kind.INCOMPATIBLE, () -> KeyRing.open(unknown, kept.keys(), "right"));
    }

    @Test
    void theSamePassphraseTwiceSharesNothing() {
        Protection other = KeyRing.create("right", 10, random).protection(random);
        assertThat(other.header().salt()).isNotEqualTo(kept.header().salt());
        assertThat(other.header().verifier()).isNotEqualTo(kept.header().verifier());
    }

    @Test
    void anotherPassphraseOpensTheSameKeys() {
        ring.adopt(List.of(ring.newDataKey(random)));
        PassphraseChange change = ring.rewrap("new", 12, random);
        Protection next = change.protection();
        assertThat(next.header().iterations()).isEqualTo(12);
        assertKind(Kind.WRONG_PASSPHRASE, () -> KeyRing.open(next.header(), next.keys(), "right"));
        KeyRing opened = KeyRing.open(next.header(), next.keys(), "new");
        assertThat(opened.activeId()).isEqualTo(2);
        assertThat(opened.dataKey(1)).isEqualTo(ring.dataKey(1));
        assertThat(opened.dataKey(2)).isEqualTo(ring.dataKey(2));
    }

    @Test
    void keysMadeAfterAChangeBelongToTheNewPassphrase() {
        PassphraseChange change = ring.rewrap("new", 12, random);
        ring.adopt(change);
        assertThat(ring.header()).isEqualTo(change.protection().header());
        WrappedKey key = ring.newDataKey(random);
        KeyRing opened = KeyRing.open(
                change.protection().header(), List.of(change.protection().keys().get(0), key), "new");
        ring.adopt(List.of(key));
        assertThat(opened.dataKey(2)).isEqualTo(ring.dataKey(2));
    }
}
