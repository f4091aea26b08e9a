-- How many new people were written to on which day, and who is no stranger any more. Per own account, so that another
-- account in the same session begins anew and the same account, linked again, does not.
CREATE TABLE wa_pacing (session_id BIGINT NOT NULL, record_key ${blob} NOT NULL, value ${blob} NOT NULL, PRIMARY KEY (session_id, record_key)) ${records};
