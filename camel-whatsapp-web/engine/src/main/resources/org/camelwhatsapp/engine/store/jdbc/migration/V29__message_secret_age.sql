-- Nearly every message brings a secret, and few are ever needed: they are kept for a time. Those from before count from now.
ALTER TABLE wa_message_secret ADD COLUMN kept_at BIGINT NOT NULL DEFAULT 0;
UPDATE wa_message_secret SET kept_at = ${now};
CREATE INDEX wa_message_secret_age ON wa_message_secret (session_id, kept_at);
