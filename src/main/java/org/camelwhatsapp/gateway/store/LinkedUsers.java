package org.camelwhatsapp.gateway.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** The table of linked users (OA-101), by which a user name becomes a phone number. Thread-safe. Blocks. */
public final class LinkedUsers {
    private final GatewayDatabase database;

    public LinkedUsers(GatewayDatabase database) {
        this.database = database;
    }

    /** The phone number of a user who is linked and active. */
    public Optional<String> phoneOf(String username) {
        return database.with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT phone_number FROM whatsapp_users WHERE openalgo_username = ? AND is_active = 1")) {
                statement.setString(1, username);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }
}
