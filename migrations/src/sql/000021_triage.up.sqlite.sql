-- What was counted of turns that are over becomes one of them.
INSERT INTO request_span (id, agency_id, workspace_id, request_id, side, began_at, ended_at)
SELECT randomblob(16), agency_id, workspace_id, id, 'agency', created_at,
    strftime('%Y-%m-%dT%H:%M:%f+00:00', created_at, agency_seconds || ' seconds')
FROM request WHERE agency_seconds > 0;

-- What is found by its words. What clients may find stands in one table; what only staff may find, in another,
-- which no statement of a client's names. Triggers keep both in step, whoever changes a row and however it goes.
CREATE TABLE search_entry (
    id integer PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('request', 'message', 'project')),
    thing_id uuid NOT NULL UNIQUE,
    request_id uuid,
    owner text NOT NULL,
    title text NOT NULL,
    body text NOT NULL
);
CREATE VIRTUAL TABLE search_words USING fts5 (owner, title, body, content = 'search_entry', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER search_entry_in AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_words (rowid, owner, title, body) VALUES (new.id, new.owner, new.title, new.body);
END;
CREATE TRIGGER search_entry_out AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_words (search_words, rowid, owner, title, body) VALUES ('delete', old.id, old.owner, old.title, old.body);
END;

CREATE TABLE search_staff_entry (
    id integer PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid,
    kind text NOT NULL CHECK (kind IN ('note', 'person')),
    thing_id uuid NOT NULL UNIQUE,
    request_id uuid,
    owner text NOT NULL,
    title text NOT NULL,
    body text NOT NULL
);
CREATE VIRTUAL TABLE search_staff_words USING fts5 (owner, title, body, content = 'search_staff_entry', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER search_staff_entry_in AFTER INSERT ON search_staff_entry BEGIN
    INSERT INTO search_staff_words (rowid, owner, title, body) VALUES (new.id, new.owner, new.title, new.body);
END;
CREATE TRIGGER search_staff_entry_out AFTER DELETE ON search_staff_entry BEGIN
    INSERT INTO search_staff_words (search_staff_words, rowid, owner, title, body) VALUES ('delete', old.id, old.owner, old.title, old.body);
END;

CREATE TRIGGER request_found AFTER INSERT ON request BEGIN
    INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, new.workspace_id, 'request', new.id, new.id, 'a' || lower(hex(new.agency_id)) || ' w' || lower(hex(new.workspace_id)), new.subject, '' || new.number);
END;
CREATE TRIGGER request_found_anew AFTER UPDATE OF subject, number ON request BEGIN
    DELETE FROM search_entry WHERE thing_id = old.id;
    INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, new.workspace_id, 'request', new.id, new.id, 'a' || lower(hex(new.agency_id)) || ' w' || lower(hex(new.workspace_id)), new.subject, '' || new.number);
END;
CREATE TRIGGER request_lost AFTER DELETE ON request BEGIN
    DELETE FROM search_entry WHERE thing_id = old.id;
END;
INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
SELECT agency_id, workspace_id, 'request', id, id, 'a' || lower(hex(agency_id)) || ' w' || lower(hex(workspace_id)), subject, '' || number FROM request;

CREATE TRIGGER request_message_found AFTER INSERT ON request_message BEGIN
    INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, new.workspace_id, 'message', new.id, new.request_id, 'a' || lower(hex(new.agency_id)) || ' w' || lower(hex(new.workspace_id)), '', new.body);
END;
CREATE TRIGGER request_message_found_anew AFTER UPDATE OF body ON request_message BEGIN
    DELETE FROM search_entry WHERE thing_id = old.id;
    INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, new.workspace_id, 'message', new.id, new.request_id, 'a' || lower(hex(new.agency_id)) || ' w' || lower(hex(new.workspace_id)), '', new.body);
END;
CREATE TRIGGER request_message_lost AFTER DELETE ON request_message BEGIN
    DELETE FROM search_entry WHERE thing_id = old.id;
END;
INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
SELECT agency_id, workspace_id, 'message', id, request_id, 'a' || lower(hex(agency_id)) || ' w' || lower(hex(workspace_id)), '', body FROM request_message;

CREATE TRIGGER project_found AFTER INSERT ON project BEGIN
    INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, new.workspace_id, 'project', new.id, NULL, 'a' || lower(hex(new.agency_id)) || ' w' || lower(hex(new.workspace_id)), new.name, new.summary);
END;
CREATE TRIGGER project_found_anew AFTER UPDATE OF name, summary ON project BEGIN
    DELETE FROM search_entry WHERE thing_id = old.id;
    INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, new.workspace_id, 'project', new.id, NULL, 'a' || lower(hex(new.agency_id)) || ' w' || lower(hex(new.workspace_id)), new.name, new.summary);
END;
CREATE TRIGGER project_lost AFTER DELETE ON project BEGIN
    DELETE FROM search_entry WHERE thing_id = old.id;
END;
INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
SELECT agency_id, workspace_id, 'project', id, NULL, 'a' || lower(hex(agency_id)) || ' w' || lower(hex(workspace_id)), name, summary FROM project;

CREATE TRIGGER request_note_found AFTER INSERT ON request_note BEGIN
    INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, (SELECT workspace_id FROM request WHERE id = new.request_id), 'note', new.id, new.request_id, 'a' || lower(hex(new.agency_id)), '', new.body);
END;
CREATE TRIGGER request_note_found_anew AFTER UPDATE OF body ON request_note BEGIN
    DELETE FROM search_staff_entry WHERE thing_id = old.id;
    INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, (SELECT workspace_id FROM request WHERE id = new.request_id), 'note', new.id, new.request_id, 'a' || lower(hex(new.agency_id)), '', new.body);
END;
CREATE TRIGGER request_note_lost AFTER DELETE ON request_note BEGIN
    DELETE FROM search_staff_entry WHERE thing_id = old.id;
END;
INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
SELECT agency_id, (SELECT workspace_id FROM request WHERE request.id = request_note.request_id), 'note', id, request_id, 'a' || lower(hex(agency_id)), '', body FROM request_note;

CREATE TRIGGER client_user_found AFTER INSERT ON client_user BEGIN
    INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, NULL, 'person', new.id, NULL, 'a' || lower(hex(new.agency_id)), new.name, new.email);
END;
CREATE TRIGGER client_user_found_anew AFTER UPDATE OF name, email ON client_user BEGIN
    DELETE FROM search_staff_entry WHERE thing_id = old.id;
    INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
    VALUES (new.agency_id, NULL, 'person', new.id, NULL, 'a' || lower(hex(new.agency_id)), new.name, new.email);
END;
CREATE TRIGGER client_user_lost AFTER DELETE ON client_user BEGIN
    DELETE FROM search_staff_entry WHERE thing_id = old.id;
END;
INSERT INTO search_staff_entry (agency_id, workspace_id, kind, thing_id, request_id, owner, title, body)
SELECT agency_id, NULL, 'person', id, NULL, 'a' || lower(hex(agency_id)), name, email FROM client_user;

DROP TABLE request_text;
