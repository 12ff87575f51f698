DELETE FROM job WHERE kind = 'people_changed';
ALTER TABLE approval_step DROP COLUMN unreachable_since;
