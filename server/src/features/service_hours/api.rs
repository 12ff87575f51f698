use chrono::NaiveDate;
use poem_openapi::param::Header;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};

use super::service::{self, Change};
use super::settings::{self, Promised};
use crate::api::{Admin, Outcome, Priority, Staff, Tag, Tagged, Text, expect_version, tag};
use crate::entity::words;
use crate::error::{Error, Result};

/// A day of the week.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Hours of one weekday, in the agency's time zone.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct OpeningHours {
    weekday: Weekday,
    /// As `09:00`.
    from: Text,
    /// As `17:30`; the day's end is `24:00`.
    to: Text,
}

/// A day without hours.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct Holiday {
    date: NaiveDate,
    #[oai(validator(min_length = 1, max_length = 120))]
    name: Text,
}

/// What is promised at one priority, in minutes within the hours; the client's own time does not count.
#[derive(Object)]
#[oai(skip_serializing_if_is_none, deny_unknown_fields)]
struct ServiceTarget {
    priority: Priority,
    /// To the first answer of staff.
    #[oai(validator(minimum(value = "1"), maximum(value = "527040")))]
    first_response_minutes: Option<u32>,
    /// To the end.
    #[oai(validator(minimum(value = "1"), maximum(value = "527040")))]
    resolution_minutes: Option<u32>,
}

/// When the agency works, and how soon it means to answer.
#[derive(Object)]
struct ServiceHours {
    /// Without any, the agency works always.
    hours: Vec<OpeningHours>,
    holidays: Vec<Holiday>,
    /// What is not here is not promised.
    targets: Vec<ServiceTarget>,
    version: i64,
}

/// A change of it; what is left out stays, and what is there replaces.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct ServiceHoursChange {
    #[oai(validator(max_items = 50))]
    hours: Option<Vec<OpeningHours>>,
    #[oai(validator(max_items = 400))]
    holidays: Option<Vec<Holiday>>,
    #[oai(validator(max_items = 4))]
    targets: Option<Vec<ServiceTarget>>,
}

/// When the agency works, and how soon it means to answer.
pub struct ServiceHoursApi;

#[OpenApi(tag = "Tag::Agency")]
impl ServiceHoursApi {
    /// When the agency works, and how soon it means to answer.
    #[oai(path = "/service-hours", method = "get", operation_id = "service_hours_view")]
    async fn view(&self, Staff(scope): Staff) -> Outcome<Tagged<ServiceHours>> {
        Ok(tagged(service::find(&scope).await?))
    }

    /// Says when the agency works and what it promises. It counts at once, for what is open and for what is done. For an
    /// owner or an admin.
    #[oai(path = "/service-hours", method = "patch", operation_id = "service_hours_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        change: Json<ServiceHoursChange>,
    ) -> Outcome<Tagged<ServiceHours>> {
        let version = expect_version(if_match.0.as_deref())?;
        let ServiceHoursChange { hours, holidays, targets } = change.0;
        let change = Change {
            hours: hours.map(|all| all.into_iter().map(hours_of).collect::<Result<_>>()).transpose()?,
            holidays: holidays.map(|all| {
                let day = |one: Holiday| settings::Holiday { day: one.date, name: one.name.into() };
                all.into_iter().map(day).collect()
            }),
            targets: targets.map(|all| all.into_iter().map(promised).collect()),
        };
        Ok(tagged(service::change(&scope, version, change).await?))
    }
}

fn hours_of(said: OpeningHours) -> Result<settings::Hours> {
    let time = |text: &str| {
        settings::minute(text)
            .ok_or_else(|| Error::field("hours", "write each time as 09:00; midnight at the end is 24:00"))
    };
    Ok(settings::Hours { weekday: said.weekday as u8, from: time(&said.from.0)?, to: time(&said.to.0)? })
}

fn promised(said: ServiceTarget) -> (words::Priority, Promised) {
    let promised = Promised { first_response: said.first_response_minutes, resolution: said.resolution_minutes };
    (said.priority.into(), promised)
}

fn tagged(kept: service::ServiceHours) -> Tagged<ServiceHours> {
    let hours = kept.hours.iter().filter_map(|one| {
        let weekday = *WEEK.get(usize::from(one.weekday))?;
        Some(OpeningHours { weekday, from: Text(settings::written(one.from)), to: Text(settings::written(one.to)) })
    });
    let targets = words::Priority::ALL.iter().filter_map(|priority| {
        let Promised { first_response, resolution } = kept.targets.at(*priority);
        (first_response.is_some() || resolution.is_some()).then(|| ServiceTarget {
            priority: (*priority).into(),
            first_response_minutes: first_response,
            resolution_minutes: resolution,
        })
    });
    let (hours, targets) = (hours.collect(), targets.collect());
    let holidays = kept.holidays.into_iter().map(|one| Holiday { date: one.day, name: Text(one.name) }).collect();
    Tagged::Ok(Json(ServiceHours { hours, holidays, targets, version: kept.version }), tag(kept.version))
}
