//! What was promised for a request, and how much of it is left.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use portico_openapi::types::{PromiseState, Request, RequestPromise, RequestStatus};

use crate::when;

/// A state as a shape that fills, and a word.
pub fn state(state: PromiseState) -> (&'static str, &'static str) {
    match state {
        PromiseState::OnTrack => ("□", "on track"),
        PromiseState::AtRisk => ("◪", "at risk"),
        PromiseState::Breached => ("■", "late"),
        PromiseState::Paused => ("‖", "paused"),
        PromiseState::Met => ("✓", "met"),
    }
}

fn depth(state: PromiseState) -> u8 {
    match state {
        PromiseState::Breached => 4,
        PromiseState::AtRisk => 3,
        PromiseState::OnTrack => 2,
        PromiseState::Paused => 1,
        PromiseState::Met => 0,
    }
}

/// The promise that presses most, of those that still count.
pub fn pressing(request: &Request) -> Option<&RequestPromise> {
    let done = matches!(request.status, RequestStatus::Resolved | RequestStatus::Closed);
    let all = [&request.first_response, &request.resolution].into_iter().flatten().filter(|_| !done);
    // Of two in the same state the first answer comes first.
    all.filter(|one| one.state != PromiseState::Met).rev().max_by_key(|one| depth(one.state))
}

/// How much is left of it, or how much it is late, in a word: `40m`, `-2h`.
pub fn short(promise: &RequestPromise, now: DateTime<Utc>) -> String {
    match (promise.state, promise.due_at) {
        (PromiseState::Paused | PromiseState::Met, _) => String::new(),
        (PromiseState::Breached, due) => {
            let late = due.map_or(promise.used_seconds - promise.target_seconds, |due| (now - due).num_seconds());
            format!("-{}", when::span(chrono::TimeDelta::seconds(late.max(60))))
        }
        (_, Some(due)) => when::span(due - now),
        (_, None) => when::span(chrono::TimeDelta::seconds(promise.target_seconds - promise.used_seconds)),
    }
}

/// A promise in words: `first answer ■ late, 3h of 1h`.
fn told(name: &str, promise: &RequestPromise) -> String {
    let (shape, word) = state(promise.state);
    let (used, target) = (when::measure(promise.used_seconds), when::measure(promise.target_seconds));
    format!("{name} {shape} {word}, {used} of {target}")
}

/// Whether its day has passed.
pub fn is_overdue(request: &Request, today: NaiveDate) -> bool {
    let done = matches!(request.status, RequestStatus::Resolved | RequestStatus::Closed);
    request.due_on.is_some_and(|day| day < today) && !done
}

/// When it is due: `due 4 Mar`, `▪ overdue since 2 Mar`.
fn due(request: &Request, today: NaiveDate) -> Option<String> {
    let day = request.due_on?;
    let shown = day.format(if (day - today).num_days().abs() > 300 { "%-d %b %Y" } else { "%-d %b" });
    Some(match (is_overdue(request, today), (day - today).num_days()) {
        (true, _) => format!("◆ overdue since {shown}"),
        (false, 0) => "due today".into(),
        (false, 1) => "due tomorrow".into(),
        (false, _) => format!("due {shown}"),
    })
}

/// What was promised, when it is due and who follows it; nothing where there is none of it.
pub fn sentence(request: &Request, now: DateTime<Utc>, zone: FixedOffset) -> Option<String> {
    let today = now.with_timezone(&zone).date_naive();
    let followers: Vec<_> = request.followers.iter().map(|person| first_word(&person.name)).collect();
    let followed = (!followers.is_empty()).then(|| format!("followed by {}", followers.join(", ")));
    let parts = [
        due(request, today),
        request.first_response.as_ref().map(|one| told("first answer", one)),
        request.resolution.as_ref().map(|one| told("end", one)),
        followed,
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::fixture;

    fn promise(state: PromiseState, minutes: i64) -> RequestPromise {
        let due_at = Some(fixture::now() + TimeDelta::minutes(minutes));
        RequestPromise { state, target_seconds: 3600, used_seconds: 2700, due_at }
    }

    #[test]
    fn the_one_that_presses_most_is_told() {
        let mut request = fixture::request(1, "Acme", "x");
        assert!(pressing(&request).is_none());
        request.first_response = Some(promise(PromiseState::Met, 0));
        request.resolution = Some(promise(PromiseState::AtRisk, 40));
        assert_eq!(pressing(&request).map(|one| short(one, fixture::now())).as_deref(), Some("40m"));
        request.first_response = Some(promise(PromiseState::Breached, -130));
        assert_eq!(pressing(&request).map(|one| short(one, fixture::now())).as_deref(), Some("-2h"));
        request.status = RequestStatus::Closed;
        assert!(pressing(&request).is_none(), "what is done presses no more");
    }

    #[test]
    fn a_day_that_has_passed_is_told() {
        let mut request = fixture::request(1, "Acme", "x");
        let today = fixture::now().date_naive();
        request.due_on = Some(today);
        assert_eq!(due(&request, today).as_deref(), Some("due today"));
        request.due_on = today.pred_opt();
        assert_eq!(due(&request, today).as_deref(), Some("◆ overdue since 3 Mar"));
        request.status = RequestStatus::Resolved;
        assert_eq!(due(&request, today).as_deref(), Some("due 3 Mar"));
    }
}
