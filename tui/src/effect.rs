use std::time::Duration;

use portico_openapi::{Parcel, types};
use ratatui::layout::Size;
use uuid::Uuid;

use crate::{
    approvals::Wanted,
    automation::{self, Part},
    billing,
    charts::Asked,
    draft::{Draft, Owner, Place},
    message::Timer,
    office::{Deed, Look},
    queue::Queued,
    remote::Ticket,
    triage::Move,
};

/// What the console wants done. It is data: the runtime does it and tells what came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the server; the answer carries the same number.
    Call(Ticket, Call),
    /// Say so after a while.
    After(Duration, Timer),
    /// Fetch the drafts of a person from disk, and what waits for the server.
    LoadDrafts(Owner),
    /// Put a draft on disk.
    SaveDraft(Box<Draft>),
    /// Take a draft off the disk.
    DropDraft(Place),
    /// Put something on disk that is to wait for the server, and say when it is there.
    Enqueue(Box<Queued>),
    /// Put it on disk as it is now, if it still waits there.
    SaveQueued(Box<Queued>),
    /// The same for what is about to go, and say whether it still waited; the answer carries the same number.
    Claim(Ticket, Box<Queued>),
    /// Take off the disk what waits no more.
    DropQueued(Uuid),
    /// Let the person's editor change a text, which is of a kind as the ends of files name it.
    Edit(String, &'static str),
    /// Open an address outside.
    Browse(String),
    /// Take a text to the terminal's clipboard.
    Copy(String),
    /// Find what a path can become.
    Complete(String),
    /// Find out whether a file can be read, and how large it is.
    Measure(String),
    /// Send a file; the answer carries the same number.
    Upload(Ticket, Parcel),
    /// Stop sending a file.
    Abandon(Ticket),
    /// Fetch the small picture of a file and fit it into so much room; the answer carries the same number.
    Picture(Ticket, Uuid, Size),
    /// Keep the event stream open from now on.
    Listen,
    /// Try the event stream at once.
    Redial,
    /// End.
    Quit,
}

/// A question to the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// Go on with the stored sign-in.
    Resume,
    /// Sign in.
    SignIn(Form),
    /// Sign out.
    SignOut,
    /// How many there are.
    Counts,
    /// A page of requests.
    Requests(Query),
    /// A request with its thread.
    Conversation(Uuid),
    /// The same, to see whether what waits for it was overtaken.
    Thread(Uuid),
    /// Who and what there is.
    Directory,
    /// A project with its parts.
    Project(Uuid),
    /// The people of a workspace.
    Members(Uuid),
    /// What the person was told.
    Notifications,
    /// One notification is read; all of them, without an id.
    Read(Option<Uuid>),
    /// All open requests.
    Load,
    /// How requests went over some weeks.
    Report(Asked),
    /// To each its change.
    Change(Changes),
    /// Put requests together, apart or off, one after the other.
    Move(Vec<Target>, Move),
    /// Requests as they are now, and the one that they are to be part of.
    Weigh(Vec<Uuid>, Uuid),
    /// What a client wants besides.
    Beside(Uuid),
    /// What the server keeps of what the person writes on requests.
    Drafts,
    /// Keep this text in place of the version that was seen.
    KeepDraft(Place, String, i64),
    /// Keep no more what was written there, if it is still this version.
    ForgetDraft(Place, i64),
    /// Say that the person looks at a request or answers it, and ask who else does.
    Attend(Uuid, types::RequestDoing),
    /// Ask who else looks at a request.
    Present(Uuid),
    /// Say that the person looks at it no longer.
    Depart(Uuid),
    /// Send what is written.
    Post(Box<Draft>),
    /// Do something in a while that clients will see.
    Hold(Uuid, Box<types::HeldAction>),
    /// What of one's own waits, or did.
    Held,
    /// Take something back.
    Recall(Uuid),
    /// A page of approvals.
    Approvals(Box<Wanted>),
    /// An approval with all that was said and done.
    Approval(Uuid),
    /// A page of invoices.
    Invoices(Box<billing::Wanted>),
    /// An invoice with what was paid on it.
    Invoice(Uuid),
    /// Add a draft up.
    Totals(Box<types::InvoicePreview>),
    /// What is outstanding, by how late it is.
    Aging,
    /// What was asked for and what came.
    Revenue,
    /// What Stripe told.
    StripeEvents,
    /// What is sold.
    Products,
    /// What clients pay for again and again.
    Subscriptions,
    /// A page of what is done by itself.
    Shelf(Box<automation::Wanted>),
    /// One of it, with everything about it.
    Whole(Part, Uuid),
    /// What is wrong with a definition.
    Faults(String),
    /// The views that are kept.
    Views,
    /// What holds words, of one kind or of all.
    Search(String, Option<types::SearchKind>),
    /// What is to be known of a client, which has this name, before a request is opened for it.
    Ground(Uuid, String),
    /// The client that a person belongs to.
    Person(Uuid),
    /// The answers that are ready.
    Canned,
    /// One of them, as it would be given to a request.
    Fill(Uuid, Uuid),
    /// What a part of the agency's own affairs shows.
    Look(Box<Look>),
    /// Change what is set up, once however often it is sent under the key.
    Do(Uuid, Box<Deed>),
}

/// What the sign-in screen holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Form {
    /// The server's address as typed.
    pub server: String,
    /// The person's address.
    pub email: String,
    /// Never shown, stored or logged.
    pub password: String,
    /// The second step's code, when asked for.
    pub code: Option<String>,
}

/// A request to change, as it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Which.
    pub id: Uuid,
    /// Its number, for people.
    pub number: i64,
    /// As seen; a change of a newer one is refused.
    pub version: i64,
}

/// Requests, each with its own change.
pub type Changes = Vec<(Target, types::RequestChange)>;

/// Which requests, in what order.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// In the language of filters.
    pub filter: String,
    /// The order.
    pub sort: types::RequestSort,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// How many rows, in as many pages as it takes.
    pub wanted: usize,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Form({} at {})", self.email, self.server)
    }
}
