DROP FUNCTION request_found() CASCADE;
DROP FUNCTION request_message_found() CASCADE;
DROP FUNCTION project_found() CASCADE;
DROP FUNCTION request_note_found() CASCADE;
DROP FUNCTION client_user_found() CASCADE;
DROP TABLE search_staff_entry;
DROP TABLE search_entry;
DROP FUNCTION search_words(text, text, text);
DROP FUNCTION search_small(text);
CREATE TABLE request_text (
    request_id uuid NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    owner text NOT NULL,
    body text NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED
);
CREATE INDEX request_text_request ON request_text (request_id);
CREATE INDEX request_text_words ON request_text USING gin (words);
INSERT INTO request_text (request_id, owner, body) SELECT id, replace(workspace_id::text, '-', ''), lower(number || ' ' || subject) FROM request;
INSERT INTO request_text (request_id, owner, body) SELECT request_id, replace(workspace_id::text, '-', ''), lower(body) FROM request_message;
