//! Each call of the state, as operations of the generated client.

mod approvals;
mod automation;
mod billing;
mod drafts;
mod entering;
mod held;
mod lists;
mod moving;
mod office;
mod presence;
mod reading;
mod refusing;
mod saving;
mod tables;
mod triage;
mod writing;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use portico_openapi::{ApiError, Parcel, Session, types};
use tokio::sync::mpsc::UnboundedSender;
use uuid::Uuid;

pub use entering::sign_out;
pub use refusing::read_only;

use super::outside;
use crate::{
    effect::Call,
    message::{Answer, Message},
    remote::Ticket,
    storage::ProfileFile,
};

/// The sign-in that calls are made with.
pub struct Desk {
    profile: ProfileFile,
    session: Mutex<Option<Session>>,
    read_only: bool,
}

impl Desk {
    /// Nobody is signed in yet.
    pub fn new(profile: ProfileFile) -> Self {
        Self { profile, session: Mutex::new(None), read_only: false }
    }

    /// The same, which changes nothing at the server.
    pub fn read_only(self, read_only: bool) -> Self {
        Self { read_only, ..self }
    }

    /// The sign-in, if there is one.
    pub fn session(&self) -> Option<Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, session: Option<Session>) {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = session;
    }

    fn signed_in(&self) -> Result<Session, ApiError> {
        self.session().ok_or_else(ApiError::signed_out)
    }
}

/// Asks the server.
pub async fn run(desk: &Desk, call: Call) -> Answer {
    let call = match desk.read_only {
        true => match refusing::refuse(call) {
            Ok(call) => call,
            Err(refused) => return *refused,
        },
        false => call,
    };
    match call {
        Call::Resume => Answer::Arrived(entering::resume(desk).await),
        Call::SignIn(form) => Answer::Arrived(entering::sign_in(desk, form).await),
        Call::SignOut => Answer::SignedOut(entering::leave(desk).await),
        Call::Counts => Answer::Counts(reading::counts(desk).await),
        Call::Requests(query) => Answer::Requests(reading::requests(desk, query).await),
        Call::Conversation(id) => Answer::Conversation(reading::conversation(desk, id).await.map(Box::new)),
        Call::Thread(id) => Answer::Thread(reading::conversation(desk, id).await.map(Box::new)),
        Call::Directory => Answer::Directory(reading::directory(desk).await),
        Call::Project(id) => Answer::Project(reading::project(desk, id).await.map(Box::new)),
        Call::Members(id) => Answer::Members(reading::members(desk, id).await),
        Call::Notifications => Answer::Notifications(reading::notifications(desk).await),
        Call::Read(which) => Answer::Read(writing::read(desk, which).await),
        Call::Load => Answer::Load(reading::load(desk).await),
        Call::Report(asked) => Answer::Report(reading::report(desk, asked).await),
        Call::Change(changes) => Answer::Changed(writing::change(desk, changes).await),
        Call::Move(targets, what) => Answer::Moved(moving::run(desk, targets, what).await),
        Call::Weigh(ids, into) => Answer::Weighed(moving::weigh(desk, ids, into).await),
        Call::Beside(workspace) => Answer::Beside(moving::beside(desk, workspace).await),
        Call::Views => Answer::Views(triage::views(desk).await),
        Call::Search(words, kind) => Answer::Found(triage::search(desk, words, kind).await),
        Call::Ground(id, name) => Answer::Ground(triage::ground(desk, id, name).await.map(Box::new)),
        Call::Person(id) => Answer::Person(triage::client_of(desk, id).await),
        Call::Canned => Answer::Canned(triage::canned(desk).await),
        Call::Fill(request, id) => Answer::Filled(triage::fill(desk, request, id).await),
        Call::Look(look) => Answer::Seen(office::look(desk, *look).await),
        Call::Do(key, deed) => Answer::Done(office::run(desk, key, *deed).await),
        Call::Drafts => Answer::Drafts(drafts::list(desk).await),
        Call::KeepDraft(place, text, version) => Answer::Kept(place, drafts::keep(desk, place, text, version).await),
        Call::ForgetDraft(place, version) => Answer::Forgot(place, drafts::forget(desk, place, version).await),
        Call::Attend(id, doing) => Answer::Present(presence::attend(desk, id, doing).await),
        Call::Present(id) => Answer::Present(presence::present(desk, id).await),
        Call::Depart(id) => {
            presence::depart(desk, id).await;
            Answer::Departed
        }
        Call::Post(draft) => Answer::Posted(writing::post(desk, *draft).await),
        Call::Hold(key, action) => Answer::Holds(hold(desk, key, *action).await),
        Call::Held => Answer::Held(held::list(desk).await),
        Call::Recall(id) => Answer::Recalled(held::recall(desk, id).await),
        Call::Approvals(wanted) => Answer::Approvals(approvals::board(desk, *wanted).await),
        Call::Invoices(wanted) => Answer::Invoices(billing::ledger(desk, *wanted).await),
        Call::Invoice(id) => Answer::Invoice(billing::view(desk, id).await.map(Box::new)),
        Call::StripeEvents => Answer::StripeEvents(billing::stripe_events(desk).await),
        Call::Products => Answer::Products(billing::products(desk).await),
        Call::Subscriptions => Answer::Subscriptions(billing::subscriptions(desk).await),
        Call::Shelf(wanted) => {
            let part = wanted.part;
            Answer::Shelf(part, automation::shelf(desk, *wanted).await.map(Box::new))
        }
        Call::Whole(part, id) => Answer::Whole(automation::whole(desk, part, id).await.map(Box::new)),
        Call::Faults(text) => Answer::Faults(automation::faults(desk, text).await),
        Call::Totals(preview) => Answer::Totals(billing::totals(desk, *preview).await.map(Box::new)),
        Call::Aging => Answer::Aging(billing::aging(desk).await),
        Call::Revenue => Answer::Revenue(billing::revenue(desk).await),
        Call::Approval(id) => Answer::Approval(approvals::view(desk, id).await.map(Box::new)),
    }
}

async fn hold(desk: &Desk, key: Uuid, action: types::HeldAction) -> Result<Box<types::Held>, ApiError> {
    held::hold(&desk.signed_in()?, key, action).await
}

/// The small picture of a file.
pub async fn preview(desk: &Desk, id: Uuid) -> Result<Vec<u8>, ApiError> {
    approvals::preview(&desk.signed_in()?, id).await
}

/// Sends a file, and tells how much of it has gone.
pub async fn upload(
    desk: &Desk,
    parcel: Parcel,
    ticket: Ticket,
    sender: &UnboundedSender<Message>,
) -> Result<types::Upload, ApiError> {
    if desk.read_only {
        return Err(read_only());
    }
    let parcel = Parcel { path: outside::whole(&parcel.path.to_string_lossy()), ..parcel };
    let sender = sender.clone();
    let told = AtomicU64::new(0);
    let told = Arc::new(told);
    let moved = move |sent: u64| {
        // The screen need not know of every piece.
        if sent >= told.load(Ordering::Relaxed) {
            told.store(sent + STRIDE, Ordering::Relaxed);
            drop(sender.send(Message::Moved(ticket, sent)));
        }
    };
    desk.signed_in()?.upload(&parcel, moved).await
}

/// How many bytes go between two tellings.
const STRIDE: u64 = 1024 * 1024;
