-- Of several accounts at one provider, workflows use the one that was connected first, also once it is connected anew.
-- Until now it was the one that was made first, and what is used goes on being used.
ALTER TABLE connection ADD COLUMN first_connected_at timestamptz;
UPDATE connection SET first_connected_at = created_at WHERE connected_at IS NOT NULL;
