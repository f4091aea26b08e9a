package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What makes this process a linked device. Immutable; a change is a new object that is stored before anything that
 * depends on it leaves the process.
 *
 * @param noiseKey the static key of the Noise handshake
 * @param identityKey the Signal identity
 * @param registrationId any non-zero unsigned 32-bit number
 * @param signedPreKey the signed pre-key in use
 * @param advSecret 32 bytes shared with the phone by QR or phone code
 * @param account what pairing brought, null before
 * @param serverStaticKey the server's Noise key of the last full handshake, for a resumed one, or null
 * @param routingInfo edge-routing bytes to present next time, or null
 * @param loginCounter how often this device has logged in
 */
public record Credentials(
        KeyPair noiseKey,
        KeyPair identityKey,
        int registrationId,
        SignedPreKey signedPreKey,
        byte[] advSecret,
        @Nullable LinkedAccount account,
        byte @Nullable [] serverStaticKey,
        byte @Nullable [] routingInfo,
        int loginCounter) {

    public boolean isPaired() {
        return account != null;
    }

    /** Own phone-number address with device, or null before pairing. */
    public @Nullable Jid jid() {
        return account == null ? null : account.jid();
    }

    /** Own LID with device, or null before pairing. */
    public @Nullable Jid lid() {
        return account == null ? null : account.lid();
    }

    /** @throws SessionNotLinkedException before pairing */
    public LinkedAccount requireAccount() {
        if (account == null) {
            throw new SessionNotLinkedException();
        }
        return account;
    }

    public Credentials withAccount(@Nullable LinkedAccount linked) {
        return new Credentials(
                noiseKey,
                identityKey,
                registrationId,
                signedPreKey,
                advSecret,
                linked,
                serverStaticKey,
                routingInfo,
                loginCounter);
    }

    public Credentials withLid(Jid lid) {
        return account == null ? this : withAccount(account.withLid(lid));
    }

    public Credentials withAdvSecret(byte[] secret) {
        return new Credentials(
                noiseKey,
                identityKey,
                registrationId,
                signedPreKey,
                secret,
                account,
                serverStaticKey,
                routingInfo,
                loginCounter);
    }

    public Credentials withSignedPreKey(SignedPreKey key) {
        return new Credentials(
                noiseKey,
                identityKey,
                registrationId,
                key,
                advSecret,
                account,
                serverStaticKey,
                routingInfo,
                loginCounter);
    }

    public Credentials withServerStaticKey(byte @Nullable [] key) {
        return new Credentials(
                noiseKey,
                identityKey,
                registrationId,
                signedPreKey,
                advSecret,
                account,
                key,
                routingInfo,
                loginCounter);
    }

    public Credentials withRoutingInfo(byte @Nullable [] routing) {
        return new Credentials(
                noiseKey,
                identityKey,
                registrationId,
                signedPreKey,
                advSecret,
                account,
                serverStaticKey,
                routing,
                loginCounter);
    }

    public Credentials withLoginCounter(int counter) {
        return new Credentials(
                noiseKey,
                identityKey,
                registrationId,
                signedPreKey,
                advSecret,
                account,
                serverStaticKey,
                routingInfo,
                counter);
    }

    /** Never prints a key or a number. */
    @Override
    public String toString() {
        return "Credentials[paired=" + isPaired() + "]";
    }
}
