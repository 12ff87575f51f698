DROP INDEX activity_unhooked;
ALTER TABLE activity DROP COLUMN unhooked;
DROP TABLE webhook_attempt;
DROP TABLE webhook_delivery;
DROP TABLE webhook_event;
DROP TABLE webhook;
