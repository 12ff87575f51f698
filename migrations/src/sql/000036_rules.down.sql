ALTER TABLE request_message DROP COLUMN automatic;
DROP TABLE request_rule;
