CREATE TABLE job (
    id uuid PRIMARY KEY,
    agency_id uuid REFERENCES agency (id) ON DELETE CASCADE,
    kind text NOT NULL,
    payload text NOT NULL,
    dedup_key text CONSTRAINT job_dedup UNIQUE,
    state text NOT NULL CHECK (state IN ('ready', 'running', 'failed')),
    attempts integer NOT NULL,
    run_at timestamptz NOT NULL,
    locked_by text,
    locked_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL
);
CREATE INDEX job_due ON job (state, run_at, id);

CREATE TABLE schedule (
    name text PRIMARY KEY,
    next_run_at timestamptz NOT NULL
);

CREATE TABLE mail (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    recipient text NOT NULL,
    sender text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz
);
CREATE INDEX mail_agency ON mail (agency_id, id);

CREATE TABLE activity (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    kind text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid NOT NULL,
    actor_name text NOT NULL,
    project_id uuid,
    request_id uuid,
    title text NOT NULL,
    subject_staff_id uuid,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX activity_agency ON activity (agency_id, id);

CREATE TABLE client_notification (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    project_id uuid,
    request_id uuid,
    read_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT client_notification_once UNIQUE (activity_id, client_user_id),
    FOREIGN KEY (workspace_id, client_user_id) REFERENCES membership (workspace_id, client_user_id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX client_notification_person ON client_notification (workspace_id, client_user_id, id);
CREATE INDEX client_notification_unread ON client_notification (workspace_id, client_user_id) WHERE read_at IS NULL;

CREATE TABLE staff_notification (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    workspace_id uuid,
    project_id uuid,
    request_id uuid,
    read_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT staff_notification_once UNIQUE (activity_id, staff_user_id),
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX staff_notification_person ON staff_notification (agency_id, staff_user_id, id);

CREATE TABLE once_key (
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    actor_id uuid NOT NULL,
    key text NOT NULL,
    operation text NOT NULL,
    fingerprint text NOT NULL,
    result_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, actor_id, key)
);
CREATE INDEX once_key_created ON once_key (created_at);
