-- Files stand with what is sent of forms, too. SQLite changes no CHECK, so the table is made anew.
CREATE TABLE file_wider (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    place text NOT NULL CHECK (place IN ('gallery', 'request_message', 'project_comment', 'approval_version', 'approval_comment', 'form_submission')),
    place_id uuid,
    project_id uuid,
    request_id uuid,
    approval_id uuid,
    position integer NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    preview text NOT NULL CHECK (preview IN ('none', 'waiting', 'made', 'failed')),
    width integer,
    height integer,
    pages integer,
    author_kind text NOT NULL CHECK (author_kind IN ('client', 'staff')),
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    CHECK (place = 'gallery' OR place_id IS NOT NULL),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, upload_id) REFERENCES upload (agency_id, id),
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id),
    FOREIGN KEY (workspace_id, request_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id) ON DELETE CASCADE
);
INSERT INTO file_wider SELECT * FROM file;
DROP TABLE file;
ALTER TABLE file_wider RENAME TO file;
CREATE INDEX file_workspace ON file (agency_id, workspace_id, id);
CREATE INDEX file_agency ON file (agency_id, id);
CREATE INDEX file_project ON file (project_id, agency_id, workspace_id, id);
CREATE INDEX file_request ON file (request_id, agency_id, workspace_id, place_id);
CREATE INDEX file_approval ON file (approval_id, agency_id, workspace_id, place_id);
CREATE INDEX file_place ON file (place_id, agency_id, workspace_id, position);
CREATE INDEX file_upload ON file (upload_id);
