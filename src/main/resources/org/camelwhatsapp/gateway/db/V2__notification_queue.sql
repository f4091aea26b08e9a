-- OA-103: messages that were promised and are not sent yet. The text is sealed, and taken out once it was sent.
CREATE TABLE whatsapp_notification_queue (
    id INTEGER PRIMARY KEY,
    message_id VARCHAR(64) NOT NULL UNIQUE,
    whatsapp_jid VARCHAR(128) NOT NULL,
    message BLOB,
    media_path VARCHAR(4096),
    media_kind VARCHAR(16) NOT NULL,
    file_name VARCHAR(1024) NOT NULL,
    priority INTEGER NOT NULL DEFAULT 5,
    status VARCHAR(16) NOT NULL DEFAULT 'pending',
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    error_message VARCHAR(256)
);

CREATE INDEX whatsapp_notification_queue_status ON whatsapp_notification_queue (status, id);
