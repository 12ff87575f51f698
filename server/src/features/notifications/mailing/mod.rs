//! Turns notifications into mails. Each waits a little for others of its thread, or for the digest's hour, or for
//! the end of quiet hours; then the mail is written and the notifications are marked in one transaction.

mod clients;
mod letter;
mod samples;
mod side;
mod sort;
mod staff;

use std::sync::Arc;

use chrono_tz::Tz;

use crate::access::AgencyScope;
use crate::error::{Error, Result};
use crate::features::agencies;
use crate::jobs::Context;
use crate::locale::Locale;
use crate::mail::Letters;

pub use samples::samples;
use side::Side;

/// How long people wait for whom no mail could be written.
const AGAIN: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// What all mails of an agency share.
struct Desk {
    agency: String,
    /// Where its portal is.
    address: String,
    zone: Tz,
    locale: Locale,
    letters: Arc<Letters>,
}

impl Desk {
    async fn of(context: &Context, scope: &AgencyScope) -> Result<Self> {
        let row = agencies::find(scope).await?;
        let address = agencies::address(&context.system, scope.agency(), &context.site.base_url).await?;
        let zone = row.time_zone.parse().unwrap_or_default();
        let locale = Locale::of(&row.locale);
        Ok(Self { agency: row.name, address, zone, locale, letters: context.letters.clone() })
    }

    /// The host in the agency's address.
    fn host(&self) -> &str {
        let authority = self.address.split_once("://").map_or(self.address.as_str(), |(_, rest)| rest);
        authority.split([':', '/']).next().unwrap_or(authority)
    }
}

/// Writes the mails that are due; says for how many people.
///
/// # Errors
/// When the database does not answer.
pub async fn write_due(context: &Context) -> Result<usize> {
    let mut people = 0;
    for agency in context.system.agencies_with_post().await? {
        let scope = context.system.agency(agency);
        let desk = Desk::of(context, &scope).await?;
        people += write_side::<clients::Clients>(&scope, &desk).await?;
        people += write_side::<staff::Staff>(&scope, &desk).await?;
    }
    Ok(people)
}

/// Writes what is due on one side; one person's trouble is not another's.
async fn write_side<S: Side>(scope: &AgencyScope, desk: &Desk) -> Result<usize> {
    let people = side::due::<S>(scope).await?;
    for person in &people {
        if let Some(error) = mendable(side::write::<S>(scope, desk, *person).await)? {
            tracing::error!(?error, %person, "writing a mail");
            side::put_off::<S>(scope, *person, AGAIN).await?;
        }
    }
    Ok(people.len())
}

/// What is wrong with one person's mail; `Err` when nothing works at all.
fn mendable(outcome: Result<()>) -> Result<Option<Error>> {
    match outcome {
        Ok(()) => Ok(None),
        Err(Error::Unavailable(error)) => Err(Error::Unavailable(error)),
        Err(error) => Ok(Some(error)),
    }
}
