use chrono::FixedOffset;
use portico_openapi::types::{WebhookDelivery, WebhookDeliveryDetail, WebhookDeliveryState, WebhookPause};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{known, quiet};
use crate::{
    action::Action,
    app::App,
    foreign,
    keymap::Context,
    office::{Subject, webhooks::Told},
    screens::sheet::Entry,
    text, when,
    widgets::sentence,
};

/// How many deliveries are drawn as bars.
const BARS: usize = 40;

/// The agency's webhooks, how each does, and below one what it was told.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let shelf = match known(app, &app.office.webhooks, columns) {
        Ok(shelf) if shelf.all.is_empty() => {
            let key = app.keymap.key(Context::Webhooks, Action::New);
            return quiet(app, &format!("No program of yours is told of anything yet. {key} sets one up."), columns);
        }
        Ok(shelf) => shelf,
        Err(why) => return why,
    };
    let mut all = Vec::new();
    for told in &shelf.all {
        all.push(entry(app, told, columns));
        if app.office.unfolded == Some(told.webhook.id) {
            all.extend(told.log.iter().map(|delivery| row(app, delivery, columns)));
            let words = if told.log.is_empty() { "It was told of nothing yet." } else { "" };
            all.extend(quiet(app, words, columns));
        }
    }
    all
}

fn entry(app: &App, told: &Told, columns: usize) -> Entry {
    let webhook = &told.webhook;
    let (state, style) = standing(app, told);
    let mut lines = vec![sentence::ends(&webhook.url, app.theme.strong(), &state, style, columns)];
    let (arrived, settled) = told.arrived();
    let words = match settled {
        0 if told.last_tried().is_some() => " nothing arrived yet".to_owned(),
        0 => " nothing was told yet".to_owned(),
        _ => format!(" {arrived} of {settled} arrived"),
    };
    let mut bars = vec![Span::raw("  ")];
    bars.extend(sparkline(app, &told.log, BARS.min(columns.saturating_sub(28))));
    bars.push(Span::styled(words, app.theme.muted()));
    lines.push(Line::from(bars));
    let count = webhook.event_types.len();
    let told_of = if count == 1 { webhook.event_types.concat() } else { format!("{count} events") };
    let rotating = webhook.old_secret_until.filter(|until| *until > app.now);
    let rotating = rotating.map(|until| format!("both secrets sign until {}", when::moment(until, app.now, app.zone)));
    let facts = [Some(webhook.description.clone()).filter(|text| !text.is_empty()), Some(told_of), rotating];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let wrapped = text::wrap(&foreign::line(&facts), columns.saturating_sub(2));
    lines.extend(wrapped.into_iter().map(|line| Line::styled(format!("  {line}"), app.theme.muted())));
    lines.push(Line::default());
    Entry::about(Subject::Webhook(webhook.id), lines)
}

fn standing(app: &App, told: &Told) -> (String, Style) {
    let webhook = &told.webhook;
    let since = |at| when::moment(at, app.now, app.zone);
    match (webhook.paused_at, webhook.pause_reason, webhook.failing_since) {
        (Some(at), Some(WebhookPause::Failing), _) => {
            (format!("✕ paused {}: nothing got through", since(at)), app.theme.danger())
        }
        (Some(at), Some(WebhookPause::Gone), _) => {
            (format!("✕ paused {}: it said that it is gone", since(at)), app.theme.danger())
        }
        (Some(at), ..) => (format!("○ paused {}", since(at)), app.theme.warning()),
        (None, _, Some(at)) => (format!("○ failing since {}", since(at)), app.theme.warning()),
        (None, _, None) => match told.last_tried() {
            None => ("○ ready".into(), app.theme.muted()),
            Some(last) if last.state == WebhookDeliveryState::Delivered => ("✓ told".into(), app.theme.positive()),
            Some(_) => ("○ the last did not arrive".into(), app.theme.warning()),
        },
    }
}

/// How the last deliveries went, the latest at the right: what arrived is low, what did not stands out by its height, too.
pub fn sparkline(app: &App, log: &[WebhookDelivery], room: usize) -> Vec<Span<'static>> {
    let shown = log.iter().take(room).rev();
    shown.map(|delivery| bar(app, delivery.state)).collect()
}

fn bar(app: &App, state: WebhookDeliveryState) -> Span<'static> {
    match state {
        WebhookDeliveryState::Delivered => Span::styled("▂", app.theme.positive()),
        WebhookDeliveryState::Waiting => Span::styled("▅", app.theme.warning()),
        WebhookDeliveryState::Failed => Span::styled("█", app.theme.danger()),
        WebhookDeliveryState::Missed => Span::styled("·", app.theme.muted()),
    }
}

fn row(app: &App, delivery: &WebhookDelivery, columns: usize) -> Entry {
    let at = when::moment(delivery.created_at, app.now, app.zone);
    let left = format!("{} {}", text::fit(&at, 16), delivery.event_type);
    let (words, style) = how(app, delivery);
    let mut line = sentence::ends(&left, app.theme.text(), &words, style, columns.saturating_sub(4));
    line.spans.insert(0, Span::raw("  "));
    line.spans.insert(1, bar(app, delivery.state));
    line.spans.insert(2, Span::raw(" "));
    Entry::about(Subject::Delivery(delivery.webhook_id, delivery.id), vec![line])
}

fn how(app: &App, delivery: &WebhookDelivery) -> (String, Style) {
    let said = delivery.last_status.map(|status| status.to_string()).or_else(|| delivery.last_error.clone());
    let said = said.unwrap_or_default();
    match delivery.state {
        WebhookDeliveryState::Delivered => (said, app.theme.positive()),
        WebhookDeliveryState::Failed => (format!("failed · {said}"), app.theme.danger()),
        WebhookDeliveryState::Missed => ("missed while paused".into(), app.theme.muted()),
        WebhookDeliveryState::Waiting => {
            let next = delivery.next_at.map(|at| when::moment(at, app.now, app.zone)).unwrap_or_default();
            let again = if delivery.attempts == 0 { "waits".to_owned() } else { format!("{said} · again {next}") };
            (again, app.theme.warning())
        }
    }
}

/// All that is known of a delivery, as text.
pub fn told(whole: &WebhookDeliveryDetail, zone: FixedOffset) -> String {
    let clock = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %:z").to_string();
    let delivery = &whole.delivery;
    let mut out = format!("event {}\nhappened {}\n", delivery.event_id, clock(delivery.created_at));
    if let Some(next) = delivery.next_at {
        out += &format!("tried again {}\n", clock(next));
    }
    for attempt in &whole.attempts {
        let status = attempt.status.map(|status| status.to_string()).unwrap_or_else(|| "no answer".into());
        out +=
            &format!("\n{}. {} · {status} · {} ms\n", attempt.number, clock(attempt.started_at), attempt.duration_ms);
        let said = attempt.error.iter().chain(attempt.response.iter().filter(|text| !text.is_empty()));
        for words in said {
            out += &format!("{words}\n");
        }
    }
    let payload = serde_json::from_str::<serde_json::Value>(&whole.payload).ok();
    let payload = payload.and_then(|value| serde_json::to_string_pretty(&value).ok());
    format!("{out}\n{}", payload.unwrap_or_else(|| whole.payload.clone()))
}
