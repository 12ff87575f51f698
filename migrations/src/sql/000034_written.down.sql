DROP TABLE request_presence;
DROP TABLE request_draft;
