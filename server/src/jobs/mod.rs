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
use crate::dns::Dns;
use crate::error::Error;
use crate::mail::Mailer;
use crate::web::Site;

pub use queue::enqueue;
pub use runner::Runner;

/// What a job may use.
#[derive(Clone)]
pub struct Context {
    pub system: SystemScope,
    pub mailer: Arc<dyn Mailer>,
    pub site: Arc<Site>,
    pub dns: Arc<Dns>,
}

/// A piece of background work.
pub trait Job: Serialize + DeserializeOwned + Send {
    /// The name under which it is stored; never changed, since rows of it may be waiting.
    const KIND: &'static str;

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

/// How long to wait after the nth failed attempt: 2 s, 4 s, 8 s … an hour at most.
fn pause(attempts: i32) -> Duration {
    Duration::from_secs(2_u64.saturating_pow(attempts.clamp(1, 12) as u32).min(3600))
}

/// A job that failed this often is left alone.
const MOST_ATTEMPTS: i32 = 12;
