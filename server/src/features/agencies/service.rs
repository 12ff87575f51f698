use chrono::{DateTime, Utc};
use poem::Request;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::{self, Agency, AgencyScope, SystemScope};
use crate::brand::{Colour, Look};
use crate::entity::words::DomainState;
use crate::entity::{agency, domain};
use crate::error::{Error, FieldErrors, Result};
use crate::host::Host;
use crate::ids::{AgencyId, DomainId, Id};
use crate::text;
use crate::web::Door;

/// An agency to be.
pub struct NewAgency<'a> {
    pub name: &'a str,
    pub slug: &'a str,
    /// An IANA time zone.
    pub time_zone: &'a str,
    /// The accent colour as `#rrggbb`.
    pub accent: Option<&'a str>,
    /// The host names that show it, the first being the one that mails name.
    pub hosts: &'a [&'a str],
}

/// Creates an agency.
///
/// # Errors
/// When the short name or a host is taken, a host is none, or the time zone is none.
pub async fn create(system: &SystemScope, new: NewAgency<'_>) -> Result<AgencyId> {
    let hosts = check(&new)?;
    let look = Look::of_accent(new.accent).kept().map_err(Error::internal)?;
    system
        .transaction(async |system| {
            let id = AgencyId::new();
            let now = system.now();
            system
                .create_agency(agency::ActiveModel {
                    id: Set(id),
                    name: Set(new.name.trim().to_owned()),
                    slug: Set(new.slug.to_owned()),
                    time_zone: Set(new.time_zone.to_owned()),
                    locale: Set("en".to_owned()),
                    accent: Set(new.accent.map(str::to_owned)),
                    brand: Set(Some(look.clone())),
                    welcome: Set(None),
                    sender_name: Set(None),
                    sender_address: Set(None),
                    currency: Set("EUR".to_owned()),
                    remind_before_hours: Set(24),
                    remind_every_hours: Set(48),
                    remind_at_most: Set(3),
                    hold_seconds: Set(10),
                    keep_runs_days: Set(90),
                    version: Set(1),
                    created_at: Set(now),
                })
                .await?;
            let scope = system.agency(id);
            for host in &hosts {
                if !scope.serve(host).await? {
                    return Err(Error::conflict("host_taken", format!("the host {host} shows another agency")));
                }
                scope.insert(vouched(host, now)).await?;
            }
            if let Some(first) = hosts.first() {
                scope.name_in_mails(first.as_str()).await?;
            }
            Ok(id)
        })
        .await
}

/// A host that whoever runs the install answers for: nobody looks for it in DNS.
fn vouched(host: &Host, now: DateTime<Utc>) -> domain::ActiveModel {
    domain::ActiveModel {
        id: Set(DomainId::new()),
        agency_id: NotSet,
        host: Set(host.to_string()),
        token: Set(String::new()),
        by_operator: Set(true),
        state: Set(DomainState::Verified),
        problem: Set(None),
        found: Set(None),
        points_here: Set(true),
        waiting_since: Set(now),
        failing_since: Set(None),
        verified_at: Set(Some(now)),
        last_checked_at: Set(None),
        next_check_at: Set(None),
        created_at: Set(now),
    }
}

fn check(new: &NewAgency<'_>) -> Result<Vec<Host>> {
    let mut errors = FieldErrors::default();
    errors.keep(text::line("name", new.name, text::LONGEST_NAME))?;
    if new.slug.is_empty() || !new.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        errors.add("slug", "use lower-case letters, digits and hyphens");
    }
    if new.time_zone.parse::<chrono_tz::Tz>().is_err() {
        errors.add("time_zone", "this is not a time zone's name");
    }
    if new.accent.is_some_and(|accent| accent.parse::<Colour>().is_err()) {
        errors.add("accent", "write the colour as #rrggbb");
    }
    let mut hosts: Vec<Host> = Vec::new();
    for text in new.hosts {
        match Host::parse(text) {
            Some(host) if hosts.contains(&host) => {}
            Some(host) => hosts.push(host),
            None => errors.add("host", "write each host as portal.example.com, without https:// and without a port"),
        }
    }
    errors.into_result()?;
    Ok(hosts)
}

/// The agency of the scope.
///
/// # Errors
/// When the database fails.
pub async fn find(scope: &AgencyScope) -> Result<agency::Model> {
    scope.find::<agency::Entity>().one().await
}

/// The agency's name, as mails are signed.
///
/// # Errors
/// When the database fails.
pub async fn name(scope: &AgencyScope) -> Result<String> {
    Ok(find(scope).await?.name)
}

/// The agency of a short name.
///
/// # Errors
/// When the database fails.
pub async fn of_slug(system: &SystemScope, slug: &str) -> Result<Option<AgencyId>> {
    let row = system.agencies().filter(agency::Column::Slug.eq(slug)).first().await?;
    Ok(row.map(|row| row.id))
}

/// The agency that a host shows.
///
/// # Errors
/// When the database fails.
pub async fn of_host(system: &SystemScope, host: &str) -> Result<Option<Agency>> {
    access::agency_of_host(system, host).await
}

/// Where the agency's portal is, for links in mails.
///
/// # Errors
/// When the database fails.
pub async fn address(system: &SystemScope, agency: AgencyId, base_url: &str) -> Result<String> {
    home(&system.agency(agency), base_url).await
}

/// The same for the agency that a request's host shows, for links that others are given.
///
/// # Errors
/// [`Error::Misdirected`] when the host shows no agency.
pub async fn address_of(request: &Request) -> Result<String> {
    let door = Door::of(request).await?;
    address(&door.system, door.agency.id, &door.site.base_url).await
}

/// The same for whoever is within the agency.
///
/// # Errors
/// When the database fails.
pub async fn home(scope: &AgencyScope, base_url: &str) -> Result<String> {
    scope.address(base_url).await
}
