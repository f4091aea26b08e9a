-- Placeholders: ${blob} the type of bytes, ${identity} a key that is never given twice, ${records} how a table of
-- small records is stored. Everything else is the same on every database.
-- Columns called "value" hold encrypted bytes; keys and times are readable.

CREATE TABLE wa_store_header (
    id         INTEGER PRIMARY KEY,
    kdf        TEXT    NOT NULL,
    iterations INTEGER NOT NULL,
    salt       ${blob} NOT NULL,
    verifier   ${blob} NOT NULL
);

CREATE TABLE wa_data_key (
    key_id     INTEGER PRIMARY KEY,
    wrapped    ${blob} NOT NULL,
    created_at BIGINT  NOT NULL
);

-- One row per process that has this store open.
CREATE TABLE wa_owner (
    id         VARCHAR(64) PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

-- The epoch grows with every change of ownership: it is the fencing token.
CREATE TABLE wa_session (
    id            ${identity},
    name          VARCHAR(128) NOT NULL UNIQUE,
    owner         VARCHAR(64),
    epoch         BIGINT NOT NULL DEFAULT 0,
    last_inbox_id BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE wa_credentials             (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_pre_key                 (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_signal_session          (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_identity                (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_sender_key              (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_sender_key_distribution (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_address_mapping         (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_device_list             (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_group                   (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_chat_setting            (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_message_secret          (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};

-- A done entry has no value left, only the hash that recognises a redelivered ciphertext.
CREATE TABLE wa_inbox (
    session_id  BIGINT  NOT NULL,
    id          BIGINT  NOT NULL,
    hash        ${blob} NOT NULL,
    value       ${blob},
    received_at BIGINT  NOT NULL,
    attempts    INTEGER NOT NULL,
    done_at     BIGINT,
    PRIMARY KEY (session_id, id)
) ${records};
CREATE INDEX wa_inbox_hash    ON wa_inbox (session_id, hash);
CREATE INDEX wa_inbox_pending ON wa_inbox (session_id, id) WHERE done_at IS NULL;
CREATE INDEX wa_inbox_done    ON wa_inbox (session_id, done_at) WHERE done_at IS NOT NULL;

-- The position is the order of acceptance; an entry put again keeps its own.
CREATE TABLE wa_outbox (
    session_id BIGINT  NOT NULL,
    record_key ${blob} NOT NULL,
    position   BIGINT  NOT NULL,
    created_at BIGINT  NOT NULL,
    value      ${blob} NOT NULL,
    PRIMARY KEY (session_id, record_key)
) ${records};
CREATE INDEX wa_outbox_position ON wa_outbox (session_id, position);

CREATE TABLE wa_sent_message (
    session_id BIGINT  NOT NULL,
    record_key ${blob} NOT NULL,
    sent_at    BIGINT  NOT NULL,
    size       BIGINT  NOT NULL,
    value      ${blob} NOT NULL,
    PRIMARY KEY (session_id, record_key)
) ${records};
CREATE INDEX wa_sent_message_age ON wa_sent_message (session_id, sent_at);
