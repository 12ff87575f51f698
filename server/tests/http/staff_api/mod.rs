//! The staff API as integrators and attackers meet it: who gets in and until when, how refusals look, what
//! happens once, what is stale, how lists are paged and filtered.

mod account;
mod api_tokens;
mod at_once;
mod doors;
mod filters;
mod foreign;
mod forged;
pub mod idempotency;
mod inputs;
mod limits;
pub mod made;
mod members;
mod paging;
mod problems;
mod refresh;
mod second_factor;
mod times;
mod tokens;
mod versions;
