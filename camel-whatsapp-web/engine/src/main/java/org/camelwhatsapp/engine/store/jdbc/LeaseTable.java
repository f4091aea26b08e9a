package org.camelwhatsapp.engine.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * Who owns which device. Times are by the database's clock, so that the owners' own clocks do not matter. An epoch grows
 * with every new owner and never goes back.
 */
final class LeaseTable {
    private final Dialect dialect;
    private final String owner;
    private final long leaseMillis;

    LeaseTable(Dialect dialect, String owner, long leaseMillis) {
        this.dialect = dialect;
        this.owner = owner;
        this.leaseMillis = leaseMillis;
    }

    /** @throws StoreException with {@code FENCED} while another owner's lease runs */
    Lease acquire(Connection connection, String session) throws SQLException {
        insertIfAbsent(connection, session);
        try (PreparedStatement statement = connection.prepareStatement("UPDATE wa_devices SET owner = ?,"
                + " epoch = epoch + 1, lease_until = " + dialect.now + " + ? WHERE name = ? AND (lease_until < "
                + dialect.now + " OR owner = ?)")) {
            statement.setString(1, owner);
            statement.setLong(2, leaseMillis);
            statement.setString(3, session);
            statement.setString(4, owner);
            if (statement.executeUpdate() == 0) {
                throw new StoreException(
                        StoreException.Kind.FENCED, "another process owns session " + session, null);
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id, epoch FROM wa_devices WHERE name = ?")) {
            statement.setString(1, session);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Lease(rows.getInt(1), rows.getLong(2));
            }
        }
    }

    private static void insertIfAbsent(Connection connection, String session) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO wa_devices (id, name, owner, epoch, lease_until)"
                        + " VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM wa_devices), ?, '', 0, 0)"
                        + " ON CONFLICT (name) DO NOTHING")) {
            statement.setString(1, session);
            statement.executeUpdate();
        }
    }

    /** @return whether this owner still had it */
    boolean renew(Connection connection, Lease lease) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE wa_devices SET lease_until = " + dialect.now + " + ? WHERE id = ? AND epoch = ?")) {
            statement.setLong(1, leaseMillis);
            statement.setInt(2, lease.deviceId());
            statement.setLong(3, lease.epoch());
            return statement.executeUpdate() == 1;
        }
    }

    void release(Connection connection, Lease lease) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE wa_devices SET lease_until = 0, owner = '' WHERE id = ? AND epoch = ?")) {
            statement.setInt(1, lease.deviceId());
            statement.setLong(2, lease.epoch());
            statement.executeUpdate();
        }
    }
}
