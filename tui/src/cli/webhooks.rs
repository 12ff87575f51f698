//! The agency's webhooks, looked at and tended by scripts.

use chrono::{DateTime, Local, Offset, Utc};
use portico_openapi::{
    ApiError, Kind,
    types::{NewWebhook, Webhook, WebhookDelivery, WebhookEventType},
};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::{Shape, tell_empty, wrong};
use crate::{
    arguments::Webhooks,
    effect::Call,
    foreign,
    message::Answer,
    office::{
        Deed, Done, Look, Seen,
        webhooks::{self, Deed as Hook, Shelf, Told},
    },
    runtime::{self, Desk, ask},
    screens::office::webhooks as screen,
    text, when,
};

/// Does what is asked about webhooks, and says what came of it.
pub async fn run(desk: &Desk, shape: Shape, what: &Webhooks) -> anyhow::Result<String> {
    if let Webhooks::Create { url, events, description, key } = what {
        let new = NewWebhook {
            url: url.clone(),
            description: Some(description.clone()),
            event_types: events.iter().map(|event| event.trim().to_owned()).collect(),
        };
        return did(desk, shape, key.unwrap_or_else(Uuid::new_v4), Hook::Create(new)).await;
    }
    let shelf = shelf(desk).await?;
    let deed = match what {
        Webhooks::List | Webhooks::Create { .. } => {
            tell_empty(shape, shelf.all.is_empty(), "No webhooks.");
            return Ok(listed(shape, &shelf.all, runtime::now())?);
        }
        Webhooks::Events => return Ok(events(shape, &shelf.events)?),
        Webhooks::Deliveries { webhook } => {
            let log = &find(&shelf, webhook)?.log;
            tell_empty(shape, log.is_empty(), "Nothing was told yet.");
            return Ok(deliveries(shape, log)?);
        }
        Webhooks::Show { webhook, delivery } => Hook::LookUp(named(&shelf, webhook)?, *delivery),
        Webhooks::Test { webhook } => Hook::Test(named(&shelf, webhook)?),
        Webhooks::Pause { webhook } => Hook::Pause(named(&shelf, webhook)?),
        Webhooks::Resume { webhook } => Hook::Resume(named(&shelf, webhook)?),
        Webhooks::Rotate { webhook } => Hook::Rotate(named(&shelf, webhook)?),
        Webhooks::Remove { webhook } => Hook::Remove(named(&shelf, webhook)?),
        Webhooks::Replay { webhook, delivery: Some(delivery), .. } => Hook::Replay(named(&shelf, webhook)?, *delivery),
        Webhooks::Replay { webhook, since, .. } => {
            let (now, said) = (runtime::now(), since.as_deref().unwrap_or_default());
            let zone = now.with_timezone(&Local).offset().fix();
            let since = when::past(said, now, zone);
            let since = since.ok_or_else(|| wrong("Say 12h, 7d, 4w, or a day such as 2026-03-04."))?;
            Hook::ReplaySince(named(&shelf, webhook)?, since)
        }
    };
    did(desk, shape, Uuid::new_v4(), deed).await
}

async fn shelf(desk: &Desk) -> Result<Shelf, ApiError> {
    match ask(desk, Call::Look(Box::new(Look::Webhooks))).await {
        Answer::Seen(Ok(Seen::Webhooks(shelf))) => Ok(*shelf),
        Answer::Seen(Err(error)) => Err(error),
        _ => Err(ApiError::unreachable("This is no answer to what was asked.")),
    }
}

/// The one that has this id, or whose URL holds this.
fn find<'s>(shelf: &'s Shelf, said: &str) -> Result<&'s Told, ApiError> {
    let fits = |told: &&Told| told.webhook.id.to_string() == said || told.webhook.url.contains(said);
    let found: Vec<&Told> = shelf.all.iter().filter(fits).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(ApiError { kind: Kind::NotFound, ..wrong(&format!("No webhook is called “{said}”.")) }),
        many => Err(wrong(&format!("“{said}” can be any of {} webhooks. Say more of it, or its id.", many.len()))),
    }
}

fn named(shelf: &Shelf, said: &str) -> Result<Uuid, ApiError> {
    find(shelf, said).map(|told| told.webhook.id)
}

/// Does it, and says what came of it: a secret alone on its line, so that a script can take it.
async fn did(desk: &Desk, shape: Shape, key: Uuid, hook: Hook) -> anyhow::Result<String> {
    let deed = Deed::Webhooks(hook);
    let done = match ask(desk, Call::Do(key, Box::new(deed.clone()))).await {
        Answer::Done(done) => done?,
        _ => return Err(ApiError::unreachable("This is no answer to what was asked.").into()),
    };
    let json = shape == Shape::Json;
    Ok(match &done {
        Done::Webhooks(webhooks::Done::Secret(secret)) if json => lines(&json!({ "secret": secret.0 }))?,
        Done::Webhooks(webhooks::Done::Secret(secret)) => format!("{}\n", secret.0),
        Done::Webhooks(webhooks::Done::Replayed(count)) if json => lines(&json!({ "count": count }))?,
        Done::Webhooks(webhooks::Done::Delivery(whole)) if json => lines(whole)?,
        Done::Webhooks(webhooks::Done::Delivery(whole)) => {
            let zone = runtime::now().with_timezone(&Local).offset().fix();
            format!("{}\n", foreign::block(&screen::told(whole, zone)))
        }
        done if json => lines(&json!({ "done": deed.said(done) }))?,
        done => format!("{}\n", deed.said(done)),
    })
}

