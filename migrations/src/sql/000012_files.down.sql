DROP TABLE note_file;
DROP TABLE file;
DROP TABLE upload;
DROP TABLE upload_start;
