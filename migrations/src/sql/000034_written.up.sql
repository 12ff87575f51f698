-- What staff are writing on requests and have not sent. Each is its author's alone.
CREATE TABLE request_draft (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    request_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('reply', 'note')),
    body text NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (request_id, staff_user_id, kind),
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX request_draft_staff ON request_draft (agency_id, staff_user_id, id);

-- Which of the staff look at a request just now, and whether they are answering it.
CREATE TABLE request_presence (
    request_id uuid NOT NULL,
    -- The sign-in: somebody may look at it from two places.
    session_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    doing text NOT NULL CHECK (doing IN ('reading', 'answering')),
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (request_id, session_id),
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX request_presence_ends ON request_presence (agency_id, ends_at);
