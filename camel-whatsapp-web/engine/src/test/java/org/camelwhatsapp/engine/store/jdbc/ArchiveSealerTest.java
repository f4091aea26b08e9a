package org.camelwhatsapp.engine.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.secret.KeyRing;
import org.camelwhatsapp.engine.store.secret.RecordCipher;
import org.camelwhatsapp.engine.store.secret.WordHashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes into the archive sealed or hashed, and that it opens only where it belongs. */
class ArchiveSealerTest {
    /** Of the key 00 01 .. 1f, computed with another implementation of HMAC-SHA256. */
    private static final long EQUALS_INVOICE = 0x13B7DB4DAA90BEE8L;

    private static final long BEGINS_INV = 0x5B962905F7853FFBL;
    private static final long BEGINS_INVOI = 0xE71923BB82E76C6FL;
    private static final long EQUALS_AB = 0x39346ADF76DB23DCL;

    private static final MessageKey KEY = new MessageKey(StoreFixture.CHAT, "A", false, StoreFixture.CHAT);
    private static final byte[] BODY = "topsecret".getBytes(UTF_8);

    private final RandomSource random = new SecureRandomSource();
    private final KeyRing ring = KeyRing.create("passphrase", 10, random);
    private final ArchiveSealer sealer = sealer("main");

    private ArchiveSealer sealer(String session) {
        ArchiveSealer made = new ArchiveSealer(ring, random, session);
        byte[] words = new byte[WordHashes.KEY_BYTES];
        for (int i = 0; i < words.length; i++) {
            words[i] = (byte) i;
        }
        made.useWords(new WordHashes(words));
        return made;
    }

    private static ArchiveWrite put(Set<String> words) {
        return new ArchiveWrite.PutMessage(KEY, 7, "text", MessageStatus.READ, BODY, words);
    }

    private ArchiveSealer.Sealed seal(ArchiveWrite change) {
        return sealer.seal(List.of(change)).get(0);
    }

    /** The hashes are part of the schema: others would not find what is kept. */
    @Test
    void aWordIsFoundByItselfAndByItsFirstThreeAndFiveLetters() {
        assertThat(seal(put(Set.of("invoice"))).tokens()).containsExactly(EQUALS_INVOICE, BEGINS_INV, BEGINS_INVOI);
    }

    @ParameterizedTest
    @CsvSource({
        "ab, 1", // shorter than any beginning
        "abc, 2", // the word and its first three letters
        "abcd, 2",
        "abcde, 3", // and its first five
        "abcdefghij, 3"
    })
    void aWordHasAsManyHashesAsItsLengthAllows(String word, int hashes) {
        assertThat(seal(put(Set.of(word))).tokens()).hasSize(hashes);
    }

    @Test
    void aShortWordIsHashedWhole() {
        assertThat(seal(put(Set.of("ab"))).tokens()).containsExactly(EQUALS_AB);
    }

    @Test
    void aBeginningThatTwoWordsShareIsKeptOnce() {
        assertThat(seal(put(Set.of("invoice", "invoices"))).tokens())
                .hasSize(4)
                .doesNotHaveDuplicates()
                .contains(BEGINS_INV, BEGINS_INVOI);
    }

    @Test
    void aWholeWordIsAskedForByItself() {
        assertThat(sealer.token("invoice", false)).isEqualTo(EQUALS_INVOICE);
    }

    @ParameterizedTest
    @CsvSource({
        "inv, 3",
        "invo, 3", // four letters are asked for by three
        "invoi, 5",
        "invoice, 5" // no longer beginning is indexed
    })
    void aBeginningIsAskedForByTheLongestOneThatIsIndexed(String beginning, int letters) {
        assertThat(sealer.token(beginning, true)).isEqualTo(letters == 3 ? BEGINS_INV : BEGINS_INVOI);
    }

    @Test
    void theBeginningOfThreeLettersIsNotTheWordOfThreeLetters() {
        assertThat(sealer.token("inv", true)).isNotEqualTo(sealer.token("inv", false));
    }

    @Test
    void withoutTheKeyForWordsNothingIsHashed() {
        ArchiveSealer closed = new ArchiveSealer(ring, random, "main");

        assertThatThrownBy(() -> closed.token("invoice", false)).hasMessage("the key for words");
    }

