CREATE TABLE domain (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    host text NOT NULL,
    token text NOT NULL,
    by_operator boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'verified', 'failing')),
    problem text,
    found text,
    points_here boolean NOT NULL,
    waiting_since timestamptz NOT NULL,
    failing_since timestamptz,
    verified_at timestamptz,
    last_checked_at timestamptz,
    next_check_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT domain_there UNIQUE (agency_id, host)
);
CREATE INDEX domain_due ON domain (next_check_at);
