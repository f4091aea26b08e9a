-- Parts of the phone's history that wait to be taken in, and who left groups before this device was linked.
CREATE TABLE wa_history_part (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
CREATE TABLE wa_past_member (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
