//! How a run gets on. A run that is queued is taken up where there is room for it ([`take_up`]); a job then walks through
//! its steps ([`Advance`]). What a step does here, what came of it and where the run stands then are one transaction, so
//! that it is done once, whatever dies when. What it asks of others is asked between two transactions, under a name
//! that stays the same when it is asked again. Nothing sleeps: whatever waits is a row, and what wakes it is a change of
//! rows ([`wake`]). A run that another engine runs is an errand: it is taken up the same way, and the engine is asked to
//! start it, how it stands, and to stop what is cancelled here ([`errand`], [`told`](mod@told), [`stop`]).

mod act;
mod advance;
mod ask;
mod author;
mod credentials;
mod errand;
mod failure;
mod invoice;
mod stand;
mod state;
mod stop;
mod take_up;
mod told;
mod wake;

pub use advance::Advance;
pub use ask::refused;
pub use failure::StepFailure;
pub use stop::StopThere;
pub use told::{told, told_anew};
pub use wake::{give, serve};
