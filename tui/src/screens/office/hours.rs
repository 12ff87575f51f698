use portico_openapi::types::ServiceHours;

use super::{known, settings::fact};
use crate::{
    app::App,
    office::hours::{PRIORITIES, days, promised},
    screens::sheet::Entry,
    text, when,
};

/// When the agency works, when it does not, and what it promises.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    match known(app, &app.office.hours, columns) {
        Ok(now) => {
            facts(now).into_iter().map(|(label, value)| Entry::text(fact(app, &label, &value, columns))).collect()
        }
        Err(why) => why,
    }
}

fn facts(now: &ServiceHours) -> Vec<(String, String)> {
    let mut facts: Vec<_> = match days(now) {
        days if days.is_empty() => vec![("Hours".into(), "always; no hours are set".into())],
        days => days.into_iter().map(|(day, hours)| (text::begun(&day), hours)).collect(),
    };
    facts.push((String::new(), String::new()));
    facts.push(("Promised".into(), "first answer · end, within the hours".into()));
    for (priority, name, _) in PRIORITIES {
        let target = now.targets.iter().find(|target| target.priority == priority);
        facts.push((
            format!("  {name}"),
            target.map_or_else(|| "not promised".into(), |target| promised(target, " · ")),
        ));
    }
    facts.push((String::new(), String::new()));
    let mut holidays = now.holidays.iter().map(|day| (when::date(day.date), day.name.clone()));
    facts.push(("Days off".into(), if now.holidays.is_empty() { "none".into() } else { String::new() }));
    facts.extend(holidays.by_ref().map(|(day, name)| (format!("  {day}"), name)));
    facts
}
