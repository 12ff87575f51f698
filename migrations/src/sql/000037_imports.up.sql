-- Which requests came out of files, by what they were called where they came from.
CREATE TABLE request_import (
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    workspace_id uuid NOT NULL,
    external_id text NOT NULL,
    request_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (agency_id, workspace_id, external_id),
    FOREIGN KEY (agency_id, workspace_id) REFERENCES workspace (agency_id, id) ON DELETE CASCADE,
    FOREIGN KEY (agency_id, request_id) REFERENCES request (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX request_import_request ON request_import (request_id);
CREATE INDEX request_import_name ON request_import (agency_id, external_id);

-- What became of files, for whoever asks a second time under the same key.
CREATE TABLE file_import (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    result text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX file_import_agency ON file_import (agency_id, created_at);
