-- Tokens of contacts that know the account, and who the own status posts were for.
CREATE TABLE wa_privacy_token (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_status_post (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
