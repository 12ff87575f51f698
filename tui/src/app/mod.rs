//! The console's state and what changes it. `update` takes a message and answers what is to be done;
//! nothing here reads a clock, a file or a socket, and nothing here draws.

mod answers;
mod approvals;
mod asking;
mod attaching;
mod automation;
mod billing;
mod changing;
mod choosing;
mod drafts;
mod entering;
mod held;
mod keys;
mod live;
mod mouse;
mod moving;
mod office;
mod picturing;
mod presence;
mod queue;
mod reading;
mod tables;
#[cfg(test)]
pub mod tests;
mod triage;
mod writing;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Duration,
};

use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::{ApiError, types};
use ratatui::layout::Rect;
use uuid::Uuid;

pub use changing::nothing;
pub use entering::{SignIn, Start, pause, reference};
pub use office::Confirm;
pub use picturing::Shown;
pub use reading::Reading;
pub use writing::Composer;

use crate::{
    action::View,
    approvals::Board,
    automation::Automation,
    billing::{Billing, Front},
    charts::Charts,
    cursor::Cursor,
    draft::{Draft, Owner, Place},
    effect::{Changes, Effect, Target},
    form::Form,
    held::Waiting,
    keymap::Keymap,
    layout::{self, Areas, Needs},
    message::{ApprovalView, Conversation, Directory, Message, People, ProjectView, Timer},
    office::{Deed, Office},
    picker::Picker,
    queue::Queued,
    remote::{Remote, Ticket},
    screens::inbox::Inbox,
    theme::Theme,
    triage::{Plan, Triage},
};

/// Everything the console knows.
pub struct App {
    /// The time of the last message.
    pub now: DateTime<Utc>,
    /// The reader's clock.
    pub zone: FixedOffset,
    /// The terminal's size.
    pub screen: Rect,
    /// How meanings look.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: Keymap,
    /// Whether nothing is to be changed from here.
    pub read_only: bool,
    /// Signed in or not.
    pub stage: Stage,
    /// The server and the person's address.
    pub owner: Owner,
    /// The person and the agency.
    pub me: Option<types::Me>,
    /// The event stream.
    pub connection: Connection,
    /// The screen.
    pub view: View,
    /// Whether the pane has the keys.
    pub in_pane: bool,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// The requests.
    pub inbox: Inbox,
    /// The numbers of the tabs.
    pub counts: Remote<types::RequestCounts>,
    /// Who and what there is.
    pub directory: Remote<Directory>,
    /// The request in the pane.
    pub conversation: Opened<Conversation>,
    /// The place among the projects.
    pub projects: Cursor,
    /// The project in the pane.
    pub project: Opened<ProjectView>,
    /// The place among the clients.
    pub workspaces: Cursor,
    /// The people of the client in the pane.
    pub members: Opened<People>,
    /// What the person was told.
    pub notifications: Remote<Vec<types::Notification>>,
    /// The place among what the person was told.
    pub notification: Cursor,
    /// All open requests, and whether there are more.
    pub load: Remote<(Vec<types::Request>, bool)>,
    /// How requests went over some weeks.
    pub charts: Charts,
    /// The approvals.
    pub board: Board,
    /// The approval in the pane.
    pub approval: Opened<ApprovalView>,
    /// What clients owe.
    pub billing: Billing,
    /// What is done by itself.
    pub automation: Automation,
    /// What keeps requests in hand.
    pub triage: Triage,
    /// What waits to be sent and can be taken back.
    pub waiting: Vec<Waiting>,
    /// What the server says of it.
    pub held: Remote<Vec<types::Held>>,
    /// The agency's own affairs.
    pub office: Office,
    /// The place among the rows of the pane, where it has any.
    pub place: usize,
    /// How far the pane is scrolled.
    pub scroll: Scroll,
    /// What is written and not sent.
    pub drafts: BTreeMap<Place, Draft>,
    /// What was sent while the server was away, and goes when it is back.
    pub queue: Vec<Queued>,
    /// What is being written.
    pub composer: Option<Composer>,
    /// What is being filled in.
    pub form: Option<Form>,
    /// What the bottom line says.
    pub notice: Option<Notice>,
    /// A change under way, and what it is called.
    pub pending: Option<(Ticket, String)>,
    /// The requests that it is of, as they were before: what fails is shown so again.
    before: Vec<portico_openapi::types::Request>,
    /// A deed under way.
    pub doing: Option<(Ticket, Deed)>,
    /// What is on its way to be held.
    holding: BTreeSet<Ticket>,
    /// What could not be sent and was told.
    put_away: BTreeSet<Uuid>,
    /// Changes that wait for the one under way, so that each is made on what the one before it left.
    queued: VecDeque<(Ticket, String, Changes)>,
    /// The marks of what is sent or waits to be, by the change that it is sent with: what is refused gets them back.
    lent: BTreeMap<Ticket, BTreeSet<Uuid>>,
    password: Option<String>,
    tickets: u64,
    stamp: u64,
    refresh_armed: bool,
    second_armed: bool,
    save_armed: bool,
    keeping: drafts::Keeping,
    presence: presence::Presence,
    queue_armed: bool,
    /// What is shown as soon as nothing else is open.
    later: VecDeque<Overlay>,
    new_key: fn() -> Uuid,
}

