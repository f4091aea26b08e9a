package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.message.AddOnCipher.Binding;
import org.camelwhatsapp.engine.message.AddOnCipher.Purpose;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Add-ons: what an independent client encrypted and decrypted, and what must not open. */
class AddOnCipherTest {
    private static final byte[] SECRET = counting(32, 0);
    private static final byte[] IV = counting(12, 100);
    private static final String POLL = "3EB0AABBCCDDEEFF001122";
    private static final Jid AUTHOR = Jid.phone("15550001111");
    private static final Jid VOTER = Jid.phone("15550002222");
    private static final Binding BINDING = new Binding(SECRET, POLL, AUTHOR, VOTER);
    /** A vote for "blue" that Baileys 7.0.0-rc14 reads with the values above. */
    private static final byte[] VOTE = HexFormat.of()
            .parseHex(
                    "5f66ba5a7599875f1007ea7f61a62954c2a3ad09c398ae61036f3fcc5528893ce7331f3aa2c09e743129096cc338cfa68d56");

    private static byte[] counting(int length, int from) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static byte[] blue() {
        byte[] vote = new byte[34];
        vote[0] = 0x0a;
        vote[1] = 32;
        System.arraycopy(Hashes.sha256("blue".getBytes(StandardCharsets.UTF_8)), 0, vote, 2, 32);
        return vote;
    }

    @Test
    void encryptsAsAnIndependentClientDoes() {
        assertThat(AddOnCipher.seal(BINDING, Purpose.POLL_VOTE, IV, blue())).isEqualTo(VOTE);
        assertThat(AddOnCipher.open(BINDING, Purpose.POLL_VOTE, IV, VOTE)).isEqualTo(blue());
    }

    @Test
    void takesTheUserWhateverTheDevice() {
        Binding byDevice = new Binding(SECRET, POLL, AUTHOR.withDevice(3), VOTER.withDevice(7));
        assertThat(AddOnCipher.open(byDevice, Purpose.POLL_VOTE, IV, VOTE)).isEqualTo(blue());
    }

    @Test
    void doesNotOpenForAnotherPollAuthorVoterOrSecret() {
        Jid other = Jid.phone("15550003333");
        assertThat(AddOnCipher.open(new Binding(SECRET, "OTHER", AUTHOR, VOTER), Purpose.POLL_VOTE, IV, VOTE))
                .isNull();
        assertThat(AddOnCipher.open(new Binding(SECRET, POLL, other, VOTER), Purpose.POLL_VOTE, IV, VOTE))
                .isNull();
        assertThat(AddOnCipher.open(new Binding(SECRET, POLL, AUTHOR, other), Purpose.POLL_VOTE, IV, VOTE))
                .isNull();
        assertThat(AddOnCipher.open(new Binding(IV, POLL, AUTHOR, VOTER), Purpose.POLL_VOTE, IV, VOTE))
                .isNull();
        assertThat(AddOnCipher.open(BINDING, Purpose.EVENT_RESPONSE, IV, VOTE)).isNull();
    }

    @Test
    void survivesShortInput() {
        for (int length = 0; length < VOTE.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(VOTE, length);
            assertThat(AddOnCipher.open(BINDING, Purpose.POLL_VOTE, IV, cut)).isNull();
        }
        assertThat(AddOnCipher.open(BINDING, Purpose.POLL_VOTE, new byte[0], VOTE))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void opensWhatItSeals(Purpose purpose) {
        byte[] text = "text".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = AddOnCipher.seal(BINDING, purpose, IV, text);
        assertThat(AddOnCipher.open(BINDING, purpose, IV, sealed)).isEqualTo(text);
    }
}
