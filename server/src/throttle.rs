//! Slows guessing: tries are counted before they are checked, in one statement, so that a hundred at once
//! count as a hundred. Enough of them within a quarter of an hour, and the key rests for as long.
//!
//! A password's door counts by account and network: a stranger elsewhere locks nobody out. Guesses from many networks
//! together close it as well, except to networks from which the account was signed in to before. Wishes for a mail are
//! counted likewise, but those from many networks together are only passed over: the answer tells nothing.

use std::net::IpAddr;

use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, OnConflict, SimpleExpr};

use crate::access::SystemScope;
use crate::entity::known_network;
use crate::entity::throttle::{ActiveModel, Column, Entity};
use crate::error::{Error, Result};

const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Tries at one account.
const PER_ACCOUNT: i64 = 10;
/// Tries at one account's password, from all the networks that it was not signed in to from before.
const PER_ACCOUNT_FROM_ANYWHERE: i64 = 50;
/// Mails that one account has sent to addresses of its choice, or all accounts have sent to one address.
pub const LETTERS: i64 = 5;
/// Tries from one address, behind which many people may sit.
const PER_ADDRESS: i64 = 100;

/// One try at an account from an address. Call [`Try::succeeded`] when it was no guess.
pub struct Try {
    account: String,
    address: String,
    /// A password's door also counts what comes from anywhere.
    anywhere: Option<String>,
}

/// Counts a try at a password with which one signs in.
///
/// # Errors
/// [`Error::TooMany`] when the account rests for this network, or for all that it does not know, or the network rests.
pub async fn count_at_door(system: &SystemScope, door: &str, account: &str, address: IpAddr) -> Result<Try> {
    let anywhere = format!("{door}/{}", crate::secrets::hash(account));
    let account = format!("{anywhere}/{}", network(address));
    let address = format!("{door}/{}", network(address));
    for (key, limit) in [(&address, PER_ADDRESS), (&account, PER_ACCOUNT)] {
        if let Some(rest) = take(system, key, limit).await? {
            return Err(rest.refusal());
        }
    }
    if let Some(rest) = take(system, &anywhere, PER_ACCOUNT_FROM_ANYWHERE).await?
        && !is_known(system, &account).await?
    {
        return Err(rest.refusal());
    }
    Ok(Try { account, address, anywhere: Some(anywhere) })
}

/// Whether an account was signed in to from a network before, by the key under which a door counts the two.
async fn is_known(system: &SystemScope, key: &str) -> Result<bool> {
    let known = system.find::<known_network::Entity>().filter(known_network::Column::Key.eq(key));
    Ok(known.first().await?.is_some())
}

/// Counts a wish for a mail to an account, by somebody who has not signed in, and tells whether it is to be granted.
/// Where it is not, what is answered is to be the same: it came from anywhere, and its sender may be the owner. From
/// networks that `door` knows it always is.
///
/// # Errors
/// [`Error::TooMany`] when the account rests for this network, or the network rests.
pub async fn count_wish(
    system: &SystemScope,
    purpose: &str,
    door: &str,
    account: &str,
    address: IpAddr,
) -> Result<bool> {
    let (account, from) = (crate::secrets::hash(account), network(address));
    let (here, both) = (format!("{purpose}/{from}"), format!("{purpose}/{account}/{from}"));
    for (key, limit) in [(&here, PER_ADDRESS), (&both, PER_ACCOUNT)] {
        if let Some(rest) = take(system, key, limit).await? {
            return Err(rest.refusal());
        }
    }
    let anywhere = take(system, &format!("{purpose}/{account}"), PER_ACCOUNT_FROM_ANYWHERE).await?;
    Ok(anywhere.is_none() || is_known(system, &format!("{door}/{account}/{from}")).await?)
}

/// Counts a mail that somebody who has signed in has sent to an address of their choice, and tells whether it is one
/// of the first [`LETTERS`] under this key.
///
/// # Errors
/// When the database fails.
pub async fn count_letter(system: &SystemScope, purpose: &str, key: &str) -> Result<bool> {
    let key = format!("{purpose}/{}", crate::secrets::hash(key));
    Ok(take(system, &key, LETTERS + 1).await?.is_none())
}

