//! What is sold: products with their prices, and what clients pay for again and again.

use chrono::{DateTime, Utc};
use portico_openapi::types::{Subscription, SubscriptionState};
use ratatui::style::Style;

use super::line;
use crate::{
    app::App,
    billing::selling::{per, state},
    foreign,
    office::Subject,
    remote::Phase,
    screens::{office::quiet, sheet::Entry},
    when,
    widgets::{rows, sentence},
};

/// The products, each with what it costs below it.
pub fn products(app: &App, columns: usize) -> Vec<Entry> {
    let all = match app.billing.selling.products.phase() {
        Phase::Ready(all) => all,
        phase => return quiet(app, &rows::absent(&phase, ""), columns),
    };
    if all.is_empty() {
        let words = if app.is_admin() { "Nothing is sold yet. n makes a product." } else { "Nothing is sold yet." };
        return quiet(app, words, columns);
    }
    let mut entries = Vec::new();
    for product in all {
        let prices: Vec<_> = product.prices.iter().filter(|price| price.archived_at.is_none()).collect();
        let right = if product.stripe_id.is_some() { "at Stripe" } else { "" };
        let mut lines = vec![sentence::ends(&product.name, app.theme.strong(), right, app.theme.muted(), columns)];
        if !product.description.trim().is_empty() {
            lines.push(line(&format!("  {}", foreign::line(&product.description)), app.theme.muted(), columns));
        }
        if prices.is_empty() {
            lines.push(line("  It has no price yet, and cannot be sold.", app.theme.warning(), columns));
        }
        entries.push(Entry::about(Subject::Product(product.id), lines));
        entries.extend(prices.into_iter().map(|price| {
            let words = format!("  · {}", per(price.amount, &price.currency, price.recurs));
            Entry::about(Subject::Price(price.id), vec![line(&words, app.theme.text(), columns)])
        }));
        entries.push(Entry::text(vec![Default::default()]));
    }
    entries
}

/// What clients pay for again and again.
pub fn subscriptions(app: &App, columns: usize) -> Vec<Entry> {
    let all = match app.billing.selling.subscriptions.phase() {
        Phase::Ready(all) => all,
        phase => return quiet(app, &rows::absent(&phase, ""), columns),
    };
    if all.is_empty() {
        return quiet(app, "No client has a subscription yet. P shows what is sold.", columns);
    }
    let running = all.iter().filter(|one| one.state != SubscriptionState::Ended).count();
    let late = all.iter().filter(|one| one.state == SubscriptionState::PastDue).count();
    let head = match (running, late) {
        (running, 0) => format!("{running} run."),
        (running, late) => format!("{running} run, {late} of them past due."),
    };
    let mut entries = quiet(app, &head, columns);
    entries.extend(all.iter().map(|one| {
        let (shape, word) = state(one);
        let many = if one.quantity == 1 { String::new() } else { format!(" ×{}", one.quantity) };
        let left = format!("{shape} {} · {}{many} · {word}", one.workspace.name, one.name);
        let amount = per(one.amount.saturating_mul(one.quantity), &one.currency, one.recurs);
        let own = style(app, one);
        let mut lines = vec![sentence::ends(&left, own, &amount, own, columns)];
        lines.push(line(&format!("    {}", turns(app, one)), app.theme.muted(), columns));
        if let Some(problem) = &one.problem {
            lines.extend(sentence::edged(problem, "    ", app.theme.danger(), columns));
        }
        Entry::about(Subject::Subscription(one.id), lines)
    }));
    entries
}

fn style(app: &App, one: &Subscription) -> Style {
    match one.state {
        SubscriptionState::PastDue => app.theme.danger(),
        SubscriptionState::Starting | SubscriptionState::Paused => app.theme.warning(),
        SubscriptionState::Active if one.ends_at.is_some() => app.theme.warning(),
        SubscriptionState::Active => app.theme.positive(),
        SubscriptionState::Ended => app.theme.muted(),
    }
}

fn day(app: &App, at: DateTime<Utc>) -> String {
    at.with_timezone(&app.zone).format("%-d %b %Y").to_string()
}

/// When it began, and when it goes on or ends.
fn turns(app: &App, one: &Subscription) -> String {
    let next = match (one.ended_at, one.ends_at, one.renews_at) {
        (Some(at), ..) => format!("ended {}", day(app, at)),
        (_, Some(at), _) => format!("ends {}", day(app, at)),
        (.., Some(at)) => format!("renews {}", day(app, at)),
        _ => String::new(),
    };
    let since = format!("since {}", day(app, one.started_at));
    [next, since].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// All that is known of a subscription.
pub fn text(app: &App, one: &Subscription) -> String {
    let (shape, word) = state(one);
    let moment = |at| when::moment(at, app.now, app.zone);
    let facts = [
        ("Client", Some(one.workspace.name.clone())),
        ("Each", Some(per(one.amount, &one.currency, one.recurs))),
        ("How many", Some(one.quantity.to_string())),
        ("Invoices are due", Some(format!("after {} days", one.due_days))),
        ("Started", Some(format!("{} by {}", moment(one.started_at), one.author))),
        ("Renews", one.renews_at.map(moment)),
        ("Ends", one.ends_at.map(moment)),
        ("Ended", one.ended_at.map(moment)),
        ("At Stripe", one.stripe_id.clone()),
        ("What is wrong", one.problem.clone()),
    ];
    let facts =
        facts.into_iter().filter_map(|(label, words)| words.map(|words| format!("{label}: {}", foreign::line(&words))));
    std::iter::once(format!("{shape} {word}")).chain(facts).collect::<Vec<_>>().join("\n")
}
