CREATE TABLE request (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('job', 'support')),
    category text NOT NULL,
    subject text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'closed')),
    priority text NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    project_id uuid,
    assignee_id uuid,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    waits_on text NOT NULL CHECK (waits_on IN ('agency', 'client', 'nobody')),
    waits_since timestamptz NOT NULL,
    agency_seconds bigint NOT NULL,
    client_seconds bigint NOT NULL,
    first_reply_at timestamptz,
    closed_at timestamptz,
    message_count bigint NOT NULL,
    last_message_at timestamptz NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (agency_id, id),
    CONSTRAINT request_number_taken UNIQUE (agency_id, number),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id),
    FOREIGN KEY (agency_id, assignee_id) REFERENCES staff_user (agency_id, id),
    FOREIGN KEY (agency_id, author_id) REFERENCES client_user (agency_id, id)
);
-- Every query names the agency, and a client's the workspace too. An index that leaves one of them out loses
-- against one that has nothing but the agency, and then a client's page grows with the agency.
CREATE INDEX request_workspace ON request (agency_id, workspace_id, status, id);
CREATE INDEX request_workspace_all ON request (agency_id, workspace_id, id);
CREATE INDEX request_workspace_turn ON request (agency_id, workspace_id, status, waits_on, waits_since);
CREATE INDEX request_agency ON request (agency_id, status, id);
CREATE INDEX request_assignee ON request (agency_id, assignee_id, status, id);
CREATE INDEX request_turn ON request (agency_id, status, waits_on, waits_since, id);
CREATE INDEX request_waits ON request (agency_id, status, waits_since, id);
CREATE INDEX request_priority ON request (agency_id, status, priority, id);
CREATE INDEX request_project ON request (project_id);

CREATE TABLE request_message (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    request_id uuid NOT NULL,
    author_kind text NOT NULL CHECK (author_kind IN ('client', 'staff')),
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, request_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX request_message_request ON request_message (request_id, id);

CREATE TABLE request_note (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    request_id uuid NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX request_note_request ON request_note (request_id, id);

CREATE TABLE request_tag (
    agency_id uuid NOT NULL,
    request_id uuid NOT NULL,
    tag text NOT NULL,
    PRIMARY KEY (request_id, tag),
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX request_tag_tag ON request_tag (agency_id, tag);
