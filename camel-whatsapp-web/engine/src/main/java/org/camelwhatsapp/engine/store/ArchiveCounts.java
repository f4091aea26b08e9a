package org.camelwhatsapp.engine.store;

/** How much an archive holds. */
public record ArchiveCounts(long chats, long messages, long names) {}
