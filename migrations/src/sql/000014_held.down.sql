DROP TABLE held_action;
ALTER TABLE agency DROP COLUMN hold_seconds;
