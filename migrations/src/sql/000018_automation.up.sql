-- How long what runs were given and gave is kept, and how many run at once.
ALTER TABLE agency ADD COLUMN keep_runs_days integer NOT NULL DEFAULT 90;

-- What an agency has done by itself for a client. `engine` is where: here, in an n8n, or behind a URL.
CREATE TABLE workflow (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    purpose text NOT NULL,
    status text NOT NULL CHECK (status IN ('draft', 'published', 'paused', 'archived')),
    client_triggerable boolean NOT NULL,
    engine text NOT NULL CHECK (engine IN ('here', 'n8n', 'http')),
    active_version_id uuid,
    at_once integer NOT NULL,
    -- What somebody fills in who starts it by hand; clients read it.
    inputs text NOT NULL,
    last_good_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (agency_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX workflow_workspace ON workflow (agency_id, workspace_id, status, id);
CREATE INDEX workflow_agency ON workflow (agency_id, status, id);

-- What it does, as it was written. For staff alone.
CREATE TABLE workflow_version (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    number integer NOT NULL,
    definition text NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    created_at timestamptz NOT NULL,
    published_at timestamptz,
    UNIQUE (workspace_id, id),
    CONSTRAINT workflow_version_number_taken UNIQUE (workflow_id, number),
    FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflow (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX workflow_version_workflow ON workflow_version (agency_id, workflow_id, id);

-- What starts it. `token_hash` is of a secret URL; `secret` seals what senders sign with. For staff alone.
CREATE TABLE workflow_trigger (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('schedule', 'webhook', 'form')),
    cron text,
    time_zone text,
    next_at timestamptz,
    token_hash text CONSTRAINT workflow_trigger_token UNIQUE,
    secret text,
    form_id uuid,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflow (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX workflow_trigger_workflow ON workflow_trigger (agency_id, workflow_id, id);
CREATE INDEX workflow_trigger_due ON workflow_trigger (next_at);
CREATE INDEX workflow_trigger_form ON workflow_trigger (form_id);

-- One time that it ran. What clients may know of it stands here; what went through it, in `run_payload`.
CREATE TABLE run (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    workflow_id uuid NOT NULL,
    version_id uuid,
    status text NOT NULL CHECK (status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')),
    started_by text NOT NULL CHECK (started_by IN ('client', 'staff', 'schedule', 'webhook', 'form', 'engine')),
    starter_id uuid,
    starter_name text,
    waits_for text CHECK (waits_for IN ('connection', 'form', 'approval', 'delay')),
    waits_for_id uuid,
    waits_since timestamptz,
    wakes_at timestamptz,
    replay_of uuid,
    provider_id text,
    started_at timestamptz,
    ended_at timestamptz,
    created_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (agency_id, id),
    CONSTRAINT run_provider_taken UNIQUE (workflow_id, provider_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflow (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, version_id) REFERENCES workflow_version (workspace_id, id)
);
CREATE INDEX run_workspace ON run (agency_id, workspace_id, id);
CREATE INDEX run_workspace_status ON run (agency_id, workspace_id, status, id);
CREATE INDEX run_workflow ON run (agency_id, workflow_id, id);
CREATE INDEX run_workflow_status ON run (workflow_id, status, id);
CREATE INDEX run_agency_status ON run (agency_id, status, id);
CREATE INDEX run_status ON run (status, agency_id, workspace_id, id);
CREATE INDEX run_waits ON run (waits_for, waits_for_id);
CREATE INDEX run_wakes ON run (wakes_at);
CREATE INDEX run_ended ON run (ended_at);

-- What it did, in words that clients may read.
CREATE TABLE run_step (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    position integer NOT NULL,
    place integer NOT NULL,
    step text NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'waiting', 'succeeded', 'failed', 'cancelled')),
    attempts integer NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    UNIQUE (workspace_id, id),
    CONSTRAINT run_step_position_taken UNIQUE (run_id, position),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, run_id) REFERENCES run (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX run_step_run ON run_step (run_id, agency_id, workspace_id, position);

-- What a run was given and gathered, and where it stands. For staff alone.
CREATE TABLE run_payload (
    run_id uuid PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    agency_id uuid NOT NULL,
    place integer NOT NULL,
    -- Counts how often it was taken up; whoever holds an older one has no say any more.
    turn integer NOT NULL,
    input text NOT NULL,
    data text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX run_payload_agency ON run_payload (agency_id, created_at);

-- What a step was asked and answered, and what went wrong. For staff alone.
CREATE TABLE run_step_payload (
    run_step_id uuid PRIMARY KEY REFERENCES run_step (id) ON DELETE CASCADE,
    agency_id uuid NOT NULL,
    run_id uuid NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    input text,
    output text,
    code text,
    message text,
    provider_status integer,
    retryable boolean,
    detail text,
    created_at timestamptz NOT NULL
);
CREATE INDEX run_step_payload_run ON run_step_payload (agency_id, run_id);
CREATE INDEX run_step_payload_age ON run_step_payload (agency_id, created_at);

-- A form that clients fill in; `schema` is what it asks as it stands now.
CREATE TABLE form (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    status text NOT NULL CHECK (status IN ('published', 'archived')),
    version_id uuid,
    last_submitted_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (agency_id, id),
    CONSTRAINT form_slug_taken UNIQUE (workspace_id, slug),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX form_workspace ON form (agency_id, workspace_id, status, id);
CREATE INDEX form_agency ON form (agency_id, status, id);

CREATE TABLE form_version (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    form_id uuid NOT NULL,
    number integer NOT NULL,
    schema text NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    CONSTRAINT form_version_number_taken UNIQUE (form_id, number),
    FOREIGN KEY (workspace_id, form_id) REFERENCES form (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX form_version_form ON form_version (form_id, agency_id, workspace_id, id);

-- What somebody has filled in so far.
CREATE TABLE form_draft (
    form_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    version_id uuid NOT NULL,
    page integer NOT NULL,
    answers text NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (form_id, client_user_id),
    FOREIGN KEY (workspace_id, form_id) REFERENCES form (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX form_draft_owner ON form_draft (agency_id, workspace_id, client_user_id);

CREATE TABLE form_submission (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    form_id uuid NOT NULL,
    version_id uuid NOT NULL,
    run_id uuid,
    answers text NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, form_id) REFERENCES form (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, version_id) REFERENCES form_version (workspace_id, id)
);
CREATE INDEX form_submission_form ON form_submission (form_id, agency_id, workspace_id, id);
CREATE INDEX form_submission_run ON form_submission (run_id);
