ALTER TABLE subscription DROP COLUMN problem_code;
DROP INDEX invoice_agency_newest;
