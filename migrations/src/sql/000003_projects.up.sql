CREATE TABLE project (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    summary text NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'paused', 'completed')),
    starts_on date,
    due_on date,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX project_workspace ON project (workspace_id, agency_id, id);
CREATE INDEX project_agency ON project (agency_id, id);

CREATE TABLE milestone (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL,
    due_on date,
    completed_at timestamptz,
    position integer NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (project_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX milestone_project ON milestone (project_id, position, id);

CREATE TABLE task (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    milestone_id uuid,
    title text NOT NULL,
    status text NOT NULL CHECK (status IN ('todo', 'in_progress', 'done')),
    due_on date,
    position integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (project_id, milestone_id) REFERENCES milestone (project_id, id)
);
-- Queries name the owner too; an index without it loses to one that has nothing but the owner.
CREATE INDEX task_project ON task (project_id, agency_id, workspace_id, status, position, id);

CREATE TABLE task_assignee (
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    task_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    PRIMARY KEY (task_id, staff_user_id),
    FOREIGN KEY (workspace_id, task_id) REFERENCES task (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX task_assignee_task ON task_assignee (task_id, agency_id, workspace_id);
CREATE INDEX task_assignee_person ON task_assignee (agency_id, staff_user_id);

CREATE TABLE project_comment (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    project_id uuid NOT NULL,
    author_kind text NOT NULL CHECK (author_kind IN ('client', 'staff')),
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX project_comment_project ON project_comment (project_id, id);
