-- Where an agency is told of what happens, by signed requests. `secret` seals what they are signed with, and `old_secret`
-- what they were signed with before, which counts beside it for a while. For staff alone.
CREATE TABLE webhook (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    url text NOT NULL,
    description text NOT NULL,
    -- Words with blanks between.
    event_types text NOT NULL,
    secret text NOT NULL,
    old_secret text,
    old_secret_until timestamptz,
    paused_at timestamptz,
    pause_reason text CHECK (pause_reason IN ('staff', 'failing', 'gone')),
    -- Since when nothing got through.
    failing_since timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (agency_id, id)
);

-- What webhooks are told of, as it is sent. It has the id of the happening.
CREATE TABLE webhook_event (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    event_type text NOT NULL,
    payload text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (agency_id, id)
);
CREATE INDEX webhook_event_agency ON webhook_event (agency_id, created_at);

-- That one of them is told of one event: once, however often it is tried.
CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event_id uuid NOT NULL,
    event_type text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'missed')),
    -- How often it was tried in all, and how often in vain since it was last put in line.
    attempts integer NOT NULL,
    failures integer NOT NULL,
    -- When it is tried next, while it waits.
    next_at timestamptz,
    last_attempt_at timestamptz,
    last_status integer,
    last_error text,
    created_at timestamptz NOT NULL,
    settled_at timestamptz,
    UNIQUE (agency_id, id),
    CONSTRAINT webhook_delivery_once UNIQUE (webhook_id, event_id),
    FOREIGN KEY (agency_id, webhook_id) REFERENCES webhook (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, event_id) REFERENCES webhook_event (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (agency_id, webhook_id, id);
CREATE INDEX webhook_delivery_event ON webhook_delivery (agency_id, event_id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at) WHERE next_at IS NOT NULL;

-- One try of it, and what was answered.
CREATE TABLE webhook_attempt (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    number integer NOT NULL,
    started_at timestamptz NOT NULL,
    duration_ms bigint NOT NULL,
    status integer,
    error text,
    -- The beginning of what was answered.
    response text,
    FOREIGN KEY (agency_id, delivery_id) REFERENCES webhook_delivery (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_attempt_delivery ON webhook_attempt (agency_id, delivery_id, id);

-- Whether no webhook was told of it yet, as `untold` says it of people.
ALTER TABLE activity ADD COLUMN unhooked boolean NOT NULL DEFAULT FALSE;
CREATE INDEX activity_unhooked ON activity (agency_id, id) WHERE unhooked;
