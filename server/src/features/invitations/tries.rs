//! Guessing at links is slowed, as guessing at passwords is. Who holds a link that works is not counted, however
//! often they mistype.

use crate::error::{Error, Result};
use crate::throttle;
use crate::web::Door;

/// What kind of link is tried.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Client,
    Teammate,
}

impl Kind {
    const fn purpose(self) -> &'static str {
        match self {
            Self::Client => "invitation",
            Self::Teammate => "staff-invitation",
        }
    }
}

/// Counts a look at a link that is none.
///
/// # Errors
/// [`Error::TooMany`] when the network rests.
pub async fn missed(door: &Door, kind: Kind, token: &str) -> Result<()> {
    throttle::count(&door.system, kind.purpose(), token, door.facts.address).await.map(drop)
}

/// Tries a link: counts the try, and takes it off again unless the link was none.
///
/// # Errors
/// [`Error::TooMany`] when the network rests; whatever the work answers.
pub async fn counted<T>(door: &Door, kind: Kind, token: &str, work: impl AsyncFnOnce() -> Result<T>) -> Result<T> {
    let tries = throttle::count(&door.system, kind.purpose(), token, door.facts.address).await?;
    let outcome = work().await;
    if !matches!(outcome, Err(Error::NotFound)) {
        tries.succeeded(&door.system).await?;
    }
    outcome
}
