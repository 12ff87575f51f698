-- What an agency sells again and again. Its name at Stripe is that in the account that is named; `mirrored` is the version
-- that Stripe was told of last.
CREATE TABLE product (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    name text NOT NULL,
    description text NOT NULL,
    account_id text,
    stripe_id text,
    mirrored bigint NOT NULL,
    archived_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (agency_id, id)
);

-- What a product costs, in minor units. It never changes: another amount is another price.
CREATE TABLE price (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    product_id uuid NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    recurs text NOT NULL CHECK (recurs IN ('once', 'month', 'year')),
    account_id text,
    stripe_id text,
    retired boolean NOT NULL,
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    UNIQUE (agency_id, id),
    FOREIGN KEY (agency_id, product_id) REFERENCES product (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX price_product ON price (agency_id, product_id, id);

-- What a client pays for again and again. With an `account_id` Stripe makes its invoices, and without one we do;
-- `periods` is how many we made. `asked_at` is when Stripe said what stands here.
CREATE TABLE subscription (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    price_id uuid NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    quantity bigint NOT NULL CHECK (quantity > 0),
    recurs text NOT NULL CHECK (recurs IN ('month', 'year')),
    due_days integer NOT NULL,
    state text NOT NULL CHECK (state IN ('starting', 'active', 'past_due', 'paused', 'ended')),
    account_id text,
    stripe_id text,
    periods integer NOT NULL,
    started_at timestamptz NOT NULL,
    renews_at timestamptz,
    ends_at timestamptz,
    ended_at timestamptz,
    problem text,
    asked_at timestamptz NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT subscription_stripe_taken UNIQUE (agency_id, stripe_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, price_id) REFERENCES price (agency_id, id),
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX subscription_agency ON subscription (agency_id, id);
CREATE INDEX subscription_workspace ON subscription (agency_id, workspace_id, id);
CREATE INDEX subscription_renews ON subscription (agency_id, state, renews_at);
CREATE INDEX subscription_price ON subscription (price_id);

-- Which drafts came out of a file, by the number that they had where they came from.
CREATE TABLE invoice_import (
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    external_number text NOT NULL,
    invoice_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    line integer NOT NULL,
    workspace_id uuid NOT NULL,
    currency text NOT NULL,
    total bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, external_number),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX invoice_import_invoice ON invoice_import (agency_id, invoice_id);
CREATE INDEX invoice_import_batch ON invoice_import (agency_id, batch_id, line);
CREATE INDEX invoice_import_workspace ON invoice_import (agency_id, workspace_id);

-- The subscription or the invoice at Stripe that an event is about.
ALTER TABLE stripe_event ADD COLUMN subject_id text;
