-- A key of the storage that is about to be written, so that what a crash leaves behind can be found.
CREATE TABLE upload_start (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE CASCADE
);
CREATE INDEX upload_start_created ON upload_start (created_at);

-- Bytes that are stored, under the key that the agency and the id make. Of no client: what clients see of them
-- is a `file`, which is made when they are delivered somewhere.
CREATE TABLE upload (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    uploader_kind text NOT NULL CHECK (uploader_kind IN ('client', 'staff')),
    uploader_id uuid NOT NULL,
    preview text NOT NULL CHECK (preview IN ('none', 'waiting', 'made', 'failed')),
    width integer,
    height integer,
    pages integer,
    created_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE CASCADE
);
CREATE INDEX upload_agency ON upload (agency_id, id);
CREATE INDEX upload_created ON upload (created_at);

-- What was delivered to a workspace or sent by it, and where it stands. `place_id` is the message, comment or version.
CREATE TABLE file (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    place text NOT NULL CHECK (place IN ('gallery', 'request_message', 'project_comment', 'approval_version', 'approval_comment')),
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
CREATE INDEX file_workspace ON file (agency_id, workspace_id, id);
CREATE INDEX file_agency ON file (agency_id, id);
CREATE INDEX file_project ON file (project_id, agency_id, workspace_id, id);
CREATE INDEX file_request ON file (request_id, agency_id, workspace_id, place_id);
CREATE INDEX file_approval ON file (approval_id, agency_id, workspace_id, place_id);
CREATE INDEX file_place ON file (place_id, agency_id, workspace_id, position);
CREATE INDEX file_upload ON file (upload_id);

-- What stands on an internal note: staff's alone.
CREATE TABLE note_file (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    note_id uuid NOT NULL,
    request_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    position integer NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (note_id) REFERENCES request_note (id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, upload_id) REFERENCES upload (agency_id, id)
);
CREATE INDEX note_file_request ON note_file (request_id, agency_id, note_id);
CREATE INDEX note_file_upload ON note_file (upload_id);