    @Test
    void aSealedMessageKeepsAllButItsBodyAndHasNoWords() {
        ArchiveWrite.PutMessage sealed =
                (ArchiveWrite.PutMessage) seal(put(Set.of("topsecret"))).change();

        assertThat(sealed.key()).isEqualTo(KEY);
        assertThat(sealed.at()).isEqualTo(7);
        assertThat(sealed.kind()).isEqualTo("text");
        assertThat(sealed.status()).isEqualTo(MessageStatus.READ);
        assertThat(sealed.words()).isEmpty();
        assertThat(sealed.body()).hasSize(BODY.length + RecordCipher.OVERHEAD);
        assertThat(sealer.openMessage(ArchiveSealer.key("A"), sealed.body())).isEqualTo(BODY);
    }

    @Test
    void aSealedEditOpensLikeAMessageAndHasNoWords() {
        ArchiveSealer.Sealed sealed = seal(new ArchiveWrite.EditMessage(KEY, 9, BODY, Set.of("ab")));
        ArchiveWrite.EditMessage edit = (ArchiveWrite.EditMessage) sealed.change();

        assertThat(sealed.tokens()).containsExactly(EQUALS_AB);
        assertThat(edit.words()).isEmpty();
        assertThat(edit.at()).isEqualTo(9);
        assertThat(sealer.openMessage(ArchiveSealer.key("A"), edit.body())).isEqualTo(BODY);
    }

    @Test
    void aReactionOpensAsAReactionOnly() {
        ArchiveWrite.PutReaction sealed =
                (ArchiveWrite.PutReaction) seal(new ArchiveWrite.PutReaction(KEY, StoreFixture.CHAT, 1, BODY))
                        .change();

        assertThat(sealer.openReaction(ArchiveSealer.key("A"), sealed.body())).isEqualTo(BODY);
        assertDamaged(() -> sealer.openMessage(ArchiveSealer.key("A"), sealed.body()));
    }

    @Test
    void aNameOpensForItsOwnerOnly() {
        Jid owner = Jid.lid("300000000000003");
        ArchiveWrite.PutName sealed = (ArchiveWrite.PutName)
                seal(new ArchiveWrite.PutName(owner, NameSource.PUSH, BODY)).change();

        assertThat(sealer.openName(ArchiveSealer.key("300000000000003@lid"), sealed.body()))
                .isEqualTo(BODY);
        assertDamaged(() -> sealer.openName(ArchiveSealer.key("300000000000004@lid"), sealed.body()));
    }

    @Test
    void aMessageOpensUnderItsOwnIdOnly() {
        byte[] sealed = ((ArchiveWrite.PutMessage) seal(put(Set.of())).change()).body();

        assertDamaged(() -> sealer.openMessage(ArchiveSealer.key("B"), sealed));
    }

    @Test
    void aMessageOpensInItsOwnSessionOnly() {
        byte[] sealed = ((ArchiveWrite.PutMessage) seal(put(Set.of())).change()).body();

        assertDamaged(() -> sealer("other").openMessage(ArchiveSealer.key("A"), sealed));
    }

    /** An empty body takes back; sealed it would be a name or a reaction. */
    @Test
    void whatTakesBackOrHasNoBodyPassesAsItIs() {
        List<ArchiveWrite> changes = List.of(
                new ArchiveWrite.PutReaction(KEY, StoreFixture.CHAT, 1, new byte[0]),
                new ArchiveWrite.PutName(StoreFixture.CHAT, NameSource.PUSH, new byte[0]),
                new ArchiveWrite.RevokeMessage(KEY, 1, StoreFixture.CHAT),
                new ArchiveWrite.TouchChat(ChatChange.active(StoreFixture.CHAT, 1)));

        assertThat(sealer.seal(changes))
                .extracting(ArchiveSealer.Sealed::change)
                .containsExactlyElementsOf(changes);
    }

    @Test
    void whatAChangeTakesInMemoryGrowsWithItsBodyAndItsWords() {
        long bare = seal(new ArchiveWrite.RemoveMessage(KEY)).bytes();
        long withBody = seal(put(Set.of())).bytes();
        long withWord = seal(put(Set.of("ab"))).bytes();

        assertThat(withBody - bare).isEqualTo(BODY.length + RecordCipher.OVERHEAD);
        assertThat(withWord - withBody).isEqualTo(48);
    }

    private static void assertDamaged(org.assertj.core.api.ThrowableAssert.ThrowingCallable open) {
        assertThatThrownBy(open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT));
    }
}
