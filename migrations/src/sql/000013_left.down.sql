ALTER TABLE task DROP COLUMN version;
ALTER TABLE milestone DROP COLUMN version;
