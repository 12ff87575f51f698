ALTER TABLE request DROP COLUMN for_workspace;
ALTER TABLE request DROP COLUMN opened_by_name;
ALTER TABLE request DROP COLUMN opened_by_id;
