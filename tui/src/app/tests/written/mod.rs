//! What is written: kept, sent with its files, held back, and waiting for the server.

mod attaching;
mod forwarding;
mod held;
mod kept;
mod queue;
mod writing;
