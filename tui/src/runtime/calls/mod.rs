//! Each call of the state, as operations of the generated client.

mod entering;
mod lists;
mod office;
mod reading;
mod writing;

use std::sync::{Mutex, PoisonError};

use portico_openapi::{ApiError, Session};

pub use entering::sign_out;

use crate::{effect::Call, message::Answer, storage::ProfileFile};

/// The sign-in that calls are made with.
pub struct Desk {
    profile: ProfileFile,
    session: Mutex<Option<Session>>,
}

impl Desk {
    /// Nobody is signed in yet.
    pub fn new(profile: ProfileFile) -> Self {
        Self { profile, session: Mutex::new(None) }
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
    match call {
        Call::Resume => Answer::Arrived(entering::resume(desk).await),
        Call::SignIn(form) => Answer::Arrived(entering::sign_in(desk, form).await),
        Call::SignOut => Answer::SignedOut(entering::leave(desk).await),
        Call::Counts => Answer::Counts(reading::counts(desk).await),
        Call::Requests(query) => Answer::Requests(reading::requests(desk, query).await),
        Call::Conversation(id) => Answer::Conversation(reading::conversation(desk, id).await.map(Box::new)),
        Call::Directory => Answer::Directory(reading::directory(desk).await),
        Call::Project(id) => Answer::Project(reading::project(desk, id).await.map(Box::new)),
        Call::Members(id) => Answer::Members(reading::members(desk, id).await),
        Call::Notifications => Answer::Notifications(reading::notifications(desk).await),
        Call::Read(which) => Answer::Read(writing::read(desk, which).await),
        Call::Load => Answer::Load(reading::load(desk).await),
        Call::Change(changes) => Answer::Changed(writing::change(desk, changes).await),
        Call::Look(look) => Answer::Seen(office::look(desk, *look).await),
        Call::Do(key, deed) => Answer::Done(office::run(desk, key, *deed).await),
        Call::Post(draft) => Answer::Posted(writing::post(desk, draft).await),
    }
}
