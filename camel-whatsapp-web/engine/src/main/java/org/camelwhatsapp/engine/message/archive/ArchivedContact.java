package org.camelwhatsapp.engine.message.archive;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A user whose name is known.
 *
 * @param user the address
 * @param alternate the other address, or null
 * @param name the name in the account's address book, or null
 * @param pushName what the user calls itself, or null
 * @param businessName the name a business certificate gives, or null
 */
public record ArchivedContact(
        Jid user,
        @Nullable Jid alternate,
        @Nullable String name,
        @Nullable String pushName,
        @Nullable String businessName) {}
