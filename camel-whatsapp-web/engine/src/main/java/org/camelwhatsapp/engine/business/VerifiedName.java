package org.camelwhatsapp.engine.business;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The name a business is registered under, from its certificate. The signatures of the certificate are not checked, as no
 * client does.
 *
 * @param jid the business
 * @param name the name
 * @param level how sure the service is of it: {@code low}, {@code high} or {@code unknown}
 * @param issuer {@code smb:wa} for users of the business app, {@code ent:wa} for those of the business interface, or null
 * @param serial the certificate's number
 * @param issued when the certificate was made, or null
 * @param privacy who keeps the messages, or null if nothing is told
 */
public record VerifiedName(
        Jid jid,
        String name,
        String level,
        @Nullable String issuer,
        String serial,
        @Nullable Instant issued,
        @Nullable Privacy privacy) {
    /**
     * Who keeps the messages of a business.
     *
     * @param host 1 on its own premises, 2 at the service's owner
     * @param actors 1 the business itself, 2 somebody who works for it
     * @param since when it became so
     */
    public record Privacy(int host, int actors, Instant since) {}
}
