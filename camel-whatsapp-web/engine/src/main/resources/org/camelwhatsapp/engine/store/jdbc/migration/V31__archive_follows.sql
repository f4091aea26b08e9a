-- What people do on their other devices. Messages up to cleared_at are gone unless they have a star, those up to erased_at are gone
-- with it, and a chat is not listed while nothing came after deleted_at.
ALTER TABLE wa_message ADD COLUMN starred_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wa_chat ADD COLUMN cleared_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wa_chat ADD COLUMN erased_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wa_chat ADD COLUMN deleted_at BIGINT NOT NULL DEFAULT 0;
