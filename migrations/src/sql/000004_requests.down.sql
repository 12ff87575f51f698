DROP TABLE request_text;
DROP TABLE request_tag;
DROP TABLE request_note;
DROP TABLE request_message;
DROP TABLE request;
