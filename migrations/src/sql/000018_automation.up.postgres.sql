-- Files stand with what is sent of forms, too.
ALTER TABLE file DROP CONSTRAINT file_place_check;
ALTER TABLE file ADD CONSTRAINT file_place_check CHECK (place IN ('gallery', 'request_message', 'project_comment', 'approval_version', 'approval_comment', 'form_submission'));
