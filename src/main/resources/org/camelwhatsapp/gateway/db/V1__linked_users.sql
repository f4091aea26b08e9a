-- OA-101: recipients known by name.
CREATE TABLE whatsapp_users (
    id INTEGER PRIMARY KEY,
    whatsapp_jid VARCHAR(128) NOT NULL UNIQUE,
    phone_number VARCHAR(32) NOT NULL,
    openalgo_username VARCHAR(128) NOT NULL,
    encrypted_api_key VARCHAR(512),
    host_url VARCHAR(256),
    display_name VARCHAR(128),
    broker VARCHAR(64),
    is_active INTEGER NOT NULL DEFAULT 1,
    notifications_enabled INTEGER NOT NULL DEFAULT 1,
    last_command_at TIMESTAMP
);

CREATE INDEX whatsapp_users_username ON whatsapp_users (openalgo_username);
