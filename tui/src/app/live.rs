use std::time::Duration;

use chrono::TimeDelta;
use portico_openapi::{StaffEvent, StaffEventKind};

use super::{App, Connection, Stage, asking::MOST};
use crate::{
    action::View,
    automation::Part,
    charts,
    effect::Effect,
    message::{Answer, Live, Timer},
    remote::Ticket,
};

impl App {
    pub(super) fn live(&mut self, live: Live) -> Vec<Effect> {
        if !matches!(self.stage, Stage::Ready) {
            return Vec::new();
        }
        match live {
            Live::Connected => {
                let before = std::mem::replace(&mut self.connection, Connection::Live);
                if !matches!(before, Connection::Lost { .. }) {
                    return self.send_next();
                }
                // Something may have happened that nobody told.
                let mut effects = self.say("Connected again.");
                self.inbox.live = true;
                effects.extend(self.reload());
                effects.extend(self.keep_again());
                effects.extend(self.send_next());
                effects
            }
            Live::Lost { seconds, attempts } => {
                let wait = TimeDelta::seconds(i64::try_from(seconds).unwrap_or(30));
                let asked = Ticket(self.tickets);
                self.connection = Connection::Lost { until: self.now + wait, attempts, asked };
                self.count_down()
            }
            Live::SignedOut => {
                self.ask_to_sign_in("Your sign-in has ended. Please sign in again; what you wrote is kept.")
            }
            Live::Event(event) => self.happened(&event),
        }
    }

    /// Where the server answers, nothing is to be gained by waiting until the stream is tried again.
    pub(super) fn dial_again(&self, ticket: Ticket, answer: &Answer) -> Option<Effect> {
        let came = matches!(
            answer,
            Answer::Counts(Ok(_))
                | Answer::Requests(Ok(_))
                | Answer::Conversation(Ok(_))
                | Answer::Thread(Ok(_))
                | Answer::Notifications(Ok(_))
                | Answer::Present(Ok(_))
                | Answer::Drafts(Ok(_))
                | Answer::Kept(_, Ok(_))
                | Answer::Posted(Ok(_))
                | Answer::Held(Ok(_))
                | Answer::Seen(Ok(_))
        );
        match self.connection {
            Connection::Lost { asked, .. } if came && ticket > asked => Some(Effect::Redial),
            _ => None,
        }
    }

    /// Marks what others did, and fetches again in a moment.
    fn happened(&mut self, event: &StaffEvent) -> Vec<Effect> {
        let mine = self.me.as_ref().is_some_and(|me| Some(me.staff.id) == event.actor_id);
        let spoke = matches!(
            event.kind,
            StaffEventKind::RequestCreated | StaffEventKind::MessageCreated | StaffEventKind::NoteCreated
        );
        if let Some(id) = event.request_id.filter(|_| spoke && !mine)
            && !(self.in_pane && self.conversation.id == Some(id))
        {
            self.inbox.fresh.insert(id);
        }
        if event.kind == StaffEventKind::PresenceChanged {
            return if mine { Vec::new() } else { self.look_who_is_there(event.request_id) };
        }
        if event.kind == StaffEventKind::HeldChanged {
            return if mine { vec![self.fetch_held()] } else { Vec::new() };
        }
        if event.kind == StaffEventKind::NotificationCreated {
            return vec![self.fetch_notifications()];
        }
        if event.kind == StaffEventKind::BillingChanged {
            return if self.view == View::Billing { self.refresh_soon() } else { Vec::new() };
        }
        if matches!(
            event.kind,
            StaffEventKind::RunChanged
                | StaffEventKind::WorkflowChanged
                | StaffEventKind::FormChanged
                | StaffEventKind::ConnectionChanged
        ) {
            return if self.view == View::Automation { self.refresh_soon() } else { Vec::new() };
        }
        self.inbox.live |= !mine;
        self.inbox.stale |= concerns(event, [self.conversation.id, self.project.id, self.approval.id]);
        self.refresh_soon()
    }

    pub(super) fn timer(&mut self, timer: Timer) -> Vec<Effect> {
        match timer {
            Timer::Clock => vec![Effect::After(Duration::from_secs(30), Timer::Clock)],
            Timer::Second => {
                self.second_armed = false;
                let mut effects = self.count_down();
                effects.extend(self.look_after_held());
                effects
            }
            Timer::Refresh => {
                self.refresh_armed = false;
                self.refresh()
            }
            Timer::Filter(stamp) if self.inbox.filter_stamp == stamp => self.filter(),
            Timer::Search(stamp) if self.triage.search.stamp == stamp => self.look_for(),
            Timer::Preview(stamp) if self.inbox.preview_stamp == stamp && !self.in_pane => self.fill_pane(),
            Timer::SaveDraft => self.save_draft(),
            Timer::KeepDraft => self.keep_rested(),
            Timer::Attend => self.attend_again(),
            Timer::Queue => {
                self.queue_armed = false;
                self.send_next()
            }
            Timer::Notice(stamp) if self.stamp == stamp => {
                self.notice = self.notice.take().filter(|notice| notice.failed);
                Vec::new()
            }
            Timer::Resume(stamp) if self.stamp == stamp => match self.stage {
                Stage::Starting { ticket: None, attempts, .. } => vec![self.resume(attempts)],
                _ => Vec::new(),
            },
            Timer::Filter(_) | Timer::Search(_) | Timer::Preview(_) | Timer::Notice(_) | Timer::Resume(_) => Vec::new(),
        }
    }

    fn refresh(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.fetch_counts()];
        if self.inbox.rows().len() > MOST {
            effects.extend(self.say("There is news; R fetches the list again."));
        } else {
            effects.extend(self.fetch_requests());
        }
        if std::mem::take(&mut self.inbox.stale) {
            match self.view {
                View::Projects => {
                    effects.push(self.fetch_directory());
                    effects.extend(self.fetch_project());
                }
                View::Approvals => effects.extend(self.fetch_approval()),
                _ => effects.extend(self.fetch_conversation()),
            }
        }
        if self.view == View::Approvals {
            effects.extend(self.fetch_board());
        }
        if self.view == View::Billing {
            effects.extend(self.fetch_ledger());
            effects.extend(self.fetch_invoice());
        }
        if self.view == View::Automation {
            effects.extend(self.fetch_shelf());
            // Nothing that is told changes an engine, and each look asks it what it has.
            if self.automation.part != Part::Engines {
                effects.extend(self.fetch_whole());
            }
        }
        // Reports look back over weeks: what happens now need not be in them at once.
        if self.view == View::Overview && self.charts.part == charts::Part::Now {
            effects.push(self.fetch_overview());
        }
        effects
    }

    /// Ticks once a second for as long as there is something to count down to.
    pub(super) fn count_down(&mut self) -> Vec<Effect> {
        let lost = matches!(self.connection, Connection::Lost { until, .. } if until > self.now);
        let counting = lost || !self.waiting.is_empty();
        if !counting || std::mem::replace(&mut self.second_armed, true) {
            return Vec::new();
        }
        vec![Effect::After(Duration::from_secs(1), Timer::Second)]
    }
}

/// Whether what is in the pane may have changed.
fn concerns(event: &StaffEvent, opened: [Option<uuid::Uuid>; 3]) -> bool {
    let about = [event.request_id, event.project_id, event.approval_id];
    let same = about.iter().zip(opened).any(|(about, opened)| about.is_some() && *about == opened);
    event.kind == StaffEventKind::Resync || same
}
