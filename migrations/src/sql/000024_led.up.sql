-- What people are told leads to the run or the form that it is about. A run's page is its workflow's.
ALTER TABLE activity ADD COLUMN workflow_id uuid;
ALTER TABLE activity ADD COLUMN run_id uuid;
ALTER TABLE activity ADD COLUMN form_id uuid;
ALTER TABLE client_notification ADD COLUMN workflow_id uuid;
ALTER TABLE client_notification ADD COLUMN run_id uuid;
ALTER TABLE client_notification ADD COLUMN form_id uuid;
ALTER TABLE staff_notification ADD COLUMN workflow_id uuid;
ALTER TABLE staff_notification ADD COLUMN run_id uuid;
ALTER TABLE staff_notification ADD COLUMN form_id uuid;

-- Whether to send it is to decide something, which is for those who may approve work.
ALTER TABLE form ADD COLUMN decides boolean NOT NULL DEFAULT FALSE;
UPDATE form SET decides = TRUE
WHERE EXISTS (SELECT 1 FROM form_version WHERE form_version.id = form.version_id AND form_version.schema LIKE '%type%approval%');
