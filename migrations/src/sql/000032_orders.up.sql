-- Each order in which staff have requests goes by an index that begins as their question does, and ends with the id. The
-- expressions are those of features/requests/service/sorting.rs, word for word.
CREATE INDEX request_numbers ON request (agency_id, status, number, id);
CREATE INDEX request_subjects ON request (agency_id, status, lower(subject), id);
CREATE INDEX request_updates ON request (agency_id, status, updated_at, id);
CREATE INDEX request_pressing ON request (agency_id, status, (CASE priority WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'normal' THEN 1 ELSE 0 END), id);
CREATE INDEX request_standing ON request (agency_id, status, (CASE stage WHEN 'new' THEN 0 WHEN 'open' THEN 1 WHEN 'waiting_on_client' THEN 2 WHEN 'waiting_on_agency' THEN 3 WHEN 'resolved' THEN 4 ELSE 5 END), id);
-- What has no day comes last whichever way round.
CREATE INDEX request_due_first ON request (agency_id, status, coalesce(due_on, '9999-12-31'), id);
CREATE INDEX request_due_last ON request (agency_id, status, coalesce(due_on, '0001-01-01'), id);

-- A view can stand in any of them.
ALTER TABLE saved_view ADD COLUMN any_sort text NOT NULL DEFAULT 'newest' CHECK (any_sort IN (
    'newest', 'oldest', 'waiting', 'waiting_least', 'priority', 'priority_least', 'number', 'number_desc', 'client', 'client_desc',
    'subject', 'subject_desc', 'assignee', 'assignee_desc', 'status', 'status_desc', 'due', 'due_desc', 'updated', 'updated_desc',
    'snoozed', 'snoozed_desc'
));
UPDATE saved_view SET any_sort = sort;
ALTER TABLE saved_view DROP COLUMN sort;
ALTER TABLE saved_view RENAME COLUMN any_sort TO sort;
