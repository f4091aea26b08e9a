package org.camelwhatsapp.engine.noise;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.junit.jupiter.api.Test;

/** Against the published vectors of the Noise framework (cacophony), which use the same patterns with another prologue. */
class SymmetricStateTest {
    private static final byte[] PROLOGUE = hex("4a6f686e2047616c74");
    private static final byte[] CLIENT_STATIC = hex("e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1");
    private static final byte[] CLIENT_EPHEMERAL =
            hex("893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a");
    private static final byte[] SERVER_STATIC_PUBLIC =
            hex("31e0303fd6418d2f8c0e78b91f22e8caed0fbe48656dcf4767e4834f701b8f62");

    private final Curve25519 curve = Curve25519.fastest();

    @Test
    void followsThePublishedVectorOfTheFullHandshake() {
        byte[] first = hex("ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
                + "4c756477696720766f6e204d69736573");
        byte[] second = hex("95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843757117acceb05bd7a45733bc"
                + "22015c97a9d0cbaf41b80446d5988ff5127235d76b79eade70f473d6a4ef521fdcbeda5340d01e028ba793fc059f2724a8"
                + "3af05f12dda0448a7621a926b379a92477fd");
        SymmetricState state = new SymmetricState("Noise_XX_25519_AESGCM_SHA256\0\0\0\0");
        state.mixHash(PROLOGUE);
        assertThat(curve.publicKey(CLIENT_EPHEMERAL)).isEqualTo(Arrays.copyOf(first, 32));
        state.mixHash(Arrays.copyOf(first, 32));
        state.mixHash("Ludwig von Mises".getBytes(US_ASCII));

        byte[] serverEphemeral = Arrays.copyOf(second, 32);
        state.mixHash(serverEphemeral);
        state.mixKey(curve.agree(CLIENT_EPHEMERAL, serverEphemeral));
        byte[] serverStatic = state.decryptAndHash(Arrays.copyOfRange(second, 32, 80));
        assertThat(serverStatic).isEqualTo(SERVER_STATIC_PUBLIC);
        state.mixKey(curve.agree(CLIENT_EPHEMERAL, serverStatic));
        assertThat(state.decryptAndHash(Arrays.copyOfRange(second, 80, second.length)))
                .isEqualTo("Murray Rothbard".getBytes(US_ASCII));

        byte[] encryptedStatic = state.encryptAndHash(curve.publicKey(CLIENT_STATIC));
        state.mixKey(curve.agree(CLIENT_STATIC, serverEphemeral));
        byte[] encryptedPayload = state.encryptAndHash("F. A. Hayek".getBytes(US_ASCII));
        assertThat(HexFormat.of().formatHex(encryptedStatic) + HexFormat.of().formatHex(encryptedPayload))
                .isEqualTo("c90f1cf77eba4e50edb038991565e36c9758943a989229b6051244dc4fbecb6946744b401af2ee1a5881b65fbb"
                        + "87fd07cb6a328ececc9ce6ce84c399dc332d4fd521fa4bb7f467ce909395");
        assertThat(state.hash()).isEqualTo(hex("1b7aefb1125762aa21a252890d00af54519638b76437444538f9a52f21e2e0dc"));

        assertFrames(
                state.split(),
                "bc3fa77f6aca3e8466d7dc6bea10013e88a6a29add5132b461806c",
                "250b01074cdfe0df2ecf8ccbf1737b15a2ddb5b52fd9a396604e9c793cee3b3bb9",
                "449d4d433b3cdc3d02bf6fc881774b9df54366ebcffb9689bb13f14709822cd7ef42bcdb4d");
    }

    /** In the vectors the responder sends the fourth and sixth message, the initiator the fifth. */
    private static void assertFrames(TransportKeys keys, String fourth, String fifth, String sixth) {
        FrameCipher read = new FrameCipher(keys.clientRead());
        FrameCipher write = new FrameCipher(keys.clientWrite());
        assertThat(read.decrypt(hex(fourth))).isEqualTo("Carl Menger".getBytes(US_ASCII));
        assertThat(write.encrypt("Jean-Baptiste Say".getBytes(US_ASCII))).isEqualTo(hex(fifth));
        assertThat(read.decrypt(hex(sixth))).isEqualTo(hex("457567656e2042f6686d20766f6e2042617765726b"));
    }

    @Test
    void followsThePublishedVectorOfTheShortHandshake() {
        SymmetricState state = new SymmetricState("Noise_IK_25519_AESGCM_SHA256\0\0\0\0");
        state.mixHash(PROLOGUE);
        state.mixHash(SERVER_STATIC_PUBLIC);
        state.mixHash(curve.publicKey(CLIENT_EPHEMERAL));
        state.mixKey(curve.agree(CLIENT_EPHEMERAL, SERVER_STATIC_PUBLIC));
        byte[] encryptedStatic = state.encryptAndHash(curve.publicKey(CLIENT_STATIC));
        state.mixKey(curve.agree(CLIENT_STATIC, SERVER_STATIC_PUBLIC));
        byte[] encryptedPayload = state.encryptAndHash("Ludwig von Mises".getBytes(US_ASCII));
        assertThat(HexFormat.of().formatHex(encryptedStatic) + HexFormat.of().formatHex(encryptedPayload))
                .isEqualTo("4e417bc55c7a8166c993356c1be41ef67818a292426f301556c7f26b21d25ddb097153891a9a956cff47b83e63"
                        + "ad8d701c1342c209cff1ca5ecd43402762ac249e3bd3a4c0a145fe07cb5dae28ea13a3");

        byte[] answer = hex("95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843af2ccf9972e22afc67aeafcd"
                + "25162f7f98c363b7762e3e4cb7d272e39f27a5");
        byte[] serverEphemeral = Arrays.copyOf(answer, 32);
        state.mixHash(serverEphemeral);
        state.mixKey(curve.agree(CLIENT_EPHEMERAL, serverEphemeral));
        state.mixKey(curve.agree(CLIENT_STATIC, serverEphemeral));
        assertThat(state.decryptAndHash(Arrays.copyOfRange(answer, 32, answer.length)))
                .isEqualTo("Murray Rothbard".getBytes(US_ASCII));
        assertThat(state.hash()).isEqualTo(hex("669c8640d9e42a3cda2f232f78597ceefb01daa6e3df81181ccce6fc6b5026bf"));
    }

    @Test
    void hashesAProtocolNameThatHasNot32Bytes() {
        SymmetricState state = new SymmetricState(NoisePattern.XX_FALLBACK.protocolName());
        assertThat(state.hash())
                .isEqualTo(org.camelwhatsapp.engine.crypto.Hashes.sha256(
                        "Noise_XXfallback_25519_AESGCM_SHA256".getBytes(US_ASCII)));
    }

    @Test
    void refusesAFieldThatWasMadeWithAnotherHash() {
        SymmetricState sender = NoisePattern.XX.start();
        SymmetricState receiver = NoisePattern.XX.start();
        sender.mixHash(new byte[] {1});
        byte[] field = sender.encryptAndHash(new byte[8]);
        assertThatThrownBy(() -> receiver.decryptAndHash(field)).isInstanceOf(NoiseException.class);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