fn lines(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn listed(shape: Shape, all: &[Told], now: DateTime<Utc>) -> serde_json::Result<String> {
    let line = |told: &Told| {
        let (arrived, settled) = told.arrived();
        let Webhook { id, url, description, .. } = &told.webhook;
        let (url, state, count) = (foreign::line(url), state(&told.webhook, now), told.webhook.event_types.len());
        match shape {
            Shape::Plain => {
                let what =
                    if description.is_empty() { String::new() } else { format!(", {}", foreign::line(description)) };
                format!(
                    "Webhook {id} to {url}{what}: {state}. {count} events. {arrived} of the last {settled} arrived.\n"
                )
            }
            _ => format!("{id}  {}  {}  {url}\n", text::fit(&state, 26), text::fit(&format!("{arrived}/{settled}"), 7)),
        }
    };
    Ok(match shape {
        Shape::Json => {
            let items: Vec<&Webhook> = all.iter().map(|told| &told.webhook).collect();
            lines(&json!({ "items": items }))?
        }
        Shape::Plain if all.is_empty() => "No webhooks.\n".into(),
        _ => all.iter().map(line).collect(),
    })
}

fn state(webhook: &Webhook, now: DateTime<Utc>) -> String {
    let since = |at: DateTime<Utc>| match when::span(now - at) {
        span if span == "now" => "since just now".to_owned(),
        span => format!("for {span}"),
    };
    match (webhook.paused_at, webhook.failing_since) {
        (Some(at), _) => {
            let why = webhook.pause_reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
            format!("paused {}{why}", since(at))
        }
        (None, Some(at)) => format!("failing {}", since(at)),
        (None, None) => "told".into(),
    }
}

fn events(shape: Shape, all: &[WebhookEventType]) -> serde_json::Result<String> {
    let line = |event: &WebhookEventType| {
        let internal = if event.internal { " (internal)" } else { "" };
        format!("{}  {}{internal}\n", text::fit(&event.name, 28), event.summary)
    };
    if shape == Shape::Json { lines(&json!({ "items": all })) } else { Ok(all.iter().map(line).collect()) }
}

fn deliveries(shape: Shape, all: &[WebhookDelivery]) -> serde_json::Result<String> {
    let line = |one: &WebhookDelivery| {
        let (at, event) = (one.created_at.format("%Y-%m-%d %H:%M UTC"), foreign::line(&one.event_type));
        let said = one.last_status.map(|status| status.to_string()).or_else(|| one.last_error.clone());
        let said = foreign::line(&said.unwrap_or_default());
        match shape {
            Shape::Plain => {
                let answer = if said.is_empty() { String::new() } else { format!(" The last answer: {said}.") };
                format!("{event} of {at}, {}, tries: {}, delivery {}.{answer}\n", one.state, one.attempts, one.id)
            }
            _ => {
                let state = text::fit(&one.state.to_string(), 9);
                format!("{}  {at}  {state}  {}  {said}\n", one.id, text::fit(&event, 28)).trim_end().to_owned() + "\n"
            }
        }
    };
    Ok(match shape {
        Shape::Json => lines(&json!({ "items": all }))?,
        Shape::Plain if all.is_empty() => "Nothing was told yet.\n".into(),
        _ => all.iter().map(line).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, CRM, id};

    #[test]
    fn one_is_named_by_its_id_or_a_part_of_its_url() {
        let shelf = fixture::webhooks();
        assert_eq!(named(&shelf, "hooks.example"), Ok(id(CRM)));
        assert_eq!(named(&shelf, &id(CRM).to_string()), Ok(id(CRM)));
        assert_eq!(named(&shelf, "nothing").unwrap_err().kind, Kind::NotFound);
        assert!(named(&shelf, "example.com").unwrap_err().message.contains("any of 2"));
    }

    #[test]
    fn the_same_is_told_in_columns_as_sentences_and_as_json() {
        let (shelf, now) = (fixture::webhooks(), fixture::now());
        let columns = listed(Shape::Columns, &shelf.all, now).unwrap();
        assert!(
            columns.contains("told") && columns.contains("2/4") && columns.contains("paused for 30m (failing)"),
            "{columns}"
        );
        let plain = listed(Shape::Plain, &shelf.all, now).unwrap();
        assert!(plain.contains(", Our CRM: told. 2 events. 2 of the last 4 arrived.\n"), "{plain}");
        let json: serde_json::Value = serde_json::from_str(&listed(Shape::Json, &shelf.all, now).unwrap()).unwrap();
        assert_eq!(
            (json["items"].as_array().unwrap().len(), &json["items"][1]["pause_reason"]),
            (2, &json!("failing"))
        );
        let mut just = shelf.all[0].webhook.clone();
        (just.paused_at, just.failing_since) = (None, Some(now));
        assert_eq!(state(&just, now), "failing since just now", "and not for the time being");
        let log = deliveries(Shape::Plain, &shelf.all[0].log).unwrap();
        assert!(log.contains("request.created of 2026-03-04 09:46 UTC, failed, tries: 1"), "{log}");
        assert_eq!(listed(Shape::Plain, &[], now).unwrap(), "No webhooks.\n");
        assert!(events(Shape::Columns, &shelf.events).unwrap().contains("(internal)"));
    }
}
