-- The newest invoice is the one that was issued last; of two of one day, too.
CREATE INDEX invoice_agency_newest ON invoice (agency_id, created_at, id);

-- What Stripe refused is refused by the same word when it is asked for again.
ALTER TABLE subscription ADD COLUMN problem_code text;