/// Where the person stands with the server.
pub enum Stage {
    /// Asked for a password.
    SignIn(SignIn),
    /// Going on with the stored sign-in.
    Starting {
        /// The attempt under way, if any.
        ticket: Option<Ticket>,
        /// How many were in vain.
        attempts: u32,
        /// Why.
        failure: Option<ApiError>,
    },
    /// A form is all there is: the way into a team, or to a second factor.
    Guided,
    /// In.
    Ready,
}

/// How the event stream stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Being opened for the first time.
    #[default]
    Opening,
    /// News arrive as they happen.
    Live,
    /// Broken; tried again at a time.
    Lost {
        /// When.
        until: DateTime<Utc>,
        /// How often it failed.
        attempts: u32,
        /// The last call before: the answer to a later one says that the server is back.
        asked: Ticket,
    },
}

/// What lies over the screen and has the keys.
pub enum Overlay {
    /// A choice, for these requests.
    Picker(Box<Picker>, Vec<Target>),
    /// The keys, scrolled by so many lines.
    Help(usize),
    /// What is looked for by its words.
    Search,
    /// Something to read.
    Reading(Reading),
    /// Something to look at.
    Picture(Shown),
    /// Whether to close these.
    ConfirmClose(Vec<Target>),
    /// Whether to do something that cannot be taken back.
    Confirm(Box<Confirm>),
    /// What would come of something, or came of it.
    Plan(Box<Plan>),
    /// Something that waits for the server, scrolled by so many lines.
    Queued(Uuid, usize),
    /// Whether to throw it away.
    ConfirmDrop(Uuid),
    /// Whether to throw away what is being written.
    ConfirmDiscard,
    /// Whether to leave although something is unsent.
    ConfirmQuit,
}

/// A thing in the pane.
#[derive(Debug)]
pub struct Opened<T> {
    /// Which.
    pub id: Option<Uuid>,
    /// As far as it is known.
    pub data: Remote<Box<T>>,
    /// When that was so; what is still running has gone on since.
    pub as_of: Option<DateTime<Utc>>,
}

impl<T> Default for Opened<T> {
    fn default() -> Self {
        Self { id: None, data: Remote::default(), as_of: None }
    }
}

impl<T> Opened<T> {
    /// Makes room for another thing; says whether it is another.
    pub fn turn_to(&mut self, id: Uuid) -> bool {
        let other = self.id != Some(id);
        if other {
            *self = Self { id: Some(id), ..Self::default() };
        }
        other
    }
}

/// The part of a text that is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first line.
    pub top: usize,
    /// Whether it stays at the end as the text grows.
    pub at_end: bool,
}

