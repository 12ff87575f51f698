DROP TABLE brand_image;
DROP TABLE brand_draft;
ALTER TABLE agency DROP COLUMN version;
ALTER TABLE agency DROP COLUMN currency;
ALTER TABLE agency DROP COLUMN sender_address;
ALTER TABLE agency DROP COLUMN sender_name;
ALTER TABLE agency DROP COLUMN brand;
