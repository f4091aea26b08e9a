package org.camelwhatsapp.engine.contact;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number has an account.
 *
 * @param number the digits that were asked for
 * @param registered whether it has one
 * @param jid the account's number in the form the service uses, which may differ from what was asked; null if it has none
 * @param lid the account's LID, or null when not told
 * @param businessName the verified name of a business, or null
 */
public record NumberCheck(
        String number,
        boolean registered,
        @Nullable Jid jid,
        @Nullable Jid lid,
        @Nullable String businessName) {
    /** Never prints the number. */
    @Override
    public String toString() {
        return "NumberCheck[registered=" + registered + "]";
    }
}
