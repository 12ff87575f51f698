DROP TABLE canned_reply;
DROP TABLE service_hours;
DROP TABLE saved_view;
DROP TABLE request_span;
DROP TABLE request_follower;
DROP INDEX request_due;
DROP INDEX request_stage;
ALTER TABLE request DROP COLUMN due_on;
ALTER TABLE request DROP COLUMN stage;
