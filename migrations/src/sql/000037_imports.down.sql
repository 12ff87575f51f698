DROP TABLE file_import;
DROP TABLE request_import;
