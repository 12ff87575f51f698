use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;

use crate::access::{self, Agency, AgencyScope, SystemScope};
use crate::entity::{agency, agency_host};
use crate::error::{Error, FieldErrors, Result};
use crate::ids::{AgencyId, Id};
use crate::text;

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
/// When the short name is taken, or the time zone is none.
pub async fn create(system: &SystemScope, new: NewAgency<'_>) -> Result<AgencyId> {
    check(&new)?;
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
                    welcome: Set(None),
                    created_at: Set(now),
                })
                .await?;
            for (index, host) in new.hosts.iter().enumerate() {
                let row = agency_host::ActiveModel {
                    host: Set((*host).to_lowercase()),
                    agency_id: Set(id),
                    is_primary: Set(index == 0),
                    created_at: Set(now),
                };
                if !system.insert::<agency_host::Entity>(row).await? {
                    return Err(Error::conflict("host_taken", format!("the host {host} shows another agency")));
                }
            }
            Ok(id)
        })
        .await
}

fn check(new: &NewAgency<'_>) -> Result<()> {
    let mut errors = FieldErrors::default();
    errors.keep(text::line("name", new.name, text::LONGEST_NAME))?;
    if new.slug.is_empty() || !new.slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        errors.add("slug", "use lower-case letters, digits and hyphens");
    }
    if new.time_zone.parse::<chrono_tz::Tz>().is_err() {
        errors.add("time_zone", "this is not a time zone's name");
    }
    let is_colour =
        |text: &str| text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit());
    if new.accent.is_some_and(|accent| !is_colour(accent)) {
        errors.add("accent", "write the colour as #rrggbb");
    }
    errors.into_result()
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

/// The agency that a host shows.
///
/// # Errors
/// When the database fails.
pub async fn of_host(system: &SystemScope, host: &str) -> Result<Option<Agency>> {
    access::agency_of_host(system, host).await
}

/// Where the agency's portal is, for links in mails: its own host where it has one, the install's address
/// otherwise. Never the host that a request happened to name.
///
/// # Errors
/// When the database fails.
pub async fn address(system: &SystemScope, agency: AgencyId, base_url: &str) -> Result<String> {
    use agency_host::{Column, Entity};
    let own =
        system.find::<Entity>().filter(Column::AgencyId.eq(agency)).filter(Column::IsPrimary.eq(true)).first().await?;
    let Some(own) = own else { return Ok(base_url.to_owned()) };
    let (scheme, authority) = base_url.split_once("://").unwrap_or(("https", base_url));
    let port = authority.rsplit_once(':').map(|(_, port)| format!(":{port}")).unwrap_or_default();
    Ok(format!("{scheme}://{}{port}", own.host))
}
