-- Where an engine that takes signed requests is told that a run was cancelled here.
ALTER TABLE engine_workflow ADD COLUMN cancel_url text;

-- What came of telling an engine to stop a run that was cancelled here: whether it was told, and why it could not be.
-- For staff alone.
CREATE TABLE run_stop (
    run_id uuid PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    agency_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('asking', 'told', 'over', 'untold', 'no_way')),
    message text,
    asked_at timestamptz NOT NULL,
    settled_at timestamptz
);
CREATE INDEX run_stop_agency ON run_stop (agency_id, asked_at);
