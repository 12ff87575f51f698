//! How a job works: a name, a payload, and one verb to call. It is enqueued in the transaction of the verb
//! that wants it, so that it exists exactly when its reason does, and it may run more than once.

mod queue;
mod registry;
mod runner;
mod schedule;

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::access::SystemScope;
use crate::connector::Connector;
use crate::dns::Dns;
use crate::drawing::Drawer;
use crate::error::Error;
use crate::mail::{Letters, Mailer};
use crate::storage::Storage;
use crate::stripe::Cashier;
use crate::tls::Issuer;
use crate::web::Site;

pub use queue::{enqueue, enqueue_for};
pub use runner::Runner;
pub use schedule::come_now;

pub use crate::entity::words::JobLane;

/// What a job may use.
#[derive(Clone)]
pub struct Context {
    pub system: SystemScope,
    pub mailer: Arc<dyn Mailer>,
    pub site: Arc<Site>,
    pub dns: Arc<Dns>,
    pub letters: Arc<Letters>,
    /// Who gives certificates, where the server speaks TLS itself.
    pub issuer: Option<Arc<Issuer>>,
    pub storage: Storage,
    pub drawer: Drawer,
    /// Clients' accounts elsewhere, and the way out to hosts that somebody typed.
    pub connector: Arc<Connector>,
    pub cashier: Arc<Cashier>,
    /// Whether there is no other try after this one.
    pub last_try: bool,
}

/// A piece of background work.
pub trait Job: Serialize + DeserializeOwned + Send {
    /// The name under which it is stored; never changed, since rows of it may be waiting.
    const KIND: &'static str;

    /// Where it stands in line: elsewhere than here if it waits for others' servers.
    const LANE: JobLane = JobLane::Here;

    /// How often it is tried before it is left alone.
    const MOST_ATTEMPTS: i32 = 12;

    /// Where two of it would do the same: a second one with the same key is not enqueued.
    fn dedup_key(&self) -> Option<String> {
        None
    }

    /// Does it.
    fn run(self, context: &Context) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Why a job was not done.
#[derive(Debug)]
pub enum Failure {
    /// It may work later.
    Retry(Error),
    /// It will never work.
    Fail(Error),
}

impl From<Error> for Failure {
    /// What is gone stays gone; everything else is worth another try.
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound | Error::Invalid(_) | Error::Malformed(_) => Self::Fail(error),
            other => Self::Retry(other),
        }
    }
}

/// How long to wait after the nth failed attempt: 2 s, 4 s, 8 s … an hour at most, and a quarter more or less,
/// so that what failed together does not come back together.
pub fn pause(attempts: i32, dice: u8) -> Duration {
    let seconds = 2_u64.saturating_pow(attempts.clamp(1, 12) as u32).min(3600) as f64;
    Duration::from_secs_f64(seconds * (0.75 + 0.5 * f64::from(dice) / 255.0))
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_grow_to_an_hour_and_differ() {
        let seconds = |attempts, dice| pause(attempts, dice).as_secs_f64();
        assert_eq!((seconds(1, 0), seconds(1, 255)), (1.5, 2.5));
        assert_eq!((seconds(40, 0), seconds(40, 255)), (2700.0, 4500.0));
        for attempts in 1..12 {
            assert!(seconds(attempts, 255) < seconds(attempts + 1, 0) || attempts == 11, "{attempts}");
        }
    }
}
