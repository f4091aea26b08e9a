package org.camelwhatsapp.engine.message.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of chats, the latest first.
 *
 * @param next where the next page begins, to be given back as {@code cursor}; null at the end
 */
public record ChatPage(List<ArchivedChat> chats, @Nullable String next) {}
