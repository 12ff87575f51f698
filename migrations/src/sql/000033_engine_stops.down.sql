DROP TABLE run_stop;
ALTER TABLE engine_workflow DROP COLUMN cancel_url;
