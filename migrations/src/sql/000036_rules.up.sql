-- What is done by itself with requests that come in. For staff alone.
CREATE TABLE request_rule (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    name text NOT NULL,
    filter text NOT NULL,
    -- What is done, as JSON.
    actions text NOT NULL,
    position integer NOT NULL,
    -- Whether rules after it are not looked at, where it fits.
    stops boolean NOT NULL,
    enabled boolean NOT NULL,
    -- Whose turn it is next, of several to whom requests are given.
    turn bigint NOT NULL,
    -- Who wrote it last, and so answers where nobody has the request.
    staff_user_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX request_rule_agency ON request_rule (agency_id, position, id);

-- Whether a rule answered, and nobody has.
ALTER TABLE request_message ADD COLUMN automatic boolean NOT NULL DEFAULT FALSE;
