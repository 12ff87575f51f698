ALTER TABLE agency ADD COLUMN remind_before_hours integer NOT NULL DEFAULT 24;
ALTER TABLE agency ADD COLUMN remind_every_hours integer NOT NULL DEFAULT 48;
ALTER TABLE agency ADD COLUMN remind_at_most integer NOT NULL DEFAULT 3;

-- `subject_client_ids` are the people of the client whom it is about, as JSON.
ALTER TABLE activity ADD COLUMN approval_id uuid;
ALTER TABLE activity ADD COLUMN subject_client_ids text;
ALTER TABLE client_notification ADD COLUMN approval_id uuid;
ALTER TABLE staff_notification ADD COLUMN approval_id uuid;

CREATE TABLE approval (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    project_id uuid,
    number bigint NOT NULL,
    title text NOT NULL,
    parallel boolean NOT NULL,
    status text NOT NULL CHECK (status IN ('pending', 'in_review', 'approved', 'needs_changes')),
    waits_on text NOT NULL CHECK (waits_on IN ('agency', 'client', 'nobody')),
    waits_since timestamptz NOT NULL,
    due_at timestamptz,
    archived_at timestamptz,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (agency_id, id),
    CONSTRAINT approval_number_taken UNIQUE (agency_id, number),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id),
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX approval_workspace ON approval (agency_id, workspace_id, status, id);
CREATE INDEX approval_workspace_all ON approval (agency_id, workspace_id, id);
CREATE INDEX approval_workspace_turn ON approval (agency_id, workspace_id, waits_on, waits_since);
CREATE INDEX approval_agency ON approval (agency_id, status, id);
CREATE INDEX approval_turn ON approval (agency_id, waits_on, waits_since, id);
CREATE INDEX approval_project ON approval (project_id);

-- `waits_since` stands while the step waits for a decision, `remind_at` while somebody may have to be reminded of it.
CREATE TABLE approval_step (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    approval_id uuid NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    instructions text NOT NULL,
    rule text NOT NULL CHECK (rule IN ('any', 'all', 'quorum')),
    quorum integer,
    due_at timestamptz,
    status text NOT NULL CHECK (status IN ('pending', 'in_review', 'approved', 'needs_changes')),
    waits_since timestamptz,
    sent_at timestamptz,
    decided_at timestamptz,
    reminders integer NOT NULL,
    reminded_at timestamptz,
    remind_at timestamptz,
    UNIQUE (workspace_id, id),
    UNIQUE (approval_id, id),
    UNIQUE (approval_id, position),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX approval_step_approval ON approval_step (approval_id, agency_id, workspace_id, position);
CREATE INDEX approval_step_remind ON approval_step (remind_at);

-- Whom a step names. One without rows here is for any member who may approve work.
CREATE TABLE approval_reviewer (
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    step_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    PRIMARY KEY (step_id, client_user_id),
    FOREIGN KEY (workspace_id, step_id) REFERENCES approval_step (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX approval_reviewer_step ON approval_reviewer (step_id, agency_id, workspace_id);
CREATE INDEX approval_reviewer_person ON approval_reviewer (agency_id, client_user_id);

CREATE TABLE approval_version (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    approval_id uuid NOT NULL,
    step_id uuid NOT NULL,
    number integer NOT NULL,
    body text NOT NULL,
    body_sha256 text,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    CONSTRAINT approval_version_number_taken UNIQUE (step_id, number),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (approval_id, step_id) REFERENCES approval_step (approval_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX approval_version_approval ON approval_version (approval_id, agency_id, workspace_id, id);
CREATE INDEX approval_version_step ON approval_version (step_id, agency_id, workspace_id, number);

-- `number` counts the pins of a version; an answer to a comment has none.
CREATE TABLE approval_comment (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    approval_id uuid NOT NULL,
    step_id uuid NOT NULL,
    version_id uuid NOT NULL,
    parent_id uuid,
    number integer,
    anchor text,
    author_kind text NOT NULL CHECK (author_kind IN ('client', 'staff')),
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    body text NOT NULL,
    resolved_at timestamptz,
    resolved_by text,
    created_at timestamptz NOT NULL,
    UNIQUE (version_id, id),
    CONSTRAINT approval_comment_number_taken UNIQUE (version_id, number),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (approval_id, step_id) REFERENCES approval_step (approval_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, version_id) REFERENCES approval_version (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (version_id, parent_id) REFERENCES approval_comment (version_id, id) ON DELETE CASCADE
);
CREATE INDEX approval_comment_approval ON approval_comment (approval_id, agency_id, workspace_id, id);

-- Only ever added to: whoever takes back what they decided adds a row.
CREATE TABLE approval_decision (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    approval_id uuid NOT NULL,
    step_id uuid NOT NULL,
    version_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    author_name text NOT NULL,
    verdict text NOT NULL CHECK (verdict IN ('approved', 'changes_requested', 'withdrawn')),
    feedback text NOT NULL,
    evidence text NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (approval_id, step_id) REFERENCES approval_step (approval_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, version_id) REFERENCES approval_version (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id)
);
CREATE INDEX approval_decision_approval ON approval_decision (approval_id, agency_id, workspace_id, id);
CREATE INDEX approval_decision_version ON approval_decision (version_id, agency_id, workspace_id, id);

-- The history of an approval, each entry with the hash of the one before it.
CREATE TABLE approval_event (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    approval_id uuid NOT NULL,
    sequence bigint NOT NULL,
    kind text NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('client', 'staff', 'system')),
    actor_id uuid NOT NULL,
    actor_name text NOT NULL,
    step_id uuid,
    version_id uuid,
    detail text NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT approval_event_sequence_taken UNIQUE (approval_id, sequence),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX approval_event_approval ON approval_event (approval_id, agency_id, workspace_id, sequence);
