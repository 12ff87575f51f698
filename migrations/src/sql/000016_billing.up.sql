-- How an agency bills. `reminders` are days after the due date, as JSON; the edges are days overdue.
CREATE TABLE billing_settings (
    agency_id uuid PRIMARY KEY REFERENCES agency (id) ON DELETE CASCADE,
    legal_name text,
    address text NOT NULL,
    tax_id text,
    payment_note text NOT NULL,
    number_prefix text NOT NULL,
    due_days integer NOT NULL,
    aging_first integer NOT NULL,
    aging_second integer NOT NULL,
    aging_third integer NOT NULL,
    reminders text NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL
);

-- Whom a workspace's invoices are made out to.
CREATE TABLE billing_party (
    workspace_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    tax_id text,
    currency text,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE
);

-- An invoice that is not issued yet. Of the agency and of no workspace: no client reads it.
CREATE TABLE invoice_draft (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    project_id uuid,
    currency text NOT NULL,
    content text NOT NULL,
    total bigint NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id),
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX invoice_draft_agency ON invoice_draft (agency_id, id);
CREATE INDEX invoice_draft_workspace ON invoice_draft (agency_id, workspace_id, id);
CREATE INDEX invoice_draft_project ON invoice_draft (project_id);

-- An issued invoice or credit note. What it says never changes; `status` and what comes after it do: how it is settled.
-- Money is in minor units of `currency`. `seller`, `buyer`, `look` and `taxes` are what stood at its issue, as JSON.
CREATE TABLE invoice (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    project_id uuid,
    kind text NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    corrects_id uuid,
    number text NOT NULL,
    currency text NOT NULL,
    inclusive boolean NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    note text NOT NULL,
    seller text NOT NULL,
    buyer text NOT NULL,
    look text NOT NULL,
    taxes text NOT NULL,
    discount_bps integer,
    subtotal bigint NOT NULL CHECK (subtotal >= 0),
    discount bigint NOT NULL CHECK (discount >= 0 AND discount <= subtotal),
    tax bigint NOT NULL CHECK (tax >= 0),
    total bigint NOT NULL CHECK (total >= 0),
    status text NOT NULL CHECK (status IN ('open', 'paid', 'void')),
    paid bigint NOT NULL,
    refunded bigint NOT NULL,
    credited bigint NOT NULL,
    outstanding bigint NOT NULL CHECK (outstanding >= 0),
    processing bigint NOT NULL,
    paid_at timestamptz,
    voided_at timestamptz,
    void_reason text,
    remind_at timestamptz,
    reminders integer NOT NULL,
    pdf_key text,
    pdf_sha256 text,
    pdf_size bigint,
    provider_id text,
    author_id uuid,
    author_name text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (agency_id, id),
    CONSTRAINT invoice_number_taken UNIQUE (agency_id, number),
    CONSTRAINT invoice_provider_taken UNIQUE (agency_id, provider_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, project_id) REFERENCES project (workspace_id, id),
    FOREIGN KEY (workspace_id, corrects_id) REFERENCES invoice (workspace_id, id),
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX invoice_workspace ON invoice (agency_id, workspace_id, id);
CREATE INDEX invoice_workspace_due ON invoice (agency_id, workspace_id, status, due_on, id);
CREATE INDEX invoice_agency_due ON invoice (agency_id, status, due_on, id);
CREATE INDEX invoice_agency_issued ON invoice (agency_id, issued_on, id);
CREATE INDEX invoice_corrects ON invoice (corrects_id);
CREATE INDEX invoice_project ON invoice (project_id);
CREATE INDEX invoice_remind ON invoice (remind_at);

-- `quantity` is in thousandths, rates in hundredths of a percent; `amount` is what stands in the line, its discount taken off.
CREATE TABLE invoice_line (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    position integer NOT NULL,
    description text NOT NULL,
    quantity bigint NOT NULL,
    unit text NOT NULL,
    unit_price bigint NOT NULL,
    discount_bps integer NOT NULL,
    tax_name text NOT NULL,
    tax_bps integer NOT NULL,
    amount bigint NOT NULL,
    UNIQUE (invoice_id, position),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX invoice_line_invoice ON invoice_line (invoice_id, agency_id, workspace_id, position);

-- What a workspace has to its credit: of credit notes, and of what was paid beyond what was asked.
CREATE TABLE credit (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    invoice_id uuid,
    origin text NOT NULL CHECK (origin IN ('credit_note', 'overpayment', 'goodwill')),
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    remaining bigint NOT NULL CHECK (remaining >= 0 AND remaining <= amount),
    note text NOT NULL,
    author_id uuid,
    author_name text,
    created_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id)
);
CREATE INDEX credit_workspace ON credit (agency_id, workspace_id, id);
CREATE INDEX credit_invoice ON credit (invoice_id);

-- What was paid on an invoice, paid back, or settled by a credit. `provider_id` names it at a payment provider.
CREATE TABLE payment (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('payment', 'refund', 'credit')),
    method text NOT NULL CHECK (method IN ('bank_transfer', 'card', 'direct_debit', 'cash', 'cheque', 'credit', 'other')),
    state text NOT NULL CHECK (state IN ('processing', 'succeeded', 'failed')),
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    happened_on date NOT NULL,
    reference text NOT NULL,
    problem text,
    credit_id uuid,
    refund_of uuid,
    provider_id text,
    author_id uuid,
    author_name text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (workspace_id, id),
    CONSTRAINT payment_provider_taken UNIQUE (invoice_id, provider_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoice (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, credit_id) REFERENCES credit (workspace_id, id),
    FOREIGN KEY (workspace_id, refund_of) REFERENCES payment (workspace_id, id),
    FOREIGN KEY (agency_id, author_id) REFERENCES staff_user (agency_id, id)
);
CREATE INDEX payment_invoice ON payment (invoice_id, agency_id, workspace_id, id);
CREATE INDEX payment_workspace ON payment (agency_id, workspace_id, happened_on, id);
CREATE INDEX payment_agency ON payment (agency_id, happened_on, id);
CREATE INDEX payment_provider ON payment (agency_id, provider_id);
CREATE INDEX payment_credit ON payment (credit_id);
CREATE INDEX payment_refund ON payment (refund_of);

ALTER TABLE activity ADD COLUMN invoice_id uuid;
ALTER TABLE client_notification ADD COLUMN invoice_id uuid;
ALTER TABLE staff_notification ADD COLUMN invoice_id uuid;
