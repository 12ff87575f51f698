-- A request that is part of another by now: where it was put, and where that is since. What it stood at before is what it
-- stands at again when it is taken out.
CREATE TABLE request_merge (
    request_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    into_id uuid NOT NULL,
    root_id uuid NOT NULL,
    stage_before text NOT NULL
        CHECK (stage_before IN ('new', 'open', 'waiting_on_client', 'waiting_on_agency', 'resolved', 'closed')),
    created_at timestamptz NOT NULL,
    CHECK (root_id <> request_id AND into_id <> request_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, request_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, into_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, root_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX request_merge_root ON request_merge (root_id);

-- A request that was a message of another.
CREATE TABLE request_split (
    request_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    from_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, request_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, from_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX request_split_from ON request_split (from_id);

ALTER TABLE request ADD COLUMN merged_at timestamptz;
ALTER TABLE request ADD COLUMN snoozed_until timestamptz;
ALTER TABLE request ADD COLUMN snoozed_by_id uuid REFERENCES staff_user (id) ON DELETE SET NULL;
CREATE INDEX request_snoozed ON request (snoozed_until) WHERE snoozed_until IS NOT NULL;

-- The request that a message or a note goes back to when merging is undone; none where it stands on its own.
ALTER TABLE request_message ADD COLUMN home_id uuid REFERENCES request (id) ON DELETE CASCADE;
ALTER TABLE request_note ADD COLUMN home_id uuid REFERENCES request (id) ON DELETE CASCADE;
CREATE INDEX request_message_home ON request_message (home_id) WHERE home_id IS NOT NULL;
CREATE INDEX request_note_home ON request_note (home_id) WHERE home_id IS NOT NULL;
