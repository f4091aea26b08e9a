-- The durable record of conversations. Addresses, message ids, times and flags are readable, as in V1; texts, names and
-- search words are not. A column "record_key" is what a value was sealed for: the message id, or the address of a name.

CREATE TABLE wa_archive_key (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};

-- Unknown is NULL. Unread is what the phone said at unread_at, and what came after it or after read_at.
CREATE TABLE wa_chat (
    session_id    BIGINT  NOT NULL,
    chat          TEXT    NOT NULL,
    last_at       BIGINT  NOT NULL DEFAULT 0,
    unread_base   INTEGER NOT NULL DEFAULT 0,
    unread_at     BIGINT  NOT NULL DEFAULT 0,
    read_at       BIGINT  NOT NULL DEFAULT 0,
    marked_unread SMALLINT,
    archived      SMALLINT,
    pinned_at     BIGINT,
    muted_until   BIGINT,
    ephemeral     INTEGER,
    PRIMARY KEY (session_id, chat)
) ${records};
CREATE INDEX wa_chat_activity ON wa_chat (session_id, last_at, chat);

-- A row without kind is a place kept for a message that something else spoke of first. The author is an address or "me".
CREATE TABLE wa_message (
    id         ${identity},
    session_id BIGINT   NOT NULL,
    chat       TEXT     NOT NULL,
    author     TEXT     NOT NULL,
    record_key ${blob}  NOT NULL,
    at         BIGINT   NOT NULL,
    kind       VARCHAR(32),
    status     SMALLINT NOT NULL DEFAULT 0,
    edited_at  BIGINT,
    revoked_at BIGINT,
    revoked_by TEXT,
    value      ${blob},
    tokens     ${blob}
);
CREATE UNIQUE INDEX wa_message_key ON wa_message (session_id, record_key, chat, author);
CREATE INDEX wa_message_time       ON wa_message (session_id, chat, at, id);
CREATE INDEX wa_message_author     ON wa_message (session_id, author, at, id);
CREATE INDEX wa_message_age        ON wa_message (session_id, at, id);

-- Versions that an edit replaced, sealed like those in wa_message.
CREATE TABLE wa_message_version (
    session_id BIGINT  NOT NULL,
    message    BIGINT  NOT NULL,
    at         BIGINT  NOT NULL,
    record_key ${blob} NOT NULL,
    value      ${blob} NOT NULL,
    PRIMARY KEY (message, at)
) ${records};
CREATE INDEX wa_message_version_key ON wa_message_version (session_id, record_key);

CREATE TABLE wa_reaction (
    session_id BIGINT  NOT NULL,
    message    BIGINT  NOT NULL,
    reactor    TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    record_key ${blob} NOT NULL,
    value      ${blob} NOT NULL,
    PRIMARY KEY (message, reactor)
) ${records};
CREATE INDEX wa_reaction_key     ON wa_reaction (session_id, record_key);
CREATE INDEX wa_reaction_reactor ON wa_reaction (session_id, reactor);

-- Names by where they come from: 0 the address book, 1 the person, 2 a business certificate, 3 the subject of a group.
CREATE TABLE wa_name (
    session_id BIGINT   NOT NULL,
    owner      TEXT     NOT NULL,
    source     SMALLINT NOT NULL,
    record_key ${blob}  NOT NULL,
    value      ${blob}  NOT NULL,
    PRIMARY KEY (session_id, owner, source)
) ${records};

-- Words and beginnings of words, as keyed hashes. Newest first within a word.
CREATE TABLE wa_message_token (
    session_id BIGINT NOT NULL,
    token      BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    message    BIGINT NOT NULL,
    PRIMARY KEY (session_id, token, at, message)
) ${records};
