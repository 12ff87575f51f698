ALTER TABLE connection DROP COLUMN first_connected_at;