/// Counts a try.
///
/// # Errors
/// [`Error::TooMany`] when the account or the address rests.
pub async fn count(system: &SystemScope, purpose: &str, account: &str, address: IpAddr) -> Result<Try> {
    count_noting(system, purpose, account, address, async || Ok(())).await
}

/// Counts a try, and notes it down where it is the one with which the account comes to rest: once for many guesses.
///
/// # Errors
/// As [`count`]; or what `note` answers.
pub async fn count_noting(
    system: &SystemScope,
    purpose: &str,
    account: &str,
    address: IpAddr,
    note: impl AsyncFnOnce() -> Result<()>,
) -> Result<Try> {
    let account = format!("{purpose}/{}", crate::secrets::hash(account));
    let address = format!("{purpose}/{}", network(address));
    if let Some(rest) = take(system, &address, PER_ADDRESS).await? {
        return Err(rest.refusal());
    }
    if let Some(rest) = take(system, &account, PER_ACCOUNT).await? {
        if rest.begins {
            note().await?;
        }
        return Err(rest.refusal());
    }
    Ok(Try { account, address, anywhere: None })
}

/// A key that takes no try.
struct Rest {
    left: TimeDelta,
    /// Whether this very try has brought it about.
    begins: bool,
}

impl Rest {
    fn refusal(&self) -> Error {
        Error::TooMany { retry_after: self.left.to_std().unwrap_or_default() }
    }
}

impl Try {
    /// Forgets the account's tries and takes this one off what else counted it. A door knows the network from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn succeeded(self, system: &SystemScope) -> Result<()> {
        system.delete::<Entity>().filter(Column::Key.eq(&self.account)).exec().await?;
        let fewer = Expr::col(Column::Failures).sub(1);
        let counted = [Some(&self.address), self.anywhere.as_ref()].into_iter().flatten();
        system.update::<Entity>().set_expr(Column::Failures, fewer).filter(Column::Key.is_in(counted)).exec().await?;
        if self.anywhere.is_some() {
            let known = known_network::ActiveModel { key: Set(self.account), seen_at: Set(system.now()) };
            let again =
                OnConflict::column(known_network::Column::Key).update_column(known_network::Column::SeenAt).to_owned();
            system.upsert::<known_network::Entity>(known, again).await?;
        }
        Ok(())
    }
}

async fn take(system: &SystemScope, key: &str, limit: i64) -> Result<Option<Rest>> {
    let now = system.now();
    let col = |column: Column| Expr::col((Entity, column));
    let resting = || -> SimpleExpr { col(Column::BlockedUntil).gt(now) };
    let stale = || -> SimpleExpr { col(Column::LastFailureAt).lt(now - WINDOW) };
    let counted = CaseStatement::new()
        .case(resting(), col(Column::Failures))
        .case(stale(), 1)
        .finally(col(Column::Failures).add(1));
    let until = CaseStatement::new()
        .case(resting(), col(Column::BlockedUntil))
        .case(stale().not().and(col(Column::Failures).add(1).gte(limit)), now + WINDOW)
        .finally(Expr::cust("NULL"));
    let seen = CaseStatement::new().case(resting(), col(Column::LastFailureAt)).finally(now);
    let conflict = OnConflict::column(Column::Key)
        .value(Column::Failures, counted)
        .value(Column::BlockedUntil, until)
        .value(Column::LastFailureAt, seen)
        .to_owned();
    let row =
        ActiveModel { key: Set(key.into()), failures: Set(1), last_failure_at: Set(now), blocked_until: Set(None) };
    let row = system.upsert::<Entity>(row, conflict).await?;
    let until = row.blocked_until.filter(|until| *until > now);
    // A key that rests keeps the time of the try that began it. Nanoseconds may have been lost on the way.
    let begins = (row.last_failure_at - now).abs() < TimeDelta::microseconds(1);
    Ok(until.map(|until| Rest { left: until - now, begins }))
}

/// Addresses are counted by network, since one person can have many of the longer kind.
pub fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
