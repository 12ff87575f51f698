use chrono::TimeDelta;
use sea_orm::ColumnTrait;

use super::install::private;
use super::{Findings, in_time};
use crate::access::{Database, SystemScope, Whole};
use crate::clock::Clock;
use crate::config::Config;
use crate::entity::words::{JobState, StaffRole};
use crate::entity::{agency, audit_entry, domain, job, staff_user};
use crate::error::{Result, explain};
use crate::features::connections;
use crate::secrets::MasterKey;

/// Milliseconds that clocks may differ: codes live for half a minute.
const DRIFT: u64 = 5_000;
/// How long a job that is due may wait for somebody to do it.
const WAIT: TimeDelta = TimeDelta::minutes(15);

/// Looks at the database, and gives the way into it where it can be used with this key.
pub async fn database(found: &mut Findings, config: &Config, master: Option<&MasterKey>) -> Option<SystemScope> {
    const WHAT: &str = "database";
    let url = config.database_url();
    if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
        found.fault(WHAT, "PORTICO_DATABASE_URL must begin with sqlite:// or postgres://");
        return None;
    }
    if let Some(file) = config.database_file() {
        if !file.is_file() {
            let file = file.display();
            found.fault(
                WHAT,
                format!("{file} is not there: `portico migrate` makes it, `portico restore` brings it back"),
            );
            return None;
        }
        private(found, WHAT, &file);
    }
    let moment = found.keep(WHAT, in_time(Whole::open(&url)).await)?;
    let (migration, version, clock) = (moment.migration().await, moment.version().await, moment.clock().await);
    moment.close().await;
    let newest = Database::newest_migration();
    let version = found.keep(WHAT, version)?;
    match found.keep(WHAT, migration)? {
        None => found.fault(WHAT, "it has no tables of ours: `portico migrate` makes them"),
        Some(is) if !Database::knows_migration(&is) => {
            found.fault(WHAT, format!("a newer Portico has had it, at {is}: use that one"));
        }
        Some(is) if is != newest => {
            found.fault(WHAT, format!("it stands at {is}: `portico migrate` brings it to {newest}"));
        }
        Some(is) => {
            found.ok_otherwise(WHAT, format!("{version} answers, at {is}"));
            self::clock(found, clock);
            let opened = Database::connect(&url, Clock::default(), master?).await;
            return found.keep(WHAT, opened).map(|database| database.system());
        }
    }
    None
}

/// Whether this machine and the database agree about the time, to which links and codes are good.
fn clock(found: &mut Findings, there: Result<i64>) {
    const WHAT: &str = "clock";
    let Some(there) = found.keep(WHAT, there) else { return };
    let apart = there.abs_diff(Clock::default().now().timestamp_millis());
    let shown = format!("{}.{} seconds from the database's", apart / 1000, apart % 1000 / 100);
    if apart > DRIFT {
        found.fault(WHAT, format!("{shown}: have both set by NTP"));
    } else {
        found.ok(WHAT, shown);
    }
}

/// Whether every agency can be reached and is in somebody's hands, and its trail was written under this key.
pub async fn agencies(found: &mut Findings, system: &SystemScope) {
    const WHAT: &str = "agencies";
    let all = match system.agencies().all().await {
        Ok(all) if all.is_empty() => return found.warning(WHAT, "there is none: `portico agency create` makes one"),
        Ok(all) => all,
        Err(error) => return found.fault(WHAT, explain(&error)),
    };
    let alone = all.len() == 1;
    for agency in &all {
        if agency.time_zone.parse::<chrono_tz::Tz>().is_err() {
            let zone = &agency.time_zone;
            found.fault("clock", format!("{}: the time zone {zone} is not known to this program", agency.name));
        }
        let looked = agency_of(found, system, agency, alone).await;
        found.keep(WHAT, looked);
    }
    let each = if alone { "it" } else { "each" };
    found.ok_otherwise(WHAT, format!("{}: {each} has an owner and a host", all.len()));
}

async fn agency_of(found: &mut Findings, system: &SystemScope, agency: &agency::Model, alone: bool) -> Result<()> {
    const WHAT: &str = "agencies";
    let (scope, name) = (system.agency(agency.id), &agency.name);
    let owner = scope.find::<staff_user::Entity>().filter(staff_user::Column::Role.eq(StaffRole::Owner));
    if owner.filter(staff_user::Column::DisabledAt.is_null()).first().await?.is_none() {
        found.fault(WHAT, format!("{name} has no owner who can sign in"));
    }
    // An agency that is alone is met at every host.
    if !alone && scope.hosts().await?.is_empty() {
        found.fault(WHAT, format!("{name} has no host that is served, so nobody gets to it: see docs/domains.md"));
    }
    let lost = scope.find::<domain::Entity>().filter(domain::Column::Problem.is_not_null());
    for row in lost.all().await? {
        found.warning(WHAT, format!("{name}: {} does not lead here as it should: see docs/domains.md", row.host));
    }
    let first = scope.find::<audit_entry::Entity>().filter(audit_entry::Column::Number.eq(1)).first().await?;
    if first.is_some_and(|first| !scope.is_genuine("", &first)) {
        found.fault(
            "keys",
            format!("the audit trail of {name} was not begun under this secret key: put back the one that was in use"),
        );
    }
    Ok(())
}

/// Whether what clients gave can be read with the keys that are here.
pub async fn credentials(found: &mut Findings, config: &Config, system: &SystemScope) {
    const WHAT: &str = "credentials";
    let Ok(envelopes) = config.envelopes() else { return };
    let Some(sealed) = found.keep(WHAT, connections::readable(system, &envelopes).await) else { return };
    let connections::Readable { open, older, shut } = sealed;
    if shut > 0 {
        let all = open + shut;
        let are = is_or_are(shut);
        found.fault(WHAT, format!("{shut} of {all} {are} sealed under a key that is not here: put it back"));
    }
    if older > 0 {
        let are = is_or_are(older);
        found.warning(
            WHAT,
            format!("{older} {are} sealed under an older key, which must stay until `portico keys rotate`"),
        );
    }
    let kept = if open == 1 { "the one that is kept".to_owned() } else { format!("all {open} that are kept") };
    found.ok_otherwise(WHAT, format!("{kept} can be read"));
}

fn is_or_are(number: u64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// Whether background work is done.
pub async fn jobs(found: &mut Findings, system: &SystemScope) {
    use job::Column;
    const WHAT: &str = "jobs";
    let before = system.now() - WAIT;
    let all = || system.find::<job::Entity>();
    let failed = all().filter(Column::State.eq(JobState::Failed)).tally::<String>(Column::Kind).await;
    let waiting = all().filter(Column::State.eq(JobState::Ready)).filter(Column::RunAt.lt(before));
    let waiting = waiting.tally::<String>(Column::Kind).await;
    let left = all().filter(Column::State.eq(JobState::Running)).filter(Column::LockedUntil.lt(before));
    let left = left.tally::<String>(Column::Kind).await;
    for (rows, why, advice) in [
        (failed, "given up", "the table `job` says why"),
        (waiting, "due and not begun for 15 minutes", "see that a server runs, and what it logs"),
        (left, "begun by a server that is not heard of", "start one: it takes them up"),
    ] {
        let Some(kinds) = found.keep(WHAT, rows).filter(|kinds| !kinds.is_empty()) else { continue };
        let kinds: Vec<String> = kinds.into_iter().map(|(kind, count)| format!("{count} of {kind}")).collect();
        found.warning(WHAT, format!("{why}: {}; {advice}", kinds.join(", ")));
    }
    found.ok_otherwise(WHAT, "none has given up, and none is late");
}
