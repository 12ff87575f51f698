//! The PostgreSQL that `tests/run` has started, and databases of one's own in it; and for tests that stop
//! a database, a whole cluster of one's own.
