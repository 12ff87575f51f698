use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::types::{
    NewWebhook, Webhook, WebhookChange, WebhookDelivery, WebhookDeliveryDetail, WebhookDeliveryState, WebhookEventType,
};
use uuid::Uuid;

use super::{Fault, Hidden};
use crate::{
    form::{Field, Form},
    when,
};

/// The agency's webhooks, as far as they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// Each with what it was told last.
    pub all: Vec<Told>,
    /// What they can be told of.
    pub events: Vec<WebhookEventType>,
}

/// A webhook, with what it was told last.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The webhook.
    pub webhook: Webhook,
    /// Its last deliveries, the latest first.
    pub log: Vec<WebhookDelivery>,
}

impl Shelf {
    /// One of them.
    pub fn find(&self, id: Uuid) -> Option<&Told> {
        self.all.iter().find(|told| told.webhook.id == id)
    }
}

impl Told {
    /// How many of the last deliveries arrived, and how many there were that are settled.
    pub fn arrived(&self) -> (usize, usize) {
        let count = |state| self.log.iter().filter(|one| one.state == state).count();
        let arrived = count(WebhookDeliveryState::Delivered);
        (arrived, arrived + count(WebhookDeliveryState::Failed) + count(WebhookDeliveryState::Missed))
    }

    /// The last that it was told, or that was tried.
    pub fn last_tried(&self) -> Option<&WebhookDelivery> {
        self.log.iter().find(|one| one.attempts > 0)
    }
}

/// What is done about webhooks.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Set one up.
    Create(NewWebhook),
    /// Change one, as it was seen.
    Change(Uuid, i64, WebhookChange),
    /// Do without it.
    Remove(Uuid),
    /// Have it told of nothing for now.
    Pause(Uuid),
    /// Have it told again.
    Resume(Uuid),
    /// Sign with a new secret.
    Rotate(Uuid),
    /// Try it out.
    Test(Uuid),
    /// Send one thing again: to which webhook, and what.
    Replay(Uuid, Uuid),
    /// Send everything again that was lost since then.
    ReplaySince(Uuid, DateTime<Utc>),
    /// Look at one thing that it was told.
    LookUp(Uuid, Uuid),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// A secret to sign with, told once.
    Secret(Hidden),
    /// How much is sent again.
    Replayed(i64),
    /// One thing that it was told.
    Delivery(Box<WebhookDeliveryDetail>),
}

/// What a form about webhooks is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Another one.
    New,
    /// One, as it was seen.
    Change(Uuid, i64),
    /// Since when what was lost is sent again.
    Replay(Uuid),
}

impl Deed {
    /// Whether it changes anything at the server.
    pub fn changes(&self) -> bool {
        !matches!(self, Self::LookUp(..))
    }

    pub(super) fn said(&self, done: &super::Done) -> String {
        match (self, done) {
            (Self::ReplaySince(..), super::Done::Webhooks(Done::Replayed(count))) => match *count {
                0 => "Nothing was lost since then.".into(),
                1 => "One event is sent again.".into(),
                count => format!("{count} events are sent again, in their order."),
            },
            (deed, _) => deed.words().into(),
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::Create(_) => "The webhook is set up. Send it a test.",
            Self::Change(..) => "The webhook is changed.",
            Self::Remove(_) => "The webhook is gone, and what it was told with it.",
            Self::Pause(_) => "It is told of nothing until you resume it. What happens is kept as missed.",
            Self::Resume(_) => "It is told again. What it missed waits for you to send it.",
            Self::Rotate(_) => "What is sent is signed with both secrets for a day.",
            Self::Test(_) => "A test is on its way.",
            Self::Replay(..) => "It is sent again, under the same id.",
            Self::ReplaySince(..) => "What was lost is sent again.",
            Self::LookUp(..) => "",
        }
    }
}

/// A webhook as a form has it; a new one is told of everything that is not internal.
pub fn fields(now: Option<&Webhook>, events: &[WebhookEventType]) -> Vec<Field> {
    let open = || events.iter().filter(|event| !event.internal).map(|event| event.name.clone()).collect();
    let chosen: Vec<String> = now.map_or_else(open, |webhook| webhook.event_types.clone());
    vec![
        Field::text("url", "Where it is", now.map_or("", |webhook| &webhook.url)).helped("https://hooks.example.com/x"),
        Field::text("description", "What it is for", now.map_or("", |webhook| &webhook.description)),
        Field::lines("event_types", "It is told of", &chosen.join("\n"))
            .helped("one a line; take out what is too much"),
    ]
}

/// Since when what was lost is sent again, as a form has it.
pub fn replay_fields() -> Vec<Field> {
    vec![Field::text("since", "What was lost since", "24h").helped("2026-03-04, 12h, 7d, 4w; it is kept for 30 days")]
}

pub(super) fn filled(purpose: &Purpose, form: &Form, now: DateTime<Utc>, zone: FixedOffset) -> Result<Deed, Fault> {
    if let Purpose::Replay(id) = purpose {
        let since = form.given("since").and_then(|text| when::past(&text, now, zone));
        return Ok(Deed::ReplaySince(*id, since.ok_or(("since", super::SINCE))?));
    }
    let url = form.given("url").ok_or(("url", "Say where it is, such as https://hooks.example.com/portal."))?;
    let description = form.given("description").unwrap_or_default();
    let words = form.text("event_types");
    let event_types: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    if event_types.is_empty() {
        return Err(("event_types", "Name at least one event."));
    }
    Ok(match purpose {
        Purpose::Change(id, version) => {
            let change =
                WebhookChange { url: Some(url), description: Some(description), event_types: Some(event_types) };
            Deed::Change(*id, *version, change)
        }
        Purpose::New | Purpose::Replay(_) => {
            Deed::Create(NewWebhook { url, description: Some(description), event_types })
        }
    })
}
