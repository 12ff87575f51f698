use crossterm::event::{KeyEvent, MouseEvent};
use portico_openapi::{ApiError, StaffEvent, types};
use uuid::Uuid;

use crate::{
    automation::{self, Part},
    draft::{Draft, Kept, Place},
    effect::Target,
    office::{Done, Seen},
    picture::Picture,
    queue::Queued,
    remote::Ticket,
    triage::Ground,
};

/// What the console is told.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// The server answered, or did not.
    Answer(Ticket, Answer),
    /// The event stream has news.
    Live(Live),
    /// A pause that was asked for is over.
    Timer(Timer),
    /// The drafts of earlier days.
    Drafts(Result<Vec<Draft>, String>),
    /// What of earlier days waits for the server.
    Queue(Result<Vec<Queued>, String>),
    /// Something is on disk and waits for the server, or could not be put there.
    Enqueued(Box<Queued>, Result<(), String>),
    /// What is about to go is on disk as it is there now; nothing where it waits no more.
    Claimed(Ticket, Result<Option<Box<Queued>>, String>),
    /// A draft could not be stored.
    DraftFailed(String),
    /// The text as it came back from the editor.
    Edited(Result<String, String>),
    /// How opening an address outside went; the address, when there is nothing to open it with.
    Browsed(Option<String>),
    /// What a path can become.
    Completed(String, Vec<String>),
    /// Where the file at a path is, and how large, if it can be read.
    Measured(String, Result<(String, u64), String>),
    /// How many bytes of a file have gone.
    Moved(Ticket, u64),
    /// The terminal or the system wants the program to end.
    Terminate,
}

/// What was known about the person after signing in.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The person and the agency.
    pub me: Box<types::Me>,
    /// The server, as it is stored.
    pub server: String,
    /// What to know about where the sign-in is stored.
    pub news: Option<String>,
}

/// Rows of a list, in the server's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Whether they go on where the page before ended.
    pub continues: bool,
}

/// A page of requests.
pub type RequestPage = Rows<types::Request>;

/// Why there are no requests, and where in the filter a fault is.
#[derive(Clone, Debug, PartialEq)]
pub struct Unlisted {
    /// Why.
    pub error: ApiError,
    /// Where, when the filter could not be read.
    pub place: Option<types::ProblemPlace>,
}

impl From<ApiError> for Unlisted {
    fn from(error: ApiError) -> Self {
        Self { error, place: None }
    }
}

/// A request with all that was said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The request.
    pub request: types::Request,
    /// What the client and the staff said to each other.
    pub messages: Vec<types::Message>,
    /// What the staff said among themselves.
    pub notes: Vec<types::Note>,
}

/// A project with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectView {
    /// The project.
    pub project: types::Project,
    /// Its milestones, in their order.
    pub milestones: Vec<types::Milestone>,
    /// Its tasks, in their order.
    pub tasks: Vec<types::Task>,
    /// What was said under it.
    pub comments: Vec<types::Comment>,
}

/// The people of a workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct People {
    /// Who is in.
    pub members: Vec<types::Member>,
    /// Who is invited and has not come.
    pub invitations: Vec<types::Invitation>,
    /// Who is shut out of the agency.
    pub disabled: Vec<Uuid>,
}

/// A page of approvals.
pub type ApprovalPage = Rows<types::Approval>;

/// An approval with all that was said and done.
#[derive(Clone, Debug, PartialEq)]
pub struct ApprovalView {
    /// The approval, with its steps, versions and files.
    pub approval: types::Approval,
    /// What was said on its versions.
    pub comments: Vec<types::ApprovalComment>,
    /// What the client decided.
    pub decisions: Vec<types::ApprovalDecision>,
    /// Its history, the earliest first.
    pub events: Vec<types::ApprovalEvent>,
}

/// A page of invoices.
pub type InvoicePage = Rows<types::Invoice>;

/// An invoice with what was paid on it.
#[derive(Clone, Debug, PartialEq)]
pub struct InvoiceView {
    /// The invoice, with its lines.
    pub invoice: types::Invoice,
    /// What was paid, paid back or credited, the earliest first.
    pub payments: Vec<types::Payment>,
    /// What of its client's credit could pay it.
    pub credits: Vec<types::Credit>,
}

/// What came of sending what was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Posted {
    /// It is there.
    So,
    /// It waits, or has gone.
    Held(Box<types::Held>),
}

/// The people and things that pickers offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Directory {
    /// Everyone who works for the agency.
    pub staff: Vec<types::StaffMember>,
    /// Every client.
    pub workspaces: Vec<types::Workspace>,
    /// Every project.
    pub projects: Vec<types::Project>,
}

/// How a change of one request went.
pub type Changed = (Target, Result<types::Request, ApiError>);

