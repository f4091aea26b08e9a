-- One table per domain, all of the same shape: a key in plain text, a value sealed with the store's data key.

CREATE TABLE wa_meta (
    name VARCHAR(64) PRIMARY KEY,
    value ${blob} NOT NULL
);

CREATE TABLE wa_devices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(128) NOT NULL UNIQUE,
    owner VARCHAR(64) NOT NULL,
    epoch BIGINT NOT NULL,
    lease_until BIGINT NOT NULL
);

CREATE TABLE wa_credentials (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_pre_keys (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_sessions (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_identities (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_sender_keys (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_sender_key_distributions (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_address_mappings (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_device_lists (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_groups (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_chat_settings (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_message_secrets (
    device INTEGER NOT NULL,
    record_key VARCHAR(512) NOT NULL,
    value ${blob} NOT NULL,
    PRIMARY KEY (device, record_key)
);

CREATE TABLE wa_inbox (
    device INTEGER NOT NULL,
    id BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    payload ${blob},
    received_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (device, id)
);

CREATE INDEX wa_inbox_hash ON wa_inbox (device, hash);

CREATE TABLE wa_outbox (
    device INTEGER NOT NULL,
    message_id VARCHAR(128) NOT NULL,
    chat VARCHAR(256) NOT NULL,
    payload ${blob} NOT NULL,
    stanza ${blob} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (device, message_id)
);

CREATE TABLE wa_sent_messages (
    device INTEGER NOT NULL,
    message_id VARCHAR(128) NOT NULL,
    chat VARCHAR(256) NOT NULL,
    payload ${blob} NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (device, message_id)
);

CREATE INDEX wa_sent_messages_age ON wa_sent_messages (device, sent_at);
