package org.camelwhatsapp.engine.message.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of users.
 *
 * @param next where the next page begins, to be given back as {@code cursor}; null at the end
 */
public record ContactPage(
        List<ArchivedContact> contacts, @Nullable String next) {}
