-- Jobs stand in several lines, so that what waits for others' servers holds up only its like. Webhooks have a job each, and one
-- that comes back finds what is due: those of the agencies are done with.
ALTER TABLE job ADD COLUMN lane text NOT NULL DEFAULT 'here'
    CHECK (lane IN ('here', 'mails', 'pictures', 'runs', 'elsewhere', 'webhooks'));
DROP INDEX job_due;
CREATE INDEX job_due ON job (state, lane, run_at, id);
DELETE FROM job WHERE kind = 'send_webhooks';
UPDATE job SET lane = 'mails' WHERE kind IN ('deliver_mail', 'send_reset', 'send_staff_reset', 'send_email_change');
UPDATE job SET lane = 'pictures' WHERE kind = 'make_preview';
UPDATE job SET lane = 'runs' WHERE kind IN ('advance_run', 'follow_engine', 'stop_there');
UPDATE job SET lane = 'elsewhere'
WHERE kind IN (
    'check_connection', 'check_domain', 'certify', 'apply_stripe_event', 'close_checkout', 'reconcile_stripe', 'mirror_product'
);
