-- How many bytes are kept free for what is coming in, where an agency may store only so many.
ALTER TABLE upload_start ADD COLUMN size bigint NOT NULL DEFAULT 0;
CREATE INDEX upload_start_room ON upload_start (agency_id, size);
CREATE INDEX upload_room ON upload (agency_id, size);
