-- What an agency has set up at a provider: its OAuth client there, or how a key is sent. `secret` is sealed under a key
-- that `key_id` names; `settings` is what the catalogue does not say.
CREATE TABLE provider_client (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    provider text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('oauth', 'api_key')),
    name text NOT NULL,
    oauth_client text,
    secret text,
    key_id text,
    settings text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    CONSTRAINT provider_client_name_taken UNIQUE (agency_id, name)
);
CREATE INDEX provider_client_key ON provider_client (agency_id, key_id);

-- An account of a client's somewhere else. Clients read it; what opens the account is in `connection_secret`.
CREATE TABLE connection (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    provider_client_id uuid NOT NULL,
    provider text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('oauth', 'api_key')),
    name text NOT NULL,
    health text NOT NULL CHECK (health IN ('healthy', 'expiring', 'needs_reauthorization', 'failing')),
    account text,
    connected_by text,
    connected_at timestamptz,
    expires_at timestamptz,
    last_checked_at timestamptz,
    last_used_at timestamptz,
    check_at timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (agency_id, id),
    CONSTRAINT connection_name_taken UNIQUE (workspace_id, name),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, provider_client_id) REFERENCES provider_client (agency_id, id)
);
CREATE INDEX connection_workspace ON connection (agency_id, workspace_id, id);
CREATE INDEX connection_provider_client ON connection (agency_id, provider_client_id);
CREATE INDEX connection_due ON connection (check_at);

-- What opens it, sealed. `version` counts what was put here; `leased_until` is until when one node renews it. For the
-- agency's machinery alone.
CREATE TABLE connection_secret (
    connection_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    version bigint NOT NULL,
    key_id text NOT NULL,
    access text NOT NULL,
    refresh text,
    expires_at timestamptz,
    leased_by text,
    leased_until timestamptz,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, connection_id) REFERENCES connection (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX connection_secret_key ON connection_secret (agency_id, key_id);

-- Somebody was sent to a provider and has not come back. `browser_hash` is of what only their browser has.
CREATE TABLE oauth_attempt (
    state_hash text PRIMARY KEY,
    agency_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    browser_hash text NOT NULL,
    client_user_id uuid,
    request_id uuid,
    sealed text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, connection_id) REFERENCES connection (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX oauth_attempt_connection ON oauth_attempt (agency_id, connection_id);
CREATE INDEX oauth_attempt_expires ON oauth_attempt (agency_id, expires_at);

-- Somebody without an account here is asked by mail to connect accounts.
CREATE TABLE credential_request (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    email text NOT NULL,
    message text NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    token_hash text NOT NULL CONSTRAINT credential_request_token UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    completed_at timestamptz,
    UNIQUE (agency_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX credential_request_agency ON credential_request (agency_id, id);
CREATE INDEX credential_request_workspace ON credential_request (agency_id, workspace_id, id);

CREATE TABLE credential_request_item (
    request_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    provided_at timestamptz,
    PRIMARY KEY (request_id, connection_id),
    FOREIGN KEY (agency_id, request_id) REFERENCES credential_request (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, connection_id) REFERENCES connection (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX credential_request_item_connection ON credential_request_item (agency_id, connection_id);
