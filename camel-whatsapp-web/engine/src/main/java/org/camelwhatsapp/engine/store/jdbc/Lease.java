package org.camelwhatsapp.engine.store.jdbc;

/**
 * The right to write for one device.
 *
 * @param deviceId the device's row
 * @param epoch the fencing token: every write checks that it is still the newest
 */
record Lease(int deviceId, long epoch) {}
