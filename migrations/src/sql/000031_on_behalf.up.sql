-- Who of the agency opened a request on a client's behalf, and whether it is the whole client's and not that of one of
-- its people. Whoever stands as its author then is only the one who may be asked first.
ALTER TABLE request ADD COLUMN opened_by_id uuid REFERENCES staff_user (id) ON DELETE SET NULL;
ALTER TABLE request ADD COLUMN opened_by_name text;
ALTER TABLE request ADD COLUMN for_workspace boolean NOT NULL DEFAULT FALSE;
