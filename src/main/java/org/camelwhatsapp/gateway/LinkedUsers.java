package org.camelwhatsapp.gateway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** The table of linked users (OA-101), by which a user name becomes a phone number. Thread-safe. Blocks. */
public final class LinkedUsers {
    private final String url;

    /** Opens the gateway's own database and brings its tables up to date. */
    public LinkedUsers(Path file) {
        url = "jdbc:sqlite:" + file.toAbsolutePath();
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:org/camelwhatsapp/gateway/db")
                .table("gateway_schema_history")
                .load()
                .migrate();
    }

    /** The phone number of a user who is linked and active. */
    public Optional<String> phoneOf(String username) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT phone_number FROM whatsapp_users WHERE openalgo_username = ? AND is_active = 1")) {
            statement.setString(1, username);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the table of linked users cannot be read", e);
        }
    }
}
