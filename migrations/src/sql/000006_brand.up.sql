ALTER TABLE agency ADD COLUMN brand text;
ALTER TABLE agency ADD COLUMN sender_name text;
ALTER TABLE agency ADD COLUMN sender_address text;
ALTER TABLE agency ADD COLUMN currency text NOT NULL DEFAULT 'EUR';
ALTER TABLE agency ADD COLUMN version bigint NOT NULL DEFAULT 1;

CREATE TABLE brand_draft (
    agency_id uuid PRIMARY KEY REFERENCES agency (id) ON DELETE CASCADE,
    look text NOT NULL,
    token_hash text,
    expires_at timestamptz,
    updated_at timestamptz NOT NULL
);

CREATE TABLE brand_image (
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    hash text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, hash)
);
