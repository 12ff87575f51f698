ALTER TABLE saved_view ADD COLUMN plain_sort text NOT NULL DEFAULT 'newest'
    CHECK (plain_sort IN ('newest', 'oldest', 'waiting', 'priority'));
UPDATE saved_view SET plain_sort = sort WHERE sort IN ('newest', 'oldest', 'waiting', 'priority');
ALTER TABLE saved_view DROP COLUMN sort;
ALTER TABLE saved_view RENAME COLUMN plain_sort TO sort;
DROP INDEX request_due_last;
DROP INDEX request_due_first;
DROP INDEX request_standing;
DROP INDEX request_pressing;
DROP INDEX request_updates;
DROP INDEX request_subjects;
DROP INDEX request_numbers;
