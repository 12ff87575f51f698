DROP TRIGGER request_message_moved;
DROP TRIGGER request_note_moved;
DROP TRIGGER request_merged;
DROP TRIGGER request_merged_anew;
DROP TRIGGER request_unmerged;
