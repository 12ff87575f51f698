DROP FUNCTION stays_as_it_is() CASCADE;
DROP FUNCTION goes_with_its_owner() CASCADE;
