package org.camelwhatsapp.engine.business;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What a link that begins a chat leads to.
 *
 * @param jid whom one writes to
 * @param type the service's word, such as {@code contact}, or null
 * @param pushName the name that the user gave himself, or null
 * @param message the text that the chat begins with, or null
 * @param business the business's name, or null for a person
 * @param level how sure the service is of that name, or null
 * @param signed whether the name is signed by the service
 */
public record ChatLink(
        Jid jid,
        @Nullable String type,
        @Nullable String pushName,
        @Nullable String message,
        @Nullable String business,
        @Nullable String level,
        boolean signed) {}
