-- Since when nobody is left who could decide on a step, while it waits.
ALTER TABLE approval_step ADD COLUMN unreachable_since timestamptz;
