use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Duration,
};

use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::{Address, ApiError, Kind};
use ratatui::layout::Rect;
use uuid::Uuid;

use super::{App, Connection, Opened, Scroll, Stage};
use crate::{
    action::View,
    approvals::Board,
    automation::Automation,
    billing::Billing,
    charts::Charts,
    cursor::Cursor,
    draft::Owner,
    effect::{Call, Effect, Form},
    input::Input,
    keymap::Keymap,
    message::{Arrival, Timer},
    office::{Hidden, Link, Office, Purpose},
    queue::Queued,
    remote::{Remote, Ticket},
    screens::inbox::Inbox,
    theme::Theme,
};

/// What the program knows when it begins.
#[derive(Clone, Debug)]
pub struct Start {
    /// The time.
    pub now: DateTime<Utc>,
    /// The reader's clock.
    pub zone: FixedOffset,
    /// The terminal's size.
    pub size: (u16, u16),
    /// How meanings look.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: Keymap,
    /// Whether nothing is to be changed from here.
    pub read_only: bool,
    /// The server and the person, as far as they are known.
    pub owner: Owner,
    /// A password from the environment.
    pub password: Option<String>,
    /// Whether there is a sign-in to go on with.
    pub resumable: bool,
    /// An invitation to a team.
    pub link: Option<Link>,
    /// Makes the keys that let the server take a thing once.
    pub new_key: fn() -> Uuid,
}

/// The sign-in screen.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// The server's address.
    pub server: Input,
    /// The person's address.
    pub email: Input,
    /// Shown as dots.
    pub password: Input,
    /// The second step, once it is asked for.
    pub code: Option<Input>,
    /// The field with the keys.
    pub field: usize,
    /// The attempt under way.
    pub ticket: Option<Ticket>,
    /// Why the last one failed, or why one is needed.
    pub message: Option<String>,
}

impl SignIn {
    fn new(owner: &Owner, message: Option<String>) -> Self {
        let (server, email) = (Input::new(&owner.server), Input::new(&owner.email));
        let field = [&server, &email].iter().take_while(|input| !input.is_empty()).count();
        Self { server, email, field, message, ..Self::default() }
    }

    /// The field with the keys.
    pub fn input(&mut self) -> &mut Input {
        match (self.field, &mut self.code) {
            (0, _) => &mut self.server,
            (1, _) => &mut self.email,
            (3, Some(code)) => code,
            _ => &mut self.password,
        }
    }

    fn fields(&self) -> usize {
        if self.code.is_some() { 4 } else { 3 }
    }

    fn form(&self) -> Form {
        Form {
            server: self.server.text().trim().to_owned(),
            email: self.email.text().trim().to_owned(),
            password: self.password.text(),
            code: self.code.as_ref().map(|code| code.text().trim().to_owned()),
        }
    }

    /// Goes to another field.
    pub fn step(&mut self, by: usize) {
        self.field = (self.field + by) % self.fields();
    }

    /// How many steps go to the field before.
    pub fn back(&self) -> usize {
        self.fields() - 1
    }
}

