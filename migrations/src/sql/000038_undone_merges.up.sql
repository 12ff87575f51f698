-- How both stood before they were put together, as far as merging changes it: until when staff did not look at them, and
-- whether what it was put into was done. Taking them apart gives it back. Of what was merged before, nothing is known.
ALTER TABLE request_merge ADD COLUMN snoozed_until timestamptz;
ALTER TABLE request_merge ADD COLUMN snoozed_by_id uuid REFERENCES staff_user (id) ON DELETE SET NULL;
ALTER TABLE request_merge ADD COLUMN into_stage_before text
    CHECK (into_stage_before IN ('new', 'open', 'waiting_on_client', 'waiting_on_agency', 'resolved', 'closed'));
ALTER TABLE request_merge ADD COLUMN into_closed_at timestamptz;
ALTER TABLE request_merge ADD COLUMN into_snoozed_until timestamptz;
ALTER TABLE request_merge ADD COLUMN into_snoozed_by_id uuid REFERENCES staff_user (id) ON DELETE SET NULL;
