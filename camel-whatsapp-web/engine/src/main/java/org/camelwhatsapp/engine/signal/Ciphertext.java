package org.camelwhatsapp.engine.signal;

/**
 * An encrypted message.
 *
 * @param preKey whether it starts a session: {@code pkmsg} on the wire, otherwise {@code msg}
 * @param bytes the serialised structure
 */
public record Ciphertext(boolean preKey, byte[] bytes) {
    /** The {@code type} attribute of {@code <enc>}. */
    public String wireType() {
        return preKey ? "pkmsg" : "msg";
    }
}
