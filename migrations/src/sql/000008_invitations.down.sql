DROP TABLE ownership_transfer;
DROP TABLE staff_invitation;
DROP TABLE invitation_token;
DROP TABLE invitation;
ALTER TABLE staff_user DROP COLUMN version;
ALTER TABLE client_user DROP COLUMN onboarding;
