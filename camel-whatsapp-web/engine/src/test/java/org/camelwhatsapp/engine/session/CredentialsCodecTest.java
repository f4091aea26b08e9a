package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.testing.ManualLoop;
import org.junit.jupiter.api.Test;

/** Credentials come back from their bytes as they were, or not at all. */
class CredentialsCodecTest {
    private final Environment environment = new ManualLoop().environment(5);
    private final Credentials fresh = CredentialsFactory.create(Curve25519.fastest(), environment);
    private final Credentials linked = fresh.withAccount(new LinkedAccount(
                    new Jid("15550001111", 4, Jid.PN_SERVER),
                    new Jid("990001112223", 4, Jid.LID_SERVER),
                    environment.random().bytes(300),
                    environment.random().bytes(32),
                    "android",
                    null,
                    "Zo\u00eb"))
            .withServerStaticKey(environment.random().bytes(32))
            .withRoutingInfo(new byte[] {8, 8, 2})
            .withLoginCounter(41);

    @Test
    void readsBackWhatWasWritten() {
        for (Credentials credentials : new Credentials[] {fresh, linked}) {
            byte[] bytes = CredentialsCodec.encode(credentials);
            Credentials read = CredentialsCodec.decode(bytes);
            assertThat(read).usingRecursiveComparison().isEqualTo(credentials);
            assertThat(CredentialsCodec.encode(read)).isEqualTo(bytes);
        }
    }

    @Test
    void refusesBytesThatAreCutOrTooMany() {
        byte[] bytes = CredentialsCodec.encode(linked);
        for (int length = 0; length < bytes.length; length++) {
            assertCorrupt(Arrays.copyOf(bytes, length));
        }
        assertCorrupt(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void refusesAVersionItDoesNotKnow() {
        byte[] bytes = CredentialsCodec.encode(fresh);
        bytes[0] = 2;
        assertCorrupt(bytes);
    }

    @Test
    void refusesALengthBeyondTheRecordWithoutTakingTheMemory() {
        byte[] bytes = CredentialsCodec.encode(fresh);
        for (byte[] length : new byte[][] {{0x7F, -1, -1, -1}, {-128, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 1}}) {
            byte[] changed = bytes.clone();
            System.arraycopy(length, 0, changed, 1, 4);
            assertCorrupt(changed);
        }
    }

    @Test
    void readsAnyChangedBytesAsCredentialsOrSaysThatTheyAreCorrupt() {
        byte[] bytes = CredentialsCodec.encode(linked);
        Random random = new Random(9);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                CredentialsCodec.decode(changed);
            } catch (StoreException e) {
                assertThat(e.code()).isNotBlank();
            }
        }
    }

    private static void assertCorrupt(byte[] bytes) {
        assertThatThrownBy(() -> CredentialsCodec.decode(bytes)).isInstanceOf(StoreException.class);
    }

    @Test
    void neverPrintsAKeyOrANumber() {
        assertThat(linked.toString()).doesNotContain("15550001111", "990001112223");
        assertThat(linked.requireAccount().toString()).doesNotContain("15550001111");
        assertThat(linked.signedPreKey().toString()).isEqualTo("SignedPreKey[1]");
    }

    @Test
    void freshKeysAreSignedByTheIdentityAndDifferEachTime() {
        byte[] signed = new byte[33];
        signed[0] = 5;
        System.arraycopy(fresh.signedPreKey().keyPair().publicKey(), 0, signed, 1, 32);
        assertThat(Curve25519.fastest()
                        .verify(
                                fresh.identityKey().publicKey(),
                                signed,
                                fresh.signedPreKey().signature()))
                .isTrue();
        assertThat(fresh.registrationId()).isBetween(1, 16_380);
        assertThat(fresh.isPaired()).isFalse();
        assertThat(fresh.advSecret()).hasSize(32);
        Credentials other = CredentialsFactory.create(Curve25519.fastest(), environment);
        assertThat(other.identityKey().publicKey())
                .isNotEqualTo(fresh.identityKey().publicKey());
        assertThat(other.noiseKey().publicKey()).isNotEqualTo(fresh.noiseKey().publicKey());
    }
}
