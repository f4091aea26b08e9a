package org.camelwhatsapp.engine.store.jdbc;

import java.util.List;

/** The tables that hold records of a device, without their common prefix. */
final class Schema {
    static final List<String> TABLES = List.of(
            "credentials",
            "pre_keys",
            "sessions",
            "identities",
            "sender_keys",
            "sender_key_distributions",
            "address_mappings",
            "device_lists",
            "groups",
            "chat_settings",
            "message_secrets",
            "inbox",
            "outbox",
            "sent_messages");

    private Schema() {}
}
