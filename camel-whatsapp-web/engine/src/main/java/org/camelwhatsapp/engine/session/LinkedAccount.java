package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The account this device is linked to.
 *
 * @param jid own phone-number address with device
 * @param lid own LID with device
 * @param signedIdentity the serialised {@code ADVSignedDeviceIdentity} with account key and both signatures
 * @param accountKey the identity of the primary phone, 32 bytes
 * @param platform the phone's platform as the server named it, or null
 * @param businessName the name of a business account, or null
 * @param pushName the own name as others see it, or null when not known
 */
public record LinkedAccount(
        Jid jid,
        Jid lid,
        byte[] signedIdentity,
        byte[] accountKey,
        @Nullable String platform,
        @Nullable String businessName,
        @Nullable String pushName) {

    public LinkedAccount withLid(Jid newLid) {
        return new LinkedAccount(jid, newLid, signedIdentity, accountKey, platform, businessName, pushName);
    }

    public LinkedAccount withPushName(String name) {
        return new LinkedAccount(jid, lid, signedIdentity, accountKey, platform, businessName, name);
    }

    /** Whether this is the account itself, by number or LID, whatever the device. */
    public boolean isSelf(Jid other) {
        return other.isSameUser(jid) || other.isSameUser(lid);
    }

    /** Whether this is this very device, by number or LID. */
    public boolean isThisDevice(Jid other) {
        return isSelf(other) && other.device() == jid.device();
    }

    /** Never prints the number. */
    @Override
    public String toString() {
        return "LinkedAccount[" + jid.redacted() + "]";
    }
}
