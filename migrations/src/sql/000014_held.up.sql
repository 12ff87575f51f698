-- How long what staff say to clients waits before it is said; 0 for not at all.
ALTER TABLE agency ADD COLUMN hold_seconds integer NOT NULL DEFAULT 10;

-- What staff are about to do that clients will see. Of the agency and of no workspace: until it is done, it is
-- in no table that a client reads.
CREATE TABLE held_action (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    session_id uuid NOT NULL,
    origin text,
    action text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'done', 'recalled', 'failed')),
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    problem text,
    result_id uuid,
    created_at timestamptz NOT NULL,
    settled_at timestamptz,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, staff_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX held_action_agency ON held_action (agency_id, id);
CREATE INDEX held_action_staff ON held_action (agency_id, staff_id, id);
CREATE INDEX held_action_due ON held_action (state, due_at);
