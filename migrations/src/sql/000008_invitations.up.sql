-- Where the person stands in the welcome; null for whoever is through, or was never asked.
ALTER TABLE client_user ADD COLUMN onboarding text;
ALTER TABLE staff_user ADD COLUMN version bigint NOT NULL DEFAULT 1;

CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    email text NOT NULL,
    name text,
    can_view_invoices boolean NOT NULL,
    can_approve_work boolean NOT NULL,
    can_comment boolean NOT NULL,
    can_submit_requests boolean NOT NULL,
    can_run_workflows boolean NOT NULL,
    can_manage_connections boolean NOT NULL,
    can_invite_colleagues boolean NOT NULL,
    inviter_kind text NOT NULL CHECK (inviter_kind IN ('client', 'staff')),
    inviter_id uuid NOT NULL,
    inviter_name text NOT NULL,
    round bigint NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    UNIQUE (agency_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX invitation_agency ON invitation (agency_id, id);
CREATE INDEX invitation_workspace ON invitation (agency_id, workspace_id, id);
CREATE UNIQUE INDEX invitation_open ON invitation (workspace_id, email)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- Beside the invitation, which clients may read. Only the token of the current round counts.
CREATE TABLE invitation_token (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL,
    invitation_id uuid NOT NULL,
    round bigint NOT NULL,
    FOREIGN KEY (agency_id, invitation_id) REFERENCES invitation (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX invitation_token_invitation ON invitation_token (agency_id, invitation_id);

CREATE TABLE staff_invitation (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    email text NOT NULL,
    name text,
    role text NOT NULL CHECK (role IN ('admin', 'member')),
    token_hash text NOT NULL CONSTRAINT staff_invitation_token UNIQUE,
    inviter_id uuid NOT NULL,
    inviter_name text NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at timestamptz,
    FOREIGN KEY (agency_id, inviter_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX staff_invitation_agency ON staff_invitation (agency_id, id);
CREATE UNIQUE INDEX staff_invitation_open ON staff_invitation (agency_id, email)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

CREATE TABLE ownership_transfer (
    agency_id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    receiver_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, owner_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, receiver_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
