use super::{known, settings::fact};
use crate::{app::App, billing::edges, screens::sheet::Entry};

/// How the agency bills.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let now = match known(app, &app.office.billing, columns) {
        Ok(settings) => settings,
        Err(why) => return why,
    };
    let agency = app.me.as_ref().map(|me| me.agency.name.clone()).unwrap_or_default();
    let or = |value: &str, none: &str| if value.is_empty() { none.to_owned() } else { value.to_owned() };
    let tax_id = now.tax_id.clone().unwrap_or_default();
    let facts = [
        ("Legal name", now.legal_name.clone().unwrap_or(agency)),
        ("Address", or(&now.address, "none yet; invoices need one in most countries")),
        ("Tax number", or(&tax_id, "none")),
        ("Numbers", format!("{}2026-0001", now.number_prefix)),
        ("Due", format!("{} days after the issue", now.due_days)),
        ("Late", edges(&now.aging)[1..].join(", ")),
        ("Reminders", reminders(&now.reminders)),
        ("How to pay", or(&now.payment_note, "nothing is said")),
    ];
    facts.iter().map(|(label, value)| Entry::text(fact(app, label, value, columns))).collect()
}

fn reminders(days: &[i32]) -> String {
    let said = |day: &i32| match day {
        0 => "on the day".to_owned(),
        before if *before < 0 => format!("{} before", -before),
        after => format!("{after} after"),
    };
    match days {
        [] => "none".into(),
        days => format!("{} (days)", days.iter().map(said).collect::<Vec<_>>().join(", ")),
    }
}