/// What the bottom line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// One sentence.
    pub text: String,
    /// Whether something failed; then it stays until a key is pressed.
    pub failed: bool,
}

/// How long good news stays.
const GLANCE: Duration = Duration::from_secs(6);

impl App {
    /// Takes a message, and answers what is to be done.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let by_itself = matches!(message, Message::Answer(..) | Message::Timer(_));
        let mut effects = match message {
            Message::Key(key) => self.key(key),
            Message::Mouse(mouse) => self.mouse(mouse),
            Message::Paste(text) => self.paste(&text),
            Message::Resize(width, height) => {
                self.screen = Rect::new(0, 0, width, height);
                self.ask_for_picture()
            }
            Message::Answer(ticket, answer) => {
                let redial = self.dial_again(ticket, &answer);
                let mut effects = self.answer(ticket, answer);
                effects.extend(redial);
                effects
            }
            Message::Live(live) => self.live(live),
            Message::Timer(timer) => self.timer(timer),
            Message::Drafts(drafts) => self.restore(drafts),
            Message::Queue(queue) => self.took_queue(queue),
            Message::Enqueued(queued, kept) => self.enqueued(*queued, kept),
            Message::Claimed(ticket, kept) => self.claimed(ticket, kept),
            Message::DraftFailed(reason) => {
                self.fail(format!("The draft could not be stored: {reason}"));
                Vec::new()
            }
            Message::Edited(text) => self.edited(text),
            Message::Browsed(address) => match address {
                Some(address) => self.say(format!("Open {address}")),
                None => Vec::new(),
            },
            Message::Completed(asked, found) => self.completed(&asked, &found),
            Message::Measured(path, size) => self.measured(&path, size),
            Message::Moved(ticket, sent) => {
                self.moved(ticket, sent);
                Vec::new()
            }
            Message::Terminate => self.leave(),
        };
        if matches!(self.overlay, Some(Overlay::ConfirmQuit)) && !self.has_unsent() {
            // What was asked about has gone out meanwhile.
            self.overlay = None;
        }
        self.show_later();
        self.settle();
        // Not with each key: what is opened and closed in passing is nobody's business.
        if by_itself {
            effects.extend(self.attend());
        }
        effects
    }

    /// Where things are on the screen.
    pub fn areas(&self) -> Areas {
        layout::areas(Needs {
            screen: self.screen,
            pane: self.has_pane(),
            whole: self.is_whole(),
            in_pane: self.in_pane,
            writing: self.composer.is_some(),
        })
    }

    /// Whether keys go to what is drawn: forms, at least.
    fn is_in(&self) -> bool {
        matches!(self.stage, Stage::Guided | Stage::Ready)
    }

    /// Whether the view has a pane beside its list.
    pub fn has_pane(&self) -> bool {
        let board = matches!(self.view, View::Approvals | View::Billing | View::Automation) && self.in_pane;
        board || self.view.is_inbox() || matches!(self.view, View::Projects | View::Workspaces | View::Agency)
    }

    /// The row under the cursor of the inbox.
    pub fn current(&self) -> Option<&types::Request> {
        self.inbox.rows().get(self.inbox.cursor.index)
    }

    /// The request that keys act on: the pane's when it has the keys, the row's otherwise.
    pub fn subject(&self) -> Option<&types::Request> {
        let opened = self.conversation.data.get().map(|conversation| &conversation.request);
        if self.in_pane {
            let id = self.conversation.id;
            opened.or_else(|| self.inbox.rows().iter().find(|row| Some(row.id) == id))
        } else {
            self.current()
        }
    }

    /// The project under the cursor.
    pub fn current_project(&self) -> Option<&types::Project> {
        self.directory.get()?.projects.get(self.projects.index)
    }

    /// The client under the cursor.
    pub fn current_workspace(&self) -> Option<&types::Workspace> {
        self.directory.get()?.workspaces.get(self.workspaces.index)
    }

    /// How many things the person was told and has not read.
    pub fn unread(&self) -> usize {
        let all = self.notifications.get().map(Vec::as_slice).unwrap_or_default();
        all.iter().filter(|notification| notification.read_at.is_none()).count()
    }

    /// How many drafts wait.
    pub fn unsent(&self) -> usize {
        self.drafts.values().filter(|draft| !draft.is_empty()).count()
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    fn next_stamp(&mut self) -> u64 {
        self.stamp += 1;
        self.stamp
    }

    /// Good news, for a while.
    fn say(&mut self, text: impl Into<String>) -> Vec<Effect> {
        self.notice = Some(Notice { text: text.into(), failed: false });
        let stamp = self.next_stamp();
        vec![Effect::After(GLANCE, Timer::Notice(stamp))]
    }

    /// Bad news, until a key is pressed.
    fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: true });
    }

    /// Shows what came by itself, in its order, once the keys are meant for nothing else and no deed is under way:
    /// one at a time is done, and a yes would be lost.
    fn show_later(&mut self) {
        let busy = self.overlay.is_some() || self.form.is_some() || self.composer.is_some() || self.inbox.typing;
        if !busy && self.doing.is_none() && matches!(self.stage, Stage::Ready) {
            self.overlay = self.later.pop_front();
        }
    }

    /// Brings cursors and scrolls back into what there is.
    fn settle(&mut self) {
        if self.view == View::Approvals && self.composer.is_none() {
            self.in_pane &= self.approval.id.is_some();
        }
        if self.view == View::Billing && self.billing.front == Front::Invoice {
            self.in_pane &= self.billing.invoice.id.is_some();
        }
        if self.view == View::Automation && !self.automation.writes {
            self.in_pane &= self.automation.opened.id.is_some();
        }
        let areas = self.areas();
        let list = usize::from(layout::inside(areas.list).height);
        let inbox = self.inbox.rows().len();
        self.inbox.cursor.settle(crate::screens::inbox::rows(self, areas.list), inbox);
        let hits = self.triage.search.hits().len();
        self.triage.search.cursor.settle(crate::screens::triage::rows(self.screen), hits);
        let known = self.directory.get();
        let projects = known.map_or(0, |directory| directory.projects.len());
        let workspaces = known.map_or(0, |directory| directory.workspaces.len());
        self.projects.settle(list.saturating_sub(1), projects);
        self.workspaces.settle(list.saturating_sub(1), workspaces);
        let notifications = self.notifications.get().map_or(0, Vec::len);
        self.notification.settle(list, notifications);
        self.board.settle(areas.list);
        let invoices = self.billing.ledger.rows().len();
        self.billing.ledger.cursor.settle(crate::screens::billing::rows(areas.list), invoices);
        let shelved = self.automation.shelf().rows().len();
        let height = crate::screens::automation::rows(areas.list);
        self.automation.shelf_mut().cursor.settle(height, shelved);
        let sections = self.sections().len();
        self.office.cursor.settle(list, sections);
        let inside = match self.view {
            View::Overview => layout::inside(areas.list),
            _ => crate::screens::body(self, areas.pane),
        };
        let height = usize::from(inside.height);
        self.settle_row(usize::from(inside.width), height);
        let length = crate::screens::pane_lines(self, inside.width).len();
        let last = length.saturating_sub(height);
        if self.scroll.at_end {
            self.scroll.top = last;
        }
        self.scroll.top = self.scroll.top.min(last);
        if let Some(Overlay::Help(top)) = self.overlay {
            self.overlay = Some(Overlay::Help(top.min(crate::screens::help::last(self))));
        }
        let screen = self.screen;
        if let Some(Overlay::Plan(plan)) = &mut self.overlay {
            plan.top = plan.top.min(crate::screens::triage::last_line(plan, screen));
        }
        if let Some(Overlay::Picker(picker, _)) = &mut self.overlay {
            let height = crate::screens::picker::rows(self.screen, picker.previews);
            picker.cursor.settle(height, picker.found.len());
        }
    }
}