impl App {
    /// The beginning, and what is to be done first.
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let mut app = Self {
            now: start.now,
            zone: start.zone,
            screen: Rect::new(0, 0, start.size.0, start.size.1),
            theme: start.theme,
            keymap: start.keymap,
            read_only: start.read_only,
            stage: Stage::SignIn(SignIn::new(&start.owner, None)),
            owner: start.owner,
            me: None,
            connection: Connection::default(),
            view: View::default(),
            in_pane: false,
            overlay: None,
            inbox: Inbox::default(),
            counts: Remote::default(),
            directory: Remote::default(),
            conversation: Opened::default(),
            projects: Cursor::default(),
            project: Opened::default(),
            workspaces: Cursor::default(),
            members: Opened::default(),
            notifications: Remote::default(),
            notification: Cursor::default(),
            load: Remote::default(),
            charts: Charts::default(),
            board: Board::default(),
            approval: Opened::default(),
            billing: Billing::default(),
            triage: Default::default(),
            automation: Automation::default(),
            waiting: Vec::new(),
            held: Remote::default(),
            office: Office::default(),
            place: 0,
            scroll: Scroll::default(),
            drafts: BTreeMap::new(),
            queue: Vec::new(),
            composer: None,
            form: None,
            notice: None,
            pending: None,
            before: Vec::new(),
            doing: None,
            holding: BTreeSet::new(),
            put_away: BTreeSet::new(),
            queued: VecDeque::new(),
            lent: BTreeMap::new(),
            password: start.password,
            tickets: 0,
            stamp: 0,
            refresh_armed: false,
            second_armed: false,
            save_armed: false,
            keeping: Default::default(),
            presence: Default::default(),
            queue_armed: false,
            later: VecDeque::new(),
            new_key: start.new_key,
        };
        let mut effects = vec![Effect::After(Duration::from_secs(30), Timer::Clock)];
        if let Some(link) = start.link {
            app.lead_to_team(link);
        } else if start.resumable {
            effects.push(app.resume(0));
        } else {
            effects.extend(app.with_given_password());
        }
        (app, effects)
    }

    fn with_given_password(&mut self) -> Option<Effect> {
        let known = !self.owner.server.is_empty() && !self.owner.email.is_empty();
        let password = self.password.take().filter(|_| known)?;
        let mut form = SignIn::new(&self.owner, None);
        form.password = Input::new(&password);
        self.stage = Stage::SignIn(form);
        self.submit()
    }

    /// Goes on with the stored sign-in.
    pub(super) fn resume(&mut self, attempts: u32) -> Effect {
        let ticket = self.ticket();
        self.stage = Stage::Starting { ticket: Some(ticket), attempts, failure: None };
        Effect::Call(ticket, Call::Resume)
    }

    /// Sends the sign-in screen.
    fn submit(&mut self) -> Option<Effect> {
        let ticket = self.ticket();
        let Stage::SignIn(form) = &mut self.stage else {
            return None;
        };
        if form.ticket.is_some() {
            return None;
        }
        let filled = form.form();
        if let Err(error) = filled.server.parse::<Address>() {
            form.message = Some(error.to_string());
            form.field = 0;
            return None;
        }
        form.ticket = Some(ticket);
        form.message = None;
        Some(Effect::Call(ticket, Call::SignIn(filled)))
    }

    /// Enter on the sign-in screen: the next empty field, or send.
    pub(super) fn enter(&mut self) -> Vec<Effect> {
        match &mut self.stage {
            Stage::SignIn(form) => {
                let filled = form.form();
                let code = filled.code.as_ref();
                let mut fields = [&filled.server, &filled.email, &filled.password].into_iter().chain(code);
                let empty = fields.position(|field| field.is_empty());
                match empty {
                    Some(field) => {
                        form.field = field;
                        Vec::new()
                    }
                    None => self.submit().into_iter().collect(),
                }
            }
            Stage::Starting { ticket: None, attempts, .. } => {
                let attempts = *attempts;
                vec![self.resume(attempts)]
            }
            _ => Vec::new(),
        }
    }

    /// The answer to signing in or going on.
    pub(super) fn arrived(&mut self, ticket: Ticket, answer: Result<Arrival, ApiError>) -> Vec<Effect> {
        match &mut self.stage {
            Stage::SignIn(form) if form.ticket == Some(ticket) => {
                form.ticket = None;
                let password = Hidden(form.password.text());
                match answer {
                    Ok(arrival) => self.welcome(arrival, Some(password)),
                    Err(error) => {
                        refused(form, &error);
                        Vec::new()
                    }
                }
            }
            Stage::Starting { ticket: waiting, attempts, .. } if *waiting == Some(ticket) => {
                let attempts = *attempts + 1;
                match answer {
                    Ok(arrival) => self.welcome(arrival, None),
                    Err(error) if error.kind == Kind::Unauthorized => {
                        if let Some(effect) = self.with_given_password() {
                            return vec![effect];
                        }
                        self.ask_to_sign_in("Your sign-in has ended. Please sign in again.")
                    }
                    Err(error) if error.kind == Kind::Unstored => {
                        self.ask_to_sign_in(&format!("{} Please sign in again.", error.message))
                    }
                    Err(error) => {
                        self.stage = Stage::Starting { ticket: None, attempts, failure: Some(error) };
                        let stamp = self.next_stamp();
                        vec![Effect::After(pause(attempts), Timer::Resume(stamp))]
                    }
                }
            }
            _ => Vec::new(),
        }
    }

    /// Back to the sign-in screen; all that is written stays.
    pub(super) fn ask_to_sign_in(&mut self, message: &str) -> Vec<Effect> {
        let message = Some(message.to_owned()).filter(|message| !message.is_empty());
        self.stage = Stage::SignIn(SignIn::new(&self.owner, message));
        self.overlay = None;
        self.later.clear();
        self.pending = None;
        self.before.clear();
        self.doing = None;
        self.queued.clear();
        for ticket in self.lent.keys().copied().collect::<Vec<_>>() {
            self.give_back(ticket, |_| true);
        }
        if let Some(form) = &mut self.form {
            form.sending = None;
        }
        self.queue.iter_mut().for_each(Queued::rest);
        for draft in self.drafts.values_mut() {
            draft.sending = None;
            draft.waiting = false;
            draft.unkept |= draft.keeping.take().is_some();
            for file in &mut draft.files {
                file.sending = None;
            }
        }
        Vec::new()
    }

    /// Shows what there is to who has arrived; the way to a second factor where that has to come first.
    pub(super) fn welcome(&mut self, arrival: Arrival, password: Option<Hidden>) -> Vec<Effect> {
        let owner = Owner { server: arrival.server, email: arrival.me.staff.email.clone() };
        let same = self.me.as_ref().is_some_and(|me| me.staff.id == arrival.me.staff.id) && self.owner == owner;
        let needs_factor = arrival.me.second_factor_required && !arrival.me.second_factor;
        let mut effects = Vec::new();
        self.form.take_if(|form| matches!(form.purpose, Purpose::Factor(_) | Purpose::Join(_)));
        if !same {
            self.drafts.clear();
            self.keeping = Default::default();
            self.queue.clear();
            self.composer = None;
            self.form = None;
            self.office = Office::default();
            effects.push(Effect::LoadDrafts(owner.clone()));
        }
        self.owner = owner;
        self.me = Some(*arrival.me);
        self.connection = Connection::Opening;
        if needs_factor {
            effects.extend(self.lead_to_factor(password));
            return effects;
        }
        self.stage = Stage::Ready;
        effects.push(Effect::Listen);
        effects.extend(self.reload());
        if same {
            effects.extend(self.keep_again());
        }
        if let Some(news) = arrival.news {
            effects.extend(self.say(news));
        }
        effects
    }
}

/// How long until the next attempt.
pub fn pause(attempts: u32) -> Duration {
    Duration::from_secs(1_u64 << attempts.saturating_sub(1).min(5)).min(Duration::from_secs(30))
}

fn refused(form: &mut SignIn, error: &ApiError) {
    if error.code == "second_factor_required" {
        form.code = Some(Input::default());
        form.field = 3;
        form.message = Some("Type the six digits of your authenticator, or a recovery code.".into());
        return;
    }
    if error.code == "second_factor_refused" {
        form.code = Some(Input::default());
        form.field = 3;
    } else if error.kind == Kind::Unauthorized {
        form.password = Input::default();
        form.field = 2;
    }
    let wait = match error.kind {
        Kind::RateLimited(Some(wait)) => format!(" Try again in {} s.", wait.as_secs()),
        _ => String::new(),
    };
    form.message = Some(format!("{}{wait}{}", error.message, reference(error)));
}

/// The request id in brackets, when there is one.
pub fn reference(error: &ApiError) -> String {
    error.request_id.as_ref().map(|id| format!(" [{id}]")).unwrap_or_default()
}
