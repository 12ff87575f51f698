ALTER TABLE request_merge DROP COLUMN into_snoozed_by_id;
ALTER TABLE request_merge DROP COLUMN into_snoozed_until;
ALTER TABLE request_merge DROP COLUMN into_closed_at;
ALTER TABLE request_merge DROP COLUMN into_stage_before;
ALTER TABLE request_merge DROP COLUMN snoozed_by_id;
ALTER TABLE request_merge DROP COLUMN snoozed_until;
