//! Who else looks at the request in the pane, and whether they are answering it; and that the person does.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use portico_openapi::{
    ApiError,
    types::{PresentColleague, RequestDoing},
};
use uuid::Uuid;

use super::{App, Stage};
use crate::{
    draft::Kind,
    effect::{Call, Effect},
    message::Timer,
    remote::Ticket,
};

/// How often the server is told again, which forgets it twice as fast.
const AGAIN: Duration = Duration::from_secs(15);

/// What is known of who is there.
#[derive(Debug, Default)]
pub struct Presence {
    /// What the server was told of the person.
    told: Option<(Uuid, RequestDoing)>,
    /// The latest question.
    asked: Option<Ticket>,
    /// Who else is there, and until when that counts by the clock here.
    others: Vec<(PresentColleague, DateTime<Utc>)>,
    armed: bool,
}

impl App {
    /// What the person does at which request.
    fn attends(&self) -> Option<(Uuid, RequestDoing)> {
        let id = self.conversation.id?;
        let here = matches!(self.stage, Stage::Ready) && !self.read_only && self.in_pane && self.view.is_inbox();
        let answers =
            self.composer.as_ref().is_some_and(|one| one.place.kind == Kind::Reply && one.place.subject == id);
        here.then_some((id, if answers { RequestDoing::Answering } else { RequestDoing::Reading }))
    }

    /// Tells the server where that has changed.
    pub(super) fn attend(&mut self) -> Vec<Effect> {
        let now = self.attends();
        let before = std::mem::replace(&mut self.presence.told, now);
        if before == now {
            return Vec::new();
        }
        let mut effects = Vec::new();
        let left = before.map(|(id, _)| id).filter(|id| now.is_none_or(|(other, _)| other != *id));
        if let Some(id) = left {
            self.presence.others.clear();
            let ticket = self.ticket();
            effects.push(Effect::Call(ticket, Call::Depart(id)));
        }
        effects.extend(self.beat());
        if now.is_some() && !std::mem::replace(&mut self.presence.armed, true) {
            effects.push(Effect::After(AGAIN, Timer::Attend));
        }
        effects
    }

    fn beat(&mut self) -> Option<Effect> {
        let (id, doing) = self.presence.told?;
        let ticket = self.ticket();
        self.presence.asked = Some(ticket);
        Some(Effect::Call(ticket, Call::Attend(id, doing)))
    }

    /// Tells it again, for as long as it is so.
    pub(super) fn attend_again(&mut self) -> Vec<Effect> {
        self.presence.armed = false;
        if self.attends() != self.presence.told {
            // What has changed is told as such.
            return Vec::new();
        }
        let beat = self.beat();
        self.presence.armed = beat.is_some();
        let again = beat.is_some().then_some(Effect::After(AGAIN, Timer::Attend));
        beat.into_iter().chain(again).collect()
    }

    /// Somebody came or went: asks who is there, where that is in the pane.
    pub(super) fn look_who_is_there(&mut self, id: Option<Uuid>) -> Vec<Effect> {
        let Some((here, _)) = self.presence.told.filter(|(here, _)| Some(*here) == id) else {
            return Vec::new();
        };
        let ticket = self.ticket();
        self.presence.asked = Some(ticket);
        vec![Effect::Call(ticket, Call::Present(here))]
    }

    /// Takes who is there. That it is not known is no trouble for anybody.
    pub(super) fn took_present(&mut self, ticket: Ticket, answer: Result<Vec<PresentColleague>, ApiError>) {
        if self.presence.asked != Some(ticket) {
            return;
        }
        self.presence.asked = None;
        let now = self.now;
        let counts = |one: PresentColleague| {
            let until = now + TimeDelta::try_seconds(one.seconds_left).unwrap_or_default();
            (one, until)
        };
        self.presence.others = answer.unwrap_or_default().into_iter().map(counts).collect();
    }

    /// Who else is there, in words.
    pub fn present_words(&self) -> Option<String> {
        let here = self.presence.told.filter(|(id, _)| Some(*id) == self.conversation.id);
        let still = self.presence.others.iter().filter(|(_, until)| *until > self.now && here.is_some());
        let words: Vec<_> = still
            .map(|(one, _)| match one.doing {
                RequestDoing::Answering => format!("✎ {} is answering", one.person.name),
                RequestDoing::Reading => format!("{} is reading", one.person.name),
            })
            .collect();
        (!words.is_empty()).then(|| words.join(" · "))
    }
}
