DROP TABLE audit_head;
DROP TABLE audit_entry;
ALTER TABLE client_user DROP COLUMN time_zone;
