//! What thirty clients' requests are about, and where each stands when the morning is over.

use std::time::Duration;

use anyhow::{Result, bail};
use portico_openapi::types::{Request, RequestStatusFilter};
use portico_tests::people::{BEN, CARLA};
use portico_tests::{Staff, until_within};

pub const OVEN: &str = "Oven page is blank";
pub const WHITE: &str = "Only white at ovens";
pub const PARKING: &str = "Parking at the shop";
pub const VOUCHER: &str = "Voucher cards";
pub const TEA: &str = "Tea list in Turkish";
pub const THANKS: &str = "Thanks for the photos";
pub const PHONE: &str = "Wrong phone number";
pub const HARBOUR: &str = "Map of the harbour";
pub const CANDLE: &str = "Candle night";
pub const CUPS: &str = "Zebra cups sold out";
pub const SPARE: &str = "Spare key for the till";
pub const SUGAR: &str = "Sugar free cakes";
/// What is split off another.
pub const HOURS: &str = "New hours at Easter";

const PRESSES: &str = "nobody, new, urgent, in Autumn blends campaign";
const WAITS: &str = "nobody, new, low, in Autumn blends campaign";
const WARD: &str = "Adam, open, high #ward";
const ANSWERED: &str = "nobody, waiting_on_client, normal";

/// Who sends what, and where it stands when the morning is over.
pub const SENT: [(&str, &str, &str); 30] = [
    (CARLA, "Lantern poster, door", WAITS),
    (CARLA, "Lantern flyer, market", PRESSES),
    (CARLA, "Lantern banner, fair", PRESSES),
    (CARLA, "Lantern poster, window", WAITS),
    (CARLA, "Lantern banner, bridge", PRESSES),
    (CARLA, "Lantern flyer, counter", PRESSES),
    (CARLA, OVEN, "Mia, waiting_on_client, urgent #oven, in Site refresh"),
    (CARLA, WHITE, "nobody, closed, normal, part of Oven page is blank"),
    (CARLA, PARKING, "nobody, waiting_on_agency, normal"),
    (CARLA, VOUCHER, "nobody, new, normal #voucher, due 2031-03-04, in Loyalty card, followed by Mia Lindqvist"),
    (CARLA, TEA, "Mia, new, normal, out of sight"),
    (CARLA, THANKS, "nobody, resolved, normal"),
    (CARLA, PHONE, "nobody, closed, normal"),
    (CARLA, HARBOUR, "Adam, new, low"),
    (CARLA, CANDLE, ANSWERED),
    (CARLA, CUPS, ANSWERED),
    (CARLA, SPARE, "Mia, new, normal"),
    (CARLA, SUGAR, ANSWERED),
    (BEN, "Ward lamps", WARD),
    (BEN, "Ward keys", WARD),
    (BEN, "Ward clocks", WARD),
    (BEN, "Ward menus", WARD),
    (BEN, "Ward badges", WARD),
    (BEN, "Ward doors", WARD),
    (BEN, "Ward ink and paper", WARD),
    (BEN, "Ward hall signs", WARD),
    (BEN, "Ward evening plan", WARD),
    (BEN, "Ward flowers", WARD),
    (BEN, "Ward beds", WARD),
    (BEN, "Ward garden map", WARD),
];

/// What a client says first.
pub fn said(subject: &str) -> String {
    format!("It is about this: {subject}.")
}

/// All requests there are, also those that are done or out of sight.
pub async fn all(staff: &Staff) -> Result<Vec<Request>> {
    let list = |api: portico_openapi::Client| async move {
        api.request_list().status(RequestStatusFilter::All).limit(200).send().await
    };
    Ok(staff.session.call(list).await?.into_inner().items)
}

/// Waits until every request is where the morning left it; what is held goes a little later.
pub async fn is_where_she_put_it(staff: &Staff) -> Result<()> {
    let limit = Duration::from_secs(120);
    let seen = until_within(limit, "everything to be in its place", async || {
        Ok(astray(&all(staff).await?).is_empty().then_some(()))
    });
    match seen.await {
        Ok(()) => Ok(()),
        Err(error) => bail!("{error}: {:#?}", astray(&all(staff).await?)),
    }
}

/// What stands elsewhere than it should.
fn astray(known: &[Request]) -> Vec<String> {
    let ends = SENT.iter().map(|(_, subject, end)| (*subject, *end)).chain([(HOURS, "nobody, new, normal")]);
    let wrong = ends.filter_map(|(subject, end)| {
        let found = known.iter().find(|one| one.subject == subject);
        let now = found.map_or_else(|| "not there".to_owned(), stands);
        (now != end).then(|| format!("{subject}: {now}, and not {end}"))
    });
    wrong.collect()
}

/// Where a request stands, in a line.
fn stands(request: &Request) -> String {
    let who = request.assignee.as_ref().and_then(|person| person.name.split(' ').next()).unwrap_or("nobody");
    let tags: String = request.tags.iter().map(|tag| format!(" #{tag}")).collect();
    let followers: Vec<_> = request.followers.iter().map(|person| person.name.as_str()).collect();
    let more = [
        request.due_on.map(|day| format!("due {day}")),
        request.project.as_ref().map(|project| format!("in {}", project.name)),
        request.snoozed_until.map(|_| "out of sight".to_owned()),
        request.merged_into.as_ref().map(|whole| format!("part of {}", whole.subject)),
        (!followers.is_empty()).then(|| format!("followed by {}", followers.join(" and "))),
    ];
    let more: String = more.into_iter().flatten().map(|one| format!(", {one}")).collect();
    format!("{who}, {}, {}{tags}{more}", request.status, request.priority)
}
