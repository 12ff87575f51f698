-- Where a request stands, in the words of those who work on it. `status` goes on saying whether it still wants
-- something, which is what every list begins with.
ALTER TABLE request ADD COLUMN stage text NOT NULL DEFAULT 'new'
    CHECK (stage IN ('new', 'open', 'waiting_on_client', 'waiting_on_agency', 'resolved', 'closed'));
ALTER TABLE request ADD COLUMN due_on date;
UPDATE request SET stage = CASE
    WHEN status = 'closed' THEN 'closed'
    WHEN waits_on = 'client' THEN 'waiting_on_client'
    WHEN first_reply_at IS NULL THEN 'new'
    ELSE 'waiting_on_agency' END;
CREATE INDEX request_stage ON request (agency_id, status, stage, id);
CREATE INDEX request_due ON request (agency_id, status, due_on, id);

CREATE TABLE request_follower (
    agency_id uuid NOT NULL,
    request_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    PRIMARY KEY (request_id, staff_user_id),
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX request_follower_staff ON request_follower (agency_id, staff_user_id, request_id);

-- The turns that are over: who had the request, from when to when.
CREATE TABLE request_span (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    request_id uuid NOT NULL,
    side text NOT NULL CHECK (side IN ('agency', 'client')),
    began_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, request_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX request_span_request ON request_span (request_id, began_at);

CREATE TABLE saved_view (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    name text NOT NULL,
    filter text NOT NULL,
    sort text NOT NULL CHECK (sort IN ('newest', 'oldest', 'waiting', 'priority')),
    position integer NOT NULL,
    shared boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX saved_view_staff ON saved_view (agency_id, staff_user_id);

CREATE TABLE service_hours (
    agency_id uuid PRIMARY KEY REFERENCES agency (id) ON DELETE CASCADE,
    hours text NOT NULL,
    holidays text NOT NULL,
    targets text NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE canned_reply (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    name text NOT NULL,
    body text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX canned_reply_agency ON canned_reply (agency_id, name);
