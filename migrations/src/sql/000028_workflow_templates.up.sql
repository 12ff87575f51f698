-- A workflow that is written once for many clients. For staff alone.
CREATE TABLE workflow_template (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    name text NOT NULL,
    purpose text NOT NULL,
    definition text NOT NULL,
    -- Counts what its definition has been.
    number integer NOT NULL,
    author_name text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    CONSTRAINT workflow_template_name_taken UNIQUE (agency_id, name)
);

-- Which workflow was made of it, and what of it that follows. For staff alone.
CREATE TABLE template_workflow (
    workflow_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    template_id uuid NOT NULL,
    number integer NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflow (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, template_id) REFERENCES workflow_template (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX template_workflow_template ON template_workflow (agency_id, template_id, workflow_id);
