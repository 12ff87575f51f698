-- What is found by its words leads to where it stands now.
CREATE TRIGGER request_message_moved AFTER UPDATE OF request_id ON request_message BEGIN
    UPDATE search_entry SET request_id = new.request_id WHERE thing_id = new.id;
END;
CREATE TRIGGER request_note_moved AFTER UPDATE OF request_id ON request_note BEGIN
    UPDATE search_staff_entry SET request_id = new.request_id WHERE thing_id = new.id;
END;
CREATE TRIGGER request_merged AFTER INSERT ON request_merge BEGIN
    UPDATE search_entry SET request_id = new.root_id WHERE thing_id = new.request_id;
END;
CREATE TRIGGER request_merged_anew AFTER UPDATE OF root_id ON request_merge BEGIN
    UPDATE search_entry SET request_id = new.root_id WHERE thing_id = new.request_id;
END;
CREATE TRIGGER request_unmerged AFTER DELETE ON request_merge BEGIN
    UPDATE search_entry SET request_id = old.request_id WHERE thing_id = old.request_id;
END;
