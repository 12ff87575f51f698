ALTER TABLE client_user ADD COLUMN time_zone text;

CREATE TABLE audit_entry (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    number bigint NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('client', 'staff', 'system')),
    actor_id uuid NOT NULL,
    actor_name text NOT NULL,
    address text,
    action text NOT NULL,
    target_kind text NOT NULL,
    target_id uuid,
    target_name text NOT NULL,
    workspace_id uuid,
    detail text NOT NULL,
    created_at timestamptz NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_entry_gapless UNIQUE (agency_id, number)
);
CREATE INDEX audit_entry_latest ON audit_entry (agency_id, id);
CREATE INDEX audit_entry_action ON audit_entry (agency_id, action, id);
CREATE INDEX audit_entry_actor ON audit_entry (agency_id, actor_id, id);
CREATE INDEX audit_entry_target ON audit_entry (agency_id, target_id, id);

CREATE TABLE audit_head (
    agency_id uuid PRIMARY KEY REFERENCES agency (id),
    number bigint NOT NULL,
    hash text NOT NULL
);
