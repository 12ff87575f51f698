DROP FUNCTION request_message_moved() CASCADE;
DROP FUNCTION request_note_moved() CASCADE;
DROP FUNCTION request_merged() CASCADE;
