-- What is found by its words leads to where it stands now.
CREATE FUNCTION request_message_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_entry SET request_id = new.request_id WHERE thing_id = new.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER request_message_moved AFTER UPDATE OF request_id ON request_message FOR EACH ROW EXECUTE FUNCTION request_message_moved();
CREATE FUNCTION request_note_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_staff_entry SET request_id = new.request_id WHERE thing_id = new.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER request_note_moved AFTER UPDATE OF request_id ON request_note FOR EACH ROW EXECUTE FUNCTION request_note_moved();
CREATE FUNCTION request_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE search_entry SET request_id = old.request_id WHERE thing_id = old.request_id;
    ELSE
        UPDATE search_entry SET request_id = new.root_id WHERE thing_id = new.request_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER request_merged AFTER INSERT OR DELETE OR UPDATE OF root_id ON request_merge FOR EACH ROW EXECUTE FUNCTION request_merged();
