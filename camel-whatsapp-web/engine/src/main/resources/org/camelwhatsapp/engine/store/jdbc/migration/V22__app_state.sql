-- Keys, versions and contents of the app state that own devices share.
CREATE TABLE wa_app_state_key (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_app_state_version (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_app_state_entry (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
