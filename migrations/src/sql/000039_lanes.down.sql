-- What is due at webhooks is found anew.
DELETE FROM job WHERE kind = 'send_webhook';
DROP INDEX job_due;
CREATE INDEX job_due ON job (state, run_at, id);
ALTER TABLE job DROP COLUMN lane;
