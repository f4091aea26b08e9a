package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What makes this process a linked device. Immutable; a change is a new object that is stored before it is used.
 *
 * @param noiseKey the static key of the Noise handshake
 * @param identityKey the Signal identity
 * @param registrationId any non-zero unsigned 32-bit number
 * @param advSecret 32 bytes shared with the phone by QR or phone code
 * @param jid own phone-number address with device, null before pairing
 * @param lid own LID with device, null before pairing
 * @param accountIdentity the serialised, signed device identity from pairing, null before
 * @param accountSignatureKey the identity of the primary phone, 32 bytes, null before pairing
 * @param pushName the own name as others see it, or null
 * @param platform the phone's platform as the server named it, or null
 * @param businessName the verified name of a business account, or null
 * @param serverStaticKey the server's Noise key of the last full handshake, for a resumed one, or null
 * @param routingInfo the edge-routing bytes the server asked to present next time, or null
 * @param loginCounter how often this device has logged in
 */
public record Credentials(
        KeyPair noiseKey,
        KeyPair identityKey,
        int registrationId,
        byte[] advSecret,
        @Nullable Jid jid,
        @Nullable Jid lid,
        byte @Nullable [] accountIdentity,
        byte @Nullable [] accountSignatureKey,
        @Nullable String pushName,
        @Nullable String platform,
        @Nullable String businessName,
        byte @Nullable [] serverStaticKey,
        byte @Nullable [] routingInfo,
        int loginCounter) {

    public boolean isPaired() {
        return jid != null;
    }

    /** Never prints a key or a number. */
    @Override
    public String toString() {
        return "Credentials[paired=" + isPaired() + "]";
    }
}