/// The server's answers, one for each call.
#[derive(Debug)]
pub enum Answer {
    /// Signed in.
    Arrived(Result<Arrival, ApiError>),
    /// Signed out.
    SignedOut(Result<(), ApiError>),
    /// The numbers of the tabs.
    Counts(Result<types::RequestCounts, ApiError>),
    /// A page of the inbox.
    Requests(Result<RequestPage, Unlisted>),
    /// The request of the pane.
    Conversation(Result<Box<Conversation>, ApiError>),
    /// What was said to a request for which something waits.
    Thread(Result<Box<Conversation>, ApiError>),
    /// Who and what there is.
    Directory(Result<Directory, ApiError>),
    /// The project of the pane.
    Project(Result<Box<ProjectView>, ApiError>),
    /// The people of a workspace.
    Members(Result<People, ApiError>),
    /// What the person was told.
    Notifications(Result<Vec<types::Notification>, ApiError>),
    /// Notifications were marked.
    Read(Result<(), ApiError>),
    /// All open requests, and whether there are more than were fetched.
    Load(Result<(Vec<types::Request>, bool), ApiError>),
    /// How requests went over some weeks.
    Report(Result<types::RequestReport, ApiError>),
    /// How each change went.
    Changed(Vec<Changed>),
    /// How each move went.
    Moved(Vec<Changed>),
    /// Requests as they are now, and the one that they are to be part of.
    Weighed(Result<(Vec<types::Request>, Box<types::Request>), ApiError>),
    /// What is to be known of a client before a request is opened for it.
    Ground(Result<Box<Ground>, ApiError>),
    /// What a client wants besides.
    Beside(Result<Vec<types::Request>, ApiError>),
    /// What the server keeps of what the person writes on requests.
    Drafts(Result<Vec<types::RequestDraft>, ApiError>),
    /// A draft is kept, or something else is.
    Kept(Place, Result<Kept, ApiError>),
    /// A draft is kept no more.
    Forgot(Place, Result<(), ApiError>),
    /// Who else looks at a request.
    Present(Result<Vec<types::PresentColleague>, ApiError>),
    /// The server knows that the person looks at a request no longer, or does not.
    Departed,
    /// What was written has arrived.
    Posted(Result<Posted, ApiError>),
    /// What a part of the agency's own affairs shows.
    Seen(Result<Seen, ApiError>),
    /// What is set up was changed.
    Done(Result<Done, ApiError>),
    /// Something waits.
    Holds(Result<Box<types::Held>, ApiError>),
    /// What of one's own waits, or did.
    Held(Result<Vec<types::Held>, ApiError>),
    /// Something was taken back.
    Recalled(Result<Box<types::Held>, ApiError>),
    /// A page of approvals.
    Approvals(Result<ApprovalPage, ApiError>),
    /// The approval of the pane.
    Approval(Result<Box<ApprovalView>, ApiError>),
    /// A page of invoices.
    Invoices(Result<InvoicePage, ApiError>),
    /// The invoice of the pane.
    Invoice(Result<Box<InvoiceView>, ApiError>),
    /// What the draft adds up to.
    Totals(Result<Box<types::InvoiceTotals>, ApiError>),
    /// What is outstanding.
    Aging(Result<types::AgingReport, ApiError>),
    /// What came.
    Revenue(Result<types::RevenueReport, ApiError>),
    /// What Stripe told.
    StripeEvents(Result<Vec<types::StripeEvent>, ApiError>),
    /// What is sold.
    Products(Result<Vec<types::Product>, ApiError>),
    /// What clients pay for again and again.
    Subscriptions(Result<Vec<types::Subscription>, ApiError>),
    /// A page of what is done by itself.
    Shelf(Part, Result<Box<automation::Page>, ApiError>),
    /// The one in the pane.
    Whole(Result<Box<automation::Whole>, ApiError>),
    /// What is wrong with a definition.
    Faults(Result<Vec<automation::Spot>, ApiError>),
    /// The views that are kept.
    Views(Result<Vec<types::SavedView>, ApiError>),
    /// What was found, the best first.
    Found(Result<Vec<types::SearchHit>, ApiError>),
    /// The client that a person belongs to.
    Person(Result<Option<Uuid>, ApiError>),
    /// The answers that are ready.
    Canned(Result<Vec<types::CannedReply>, ApiError>),
    /// One of them, filled.
    Filled(Result<String, ApiError>),
    /// A file has arrived.
    Uploaded(Result<Box<types::Upload>, ApiError>),
    /// A small picture, fitted.
    Pictured(Result<Picture, ApiError>),
}

/// News of the event stream.
#[derive(Debug)]
pub enum Live {
    /// It is open.
    Connected,
    /// It is not; the next attempt comes after so many seconds.
    Lost {
        /// Until then.
        seconds: u64,
        /// How many attempts were in vain.
        attempts: u32,
    },
    /// The sign-in has ended.
    SignedOut,
    /// Something happened.
    Event(StaffEvent),
}

/// What a pause was for. Numbered ones count only when nothing newer came meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Ages are told in minutes.
    Clock,
    /// The reconnect counts down.
    Second,
    /// Typing in the filter rested.
    Filter(u64),
    /// Typing in what is looked for rested.
    Search(u64),
    /// The cursor rested on a row.
    Preview(u64),
    /// Several events may have come in one go.
    Refresh,
    /// Typing in the composer rested.
    SaveDraft,
    /// It rested for long enough to tell the server.
    KeepDraft,
    /// It is time to say again who is here.
    Attend,
    /// Another attempt to send what waits for the server.
    Queue,
    /// The message of the bottom line was there long enough.
    Notice(u64),
    /// Another attempt to resume.
    Resume(u64),
}
