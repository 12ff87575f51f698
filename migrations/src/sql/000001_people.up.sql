CREATE TABLE agency (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    slug text NOT NULL CONSTRAINT agency_slug_taken UNIQUE,
    time_zone text NOT NULL,
    locale text NOT NULL,
    accent text,
    welcome text,
    created_at timestamptz NOT NULL
);

CREATE TABLE agency_host (
    host text PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    is_primary boolean NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX agency_host_agency ON agency_host (agency_id);

CREATE TABLE counter (
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    name text NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (agency_id, name)
);

CREATE TABLE staff_user (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    title text,
    phone text,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    CONSTRAINT staff_user_email_taken UNIQUE (agency_id, email)
);
CREATE UNIQUE INDEX staff_user_one_owner ON staff_user (agency_id) WHERE role = 'owner';

CREATE TABLE staff_credential (
    staff_user_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    password_hash text NOT NULL,
    changed_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);

CREATE TABLE staff_session (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    user_agent text NOT NULL,
    address text NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX staff_session_person ON staff_session (agency_id, staff_user_id);
CREATE INDEX staff_session_expires ON staff_session (expires_at);

CREATE TABLE staff_refresh (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    session_id uuid NOT NULL REFERENCES staff_session (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX staff_refresh_session ON staff_refresh (session_id);

CREATE TABLE workspace (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    name text NOT NULL,
    slug text NOT NULL,
    show_team_members boolean NOT NULL,
    work_on boolean NOT NULL,
    automation_on boolean NOT NULL,
    billing_on boolean NOT NULL,
    version bigint NOT NULL,
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    CONSTRAINT workspace_slug_taken UNIQUE (agency_id, slug)
);

CREATE TABLE project_manager (
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    position integer NOT NULL,
    PRIMARY KEY (workspace_id, staff_user_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX project_manager_workspace ON project_manager (agency_id, workspace_id, position);
CREATE INDEX project_manager_person ON project_manager (agency_id, staff_user_id);

CREATE TABLE client_user (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    email text NOT NULL,
    name text NOT NULL,
    phone text,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    CONSTRAINT client_user_email_taken UNIQUE (agency_id, email)
);

CREATE TABLE client_credential (
    client_user_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    password_hash text NOT NULL,
    changed_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);

CREATE TABLE membership (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    can_view_invoices boolean NOT NULL,
    can_approve_work boolean NOT NULL,
    can_comment boolean NOT NULL,
    can_submit_requests boolean NOT NULL,
    can_run_workflows boolean NOT NULL,
    can_manage_connections boolean NOT NULL,
    can_invite_colleagues boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT membership_taken UNIQUE (workspace_id, client_user_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX membership_person ON membership (client_user_id);

CREATE TABLE client_session (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    host text NOT NULL,
    user_agent text NOT NULL,
    address text NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX client_session_person ON client_session (client_user_id);
CREATE INDEX client_session_expires ON client_session (expires_at);

CREATE TABLE account_token (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL,
    purpose text NOT NULL,
    client_user_id uuid NOT NULL,
    email text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX account_token_person ON account_token (client_user_id, purpose);
CREATE INDEX account_token_expires ON account_token (expires_at);

CREATE TABLE throttle (
    key text PRIMARY KEY,
    failures bigint NOT NULL,
    last_failure_at timestamptz NOT NULL,
    blocked_until timestamptz
);
