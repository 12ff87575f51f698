-- What was counted of turns that are over becomes one of them.
INSERT INTO request_span (id, agency_id, workspace_id, request_id, side, began_at, ended_at)
SELECT gen_random_uuid(), agency_id, workspace_id, id, 'agency', created_at, created_at + agency_seconds * interval '1 second'
FROM request WHERE agency_seconds > 0;

-- What is found by its words. What clients may find stands in one table; what only staff may find, in another,
-- which no statement of a client's names. Triggers keep both in step, whoever changes a row and however it goes.
-- Small letters as Unicode has them, where the server can: what it makes of capitals by itself depends on its locale.
DO $do$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu' AND collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))) THEN
        CREATE FUNCTION search_small(said text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(said COLLATE "und-x-icu")';
    ELSE
        CREATE FUNCTION search_small(said text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(said)';
    END IF;
END
$do$;
-- Addresses, paths and numbers are words one by one, as the other database reads them.
CREATE FUNCTION search_words(owner text, title text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector('simple', owner)
        || setweight(to_tsvector('simple', translate(search_small(title), '@._-/:+#&=?%''"<>()[]{}\*~', repeat(' ', 27))), 'A')
        || setweight(to_tsvector('simple', translate(search_small(body), '@._-/:+#&=?%''"<>()[]{}\*~', repeat(' ', 27))), 'B')
$$;

CREATE TABLE search_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('request', 'message', 'project')),
    thing_id uuid NOT NULL UNIQUE,
    request_id uuid,
    owner text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    words tsvector NOT NULL
);
CREATE INDEX search_entry_words ON search_entry USING gin (words);

CREATE TABLE search_staff_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid,
    kind text NOT NULL CHECK (kind IN ('note', 'person')),
    thing_id uuid NOT NULL UNIQUE,
    request_id uuid,
    owner text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    words tsvector NOT NULL
);
CREATE INDEX search_staff_entry_words ON search_staff_entry USING gin (words);

CREATE FUNCTION request_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM search_entry WHERE thing_id = old.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
        VALUES (new.agency_id, new.workspace_id, 'request', new.id, new.id, 'a' || replace(new.agency_id::text, '-', '') || ' w' || replace(new.workspace_id::text, '-', ''), new.subject, '' || new.number, search_words('a' || replace(new.agency_id::text, '-', '') || ' w' || replace(new.workspace_id::text, '-', ''), new.subject, '' || new.number));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER request_found AFTER INSERT OR DELETE OR UPDATE OF subject, number ON request FOR EACH ROW EXECUTE FUNCTION request_found();
INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
SELECT agency_id, workspace_id, 'request', id, id, 'a' || replace(agency_id::text, '-', '') || ' w' || replace(workspace_id::text, '-', ''), subject, '' || number, search_words('a' || replace(agency_id::text, '-', '') || ' w' || replace(workspace_id::text, '-', ''), subject, '' || number) FROM request;

CREATE FUNCTION request_message_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM search_entry WHERE thing_id = old.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
        VALUES (new.agency_id, new.workspace_id, 'message', new.id, new.request_id, 'a' || replace(new.agency_id::text, '-', '') || ' w' || replace(new.workspace_id::text, '-', ''), '', new.body, search_words('a' || replace(new.agency_id::text, '-', '') || ' w' || replace(new.workspace_id::text, '-', ''), '', new.body));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER request_message_found AFTER INSERT OR DELETE OR UPDATE OF body ON request_message FOR EACH ROW EXECUTE FUNCTION request_message_found();
INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
SELECT agency_id, workspace_id, 'message', id, request_id, 'a' || replace(agency_id::text, '-', '') || ' w' || replace(workspace_id::text, '-', ''), '', body, search_words('a' || replace(agency_id::text, '-', '') || ' w' || replace(workspace_id::text, '-', ''), '', body) FROM request_message;

CREATE FUNCTION project_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM search_entry WHERE thing_id = old.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
        VALUES (new.agency_id, new.workspace_id, 'project', new.id, NULL, 'a' || replace(new.agency_id::text, '-', '') || ' w' || replace(new.workspace_id::text, '-', ''), new.name, new.summary, search_words('a' || replace(new.agency_id::text, '-', '') || ' w' || replace(new.workspace_id::text, '-', ''), new.name, new.summary));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER project_found AFTER INSERT OR DELETE OR UPDATE OF name, summary ON project FOR EACH ROW EXECUTE FUNCTION project_found();
INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
SELECT agency_id, workspace_id, 'project', id, NULL, 'a' || replace(agency_id::text, '-', '') || ' w' || replace(workspace_id::text, '-', ''), name, summary, search_words('a' || replace(agency_id::text, '-', '') || ' w' || replace(workspace_id::text, '-', ''), name, summary) FROM project;

CREATE FUNCTION request_note_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM search_staff_entry WHERE thing_id = old.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
        VALUES (new.agency_id, (SELECT workspace_id FROM request WHERE id = new.request_id), 'note', new.id, new.request_id, 'a' || replace(new.agency_id::text, '-', ''), '', new.body, search_words('a' || replace(new.agency_id::text, '-', ''), '', new.body));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER request_note_found AFTER INSERT OR DELETE OR UPDATE OF body ON request_note FOR EACH ROW EXECUTE FUNCTION request_note_found();
INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
SELECT agency_id, (SELECT workspace_id FROM request WHERE request.id = request_note.request_id), 'note', id, request_id, 'a' || replace(agency_id::text, '-', ''), '', body, search_words('a' || replace(agency_id::text, '-', ''), '', body) FROM request_note;

CREATE FUNCTION client_user_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM search_staff_entry WHERE thing_id = old.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
        VALUES (new.agency_id, NULL, 'person', new.id, NULL, 'a' || replace(new.agency_id::text, '-', ''), new.name, new.email, search_words('a' || replace(new.agency_id::text, '-', ''), new.name, new.email));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER client_user_found AFTER INSERT OR DELETE OR UPDATE OF name, email ON client_user FOR EACH ROW EXECUTE FUNCTION client_user_found();
INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body, words)
SELECT agency_id, NULL, 'person', id, NULL, 'a' || replace(agency_id::text, '-', ''), name, email, search_words('a' || replace(agency_id::text, '-', ''), name, email) FROM client_user;

DROP TABLE request_text;
