package org.camelwhatsapp.engine.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What the service tells about a user.
 *
 * @param jid the address that was asked for
 * @param lid the LID, or null when not told
 * @param about the text about oneself, or null when there is none or it is hidden
 * @param aboutChanged when it was set, or null
 * @param pictureId names the present picture, or null
 * @param businessName the verified name of a business, or null
 * @param devices the devices' numbers; 0 is the phone
 * @param disappearing the timer the user gives to new chats, or null for none
 */
public record UserInfo(
        Jid jid,
        @Nullable Jid lid,
        @Nullable String about,
        @Nullable Instant aboutChanged,
        @Nullable String pictureId,
        @Nullable String businessName,
        List<Integer> devices,
        @Nullable Duration disappearing) {
    /** Never prints texts. */
    @Override
    public String toString() {
        return "UserInfo[" + jid.redacted() + "]";
    }
}
