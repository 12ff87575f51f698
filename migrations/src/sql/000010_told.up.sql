-- What happened and was not told yet. What is there already has a job that tells it.
ALTER TABLE activity ADD COLUMN untold boolean NOT NULL DEFAULT FALSE;
CREATE INDEX activity_untold ON activity (agency_id, id) WHERE untold;

-- When a notification goes into a mail; empty once it did, or where it never does.
ALTER TABLE client_notification ADD COLUMN mail_at timestamptz;
CREATE INDEX client_notification_mail ON client_notification (agency_id, mail_at, client_user_id) WHERE mail_at IS NOT NULL;
ALTER TABLE staff_notification ADD COLUMN mail_at timestamptz;
CREATE INDEX staff_notification_mail ON staff_notification (agency_id, mail_at, staff_user_id) WHERE mail_at IS NOT NULL;

ALTER TABLE mail ADD COLUMN message_id text;
ALTER TABLE mail ADD COLUMN thread text;
ALTER TABLE mail ADD COLUMN reply_to text;
ALTER TABLE mail ADD COLUMN unsubscribe text;
ALTER TABLE mail ADD COLUMN tries integer NOT NULL DEFAULT 0;
ALTER TABLE mail ADD COLUMN failed_at timestamptz;
ALTER TABLE mail ADD COLUMN last_error text;

-- Addresses at which nobody is.
CREATE TABLE mail_bounce (
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    address text NOT NULL,
    reason text NOT NULL,
    bounced_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, address)
);

CREATE TABLE client_preference (
    client_user_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    choices text NOT NULL,
    digest_hour integer NOT NULL,
    quiet_from integer,
    quiet_to integer,
    FOREIGN KEY (agency_id, client_user_id) REFERENCES client_user (agency_id, id) ON DELETE CASCADE
);

CREATE TABLE staff_preference (
    staff_user_id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    choices text NOT NULL,
    digest_hour integer NOT NULL,
    quiet_from integer,
    quiet_to integer,
    version bigint NOT NULL,
    FOREIGN KEY (agency_id, staff_user_id) REFERENCES staff_user (agency_id, id) ON DELETE CASCADE
);

-- Where one person answers on one request by mail. Gone with the membership.
CREATE TABLE reply_address (
    token_hash text PRIMARY KEY,
    agency_id uuid NOT NULL,
    workspace_id uuid NOT NULL,
    client_user_id uuid NOT NULL,
    request_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, client_user_id) REFERENCES membership (workspace_id, client_user_id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, request_id) REFERENCES request (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX reply_address_person ON reply_address (workspace_id, client_user_id);
CREATE INDEX reply_address_request ON reply_address (request_id);
