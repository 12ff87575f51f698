-- Another program that runs workflows: an n8n, or whatever takes a signed POST. `secret` seals what both sides sign with,
-- `api_key` what opens the program's API. For staff alone.
CREATE TABLE engine (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('n8n', 'http')),
    name text NOT NULL,
    url text NOT NULL,
    secret text NOT NULL,
    api_key text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    CONSTRAINT engine_name_taken UNIQUE (agency_id, name)
);

-- A workflow that such a program runs: its name there, and where it is started and asked how a run stands. One there is
-- one client's here. For staff alone.
CREATE TABLE engine_workflow (
    workflow_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    engine_id uuid NOT NULL,
    remote_id text,
    start_url text,
    status_url text,
    created_at timestamptz NOT NULL,
    CONSTRAINT engine_workflow_taken UNIQUE (engine_id, remote_id),
    FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflow (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, engine_id) REFERENCES engine (agency_id, id)
);
CREATE INDEX engine_workflow_agency ON engine_workflow (agency_id, workflow_id);
CREATE INDEX engine_workflow_engine ON engine_workflow (agency_id, engine_id);
CREATE INDEX engine_workflow_remote ON engine_workflow (remote_id);
