//! What happens when things break: the process is killed, the database is locked or gone, readers are slow.

mod backup;
mod database;
mod kills;
mod probes;
mod runs;
mod slow;
mod stop;
mod target;
mod webhooks;
mod writers;
