package org.camelwhatsapp.engine.store.jdbc;

/**
 * What a lane of commits does, since the store was opened.
 *
 * @param queuedCommits commits that wait now
 * @param queuedBytes their bytes
 * @param committed commits that are durable
 * @param transactions database transactions they took: the ratio is what group commit gains
 * @param failed commits that failed
 */
public record LaneStatistics(int queuedCommits, long queuedBytes, long committed, long transactions, long failed) {}
