ALTER TABLE client_user ADD COLUMN shortcuts boolean NOT NULL DEFAULT true;
ALTER TABLE workspace ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false;
ALTER TABLE account_token ADD COLUMN previous text;
ALTER TABLE staff_user ADD COLUMN time_zone text;
ALTER TABLE staff_session ADD COLUMN scopes text;

CREATE TABLE client_second_factor (
    client_user_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    secret text NOT NULL,
    last_step bigint NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);

CREATE TABLE client_recovery_code (
    client_user_id uuid NOT NULL,
    code_hash text NOT NULL,
    agency_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (client_user_id, code_hash),
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);

CREATE TABLE client_pending_sign_in (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    host text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX client_pending_sign_in_person ON client_pending_sign_in (client_user_id);
CREATE INDEX client_pending_sign_in_expires ON client_pending_sign_in (expires_at);

CREATE TABLE staff_second_factor (
    staff_user_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    secret text NOT NULL,
    last_step bigint NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);

CREATE TABLE staff_recovery_code (
    staff_user_id uuid NOT NULL,
    code_hash text NOT NULL,
    agency_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (staff_user_id, code_hash),
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);

CREATE TABLE staff_account_token (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX staff_account_token_person ON staff_account_token (staff_user_id);
CREATE INDEX staff_account_token_expires ON staff_account_token (expires_at);

-- The session under the same id is what the token's access tokens stand on: ending it ends them.
CREATE TABLE api_token (
    id uuid PRIMARY KEY REFERENCES staff_session (id) ON DELETE CASCADE,
    agency_id uuid NOT NULL,
    staff_user_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    token_hash text NOT NULL CONSTRAINT api_token_hash UNIQUE,
    scopes text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX api_token_person ON api_token (agency_id, staff_user_id);
