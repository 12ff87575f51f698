-- What staff are about to do to many requests at once, did, or took back.
CREATE TABLE bulk_change (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    change text NOT NULL,
    state text NOT NULL CHECK (state IN ('previewed', 'applied', 'undone')),
    created_at timestamptz NOT NULL,
    applied_at timestamptz,
    undone_at timestamptz,
    UNIQUE (agency_id, id),
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX bulk_change_agency ON bulk_change (agency_id, created_at);

CREATE TABLE bulk_change_row (
    bulk_change_id uuid NOT NULL,
    request_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    -- The version that was looked at, and the one that the change left.
    seen_version bigint NOT NULL,
    left_version bigint,
    outcome text NOT NULL
        CHECK (outcome IN ('planned', 'unchanged', 'refused', 'changed_meanwhile', 'applied', 'undone', 'moved_on')),
    reason text,
    -- What it was like before, as JSON.
    before text NOT NULL,
    PRIMARY KEY (bulk_change_id, request_id),
    FOREIGN KEY (agency_id, bulk_change_id) REFERENCES bulk_change (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX bulk_change_row_request ON bulk_change_row (request_id);
