-- How an agency is paid online: by its own account's keys, or by an account connected to the install's. Secrets are sealed.
CREATE TABLE stripe_account (
    agency_id uuid PRIMARY KEY REFERENCES agency (id) ON DELETE CASCADE,
    mode text NOT NULL CHECK (mode IN ('keys', 'connect')),
    secret_key text,
    key_hint text,
    webhook_secrets text,
    account_id text NOT NULL,
    charges_enabled boolean NOT NULL,
    details_submitted boolean NOT NULL,
    checked_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX stripe_account_account ON stripe_account (account_id);

-- The customer that a workspace is in an account.
CREATE TABLE stripe_customer (
    workspace_id uuid NOT NULL,
    account_id text NOT NULL,
    agency_id uuid NOT NULL,
    customer_id text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, account_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX stripe_customer_workspace ON stripe_customer (agency_id, workspace_id);

-- One attempt to pay. It is written before Stripe is asked, so that asking again asks for the same.
CREATE TABLE checkout (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    account_id text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    state text NOT NULL CHECK (state IN ('open', 'processing', 'paid', 'failed', 'expired')),
    back text NOT NULL,
    session_id text,
    url text,
    payment_id text,
    dispute text,
    problem text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    settled_at timestamptz,
    UNIQUE (workspace_id, id),
    CONSTRAINT checkout_session_taken UNIQUE (agency_id, session_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id)
);
CREATE INDEX checkout_workspace ON checkout (agency_id, workspace_id, id);
CREATE INDEX checkout_state ON checkout (agency_id, state, id);
CREATE INDEX checkout_payment ON checkout (agency_id, payment_id);
CREATE INDEX checkout_settled ON checkout (agency_id, settled_at);
CREATE INDEX checkout_person ON checkout (client_user_id);

-- What an attempt pays. `live_id` is the invoice as long as somebody may pay by it, so that no two may at once.
CREATE TABLE checkout_invoice (
    checkout_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    live_id uuid,
    amount bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (checkout_id, invoice_id),
    CONSTRAINT checkout_invoice_live UNIQUE (live_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, checkout_id) REFERENCES checkout (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX checkout_invoice_invoice ON checkout_invoice (invoice_id);
CREATE INDEX checkout_invoice_workspace ON checkout_invoice (agency_id, workspace_id);

-- What Stripe told us, as it came.
CREATE TABLE stripe_event (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    event_id text NOT NULL,
    kind text NOT NULL,
    session_id text,
    payment_id text,
    payload text NOT NULL,
    state text NOT NULL CHECK (state IN ('received', 'applied', 'ignored', 'failed')),
    attempts integer NOT NULL,
    last_error text,
    happened_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    settled_at timestamptz,
    CONSTRAINT stripe_event_there UNIQUE (agency_id, event_id)
);
CREATE INDEX stripe_event_agency ON stripe_event (agency_id, id);
CREATE INDEX stripe_event_state ON stripe_event (agency_id, state, id);
CREATE INDEX stripe_event_received ON stripe_event (agency_id, received_at);
