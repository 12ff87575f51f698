CREATE TABLE request_text (
    request_id uuid NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    owner text NOT NULL,
    body text NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED
);
CREATE INDEX request_text_request ON request_text (request_id);
CREATE INDEX request_text_words ON request_text USING gin (words);
