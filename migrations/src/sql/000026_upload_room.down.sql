DROP INDEX upload_room;
DROP INDEX upload_start_room;
ALTER TABLE upload_start DROP COLUMN size;
