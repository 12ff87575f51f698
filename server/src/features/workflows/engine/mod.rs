//! How a run gets on. A run that is queued is taken up where there is room for it ([`take_up`]); a job then walks through
//! its steps ([`Advance`]). What a step does here, what came of it and where the run stands then are one transaction, so
//! that it is done once, whatever dies when. What it asks of others is asked between two transactions, under a name
//! that stays the same when it is asked again. Nothing sleeps: whatever waits is a row, and what wakes it is a change of
//! rows ([`wake`]).

mod act;
mod advance;
mod ask;
mod author;
mod credentials;
mod failure;
mod invoice;
mod stand;
mod state;
mod take_up;
mod wake;

pub use advance::Advance;
pub use wake::{give, serve};
