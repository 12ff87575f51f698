-- Certificates for hosts that are served, where the server gets them itself. Shared by all nodes.
CREATE TABLE certificate (
    host text PRIMARY KEY,
    chain text,
    private_key text,
    expires_at timestamptz,
    next_try_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    problem text,
    updated_at timestamptz NOT NULL
);
CREATE INDEX certificate_next_try ON certificate (next_try_at);
CREATE INDEX certificate_updated ON certificate (updated_at);

CREATE TABLE acme_account (
    directory text PRIMARY KEY,
    credentials text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE acme_challenge (
    token text PRIMARY KEY,
    answer text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX acme_challenge_created ON acme_challenge (created_at);
