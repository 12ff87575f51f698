ALTER TABLE stripe_event DROP COLUMN subject_id;
DROP TABLE invoice_import;
DROP TABLE subscription;
DROP TABLE price;
DROP TABLE product;
