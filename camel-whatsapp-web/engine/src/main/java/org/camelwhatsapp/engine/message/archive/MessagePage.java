package org.camelwhatsapp.engine.message.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of messages, newest first.
 *
 * @param next where the next page begins, to be given back as {@code cursor}; null at the end
 */
public record MessagePage(
        List<ArchivedMessage> messages, @Nullable String next) {}
