package org.camelwhatsapp.engine.message;

import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The encryption of what is said about another message. Stateless. Source: docs/protocol.md, "Add-on secrets".
 */
public final class AddOnCipher {
    private static final int KEY_BYTES = 32;

    private AddOnCipher() {}

    /** What an add-on is, which goes into its key. */
    public enum Purpose {
        POLL_VOTE("Poll Vote", true),
        EVENT_RESPONSE("Event Response", true),
        REACTION("Enc Reaction", false),
        COMMENT("Enc Comment", false),
        MESSAGE_EDIT("Message Edit", false),
        EVENT_EDIT("Event Edit", false);

        private final String text;
        private final boolean bound;

        Purpose(String text, boolean bound) {
            this.text = text;
            this.bound = bound;
        }

        /** Whether it says what the message says from now on. */
        boolean isEdit() {
            return this == MESSAGE_EDIT || this == EVENT_EDIT;
        }
    }

    /**
     * Who said what about which message.
     *
     * @param secret of the message it is about
     * @param parentId that message's id
     * @param parentAuthor who wrote that message
     * @param sender who says something about it
     */
    public record Binding(byte[] secret, String parentId, Jid parentAuthor, Jid sender) {
        byte[] key(Purpose purpose) {
            String info = parentId + parentAuthor.toUser() + sender.toUser() + purpose.text;
            return Hkdf.derive(secret, null, info.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
        }

        byte[] associated(Purpose purpose) {
            String bound = parentId + "\0" + sender.toUser();
            return purpose.bound ? bound.getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
    }

    /** @param iv 12 bytes, never used twice */
    public static byte[] seal(Binding binding, Purpose purpose, byte[] iv, byte[] plaintext) {
        return AesGcm.seal(binding.key(purpose), iv, plaintext, binding.associated(purpose));
    }

    /** A new value for {@link #seal}. */
    public static byte[] newIv(RandomSource random) {
        return random.bytes(AesGcm.NONCE_BYTES);
    }

    /** The plaintext, or null if it was not made for this binding. */
    public static byte @Nullable [] open(Binding binding, Purpose purpose, byte[] iv, byte[] ciphertext) {
        if (iv.length != AesGcm.NONCE_BYTES) {
            return null;
        }
        try {
            return AesGcm.open(binding.key(purpose), iv, ciphertext, binding.associated(purpose));
        } catch (CryptoException e) {
            return null;
        }
    }
}
