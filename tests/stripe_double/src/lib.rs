//! Stripe's side, for tests and the demo: accounts with customers, checkout sessions, payments, refunds, disputes,
//! subscriptions and their invoices; pages where a person pays; signed webhooks. No money moves. The shapes are those
//! of Stripe's published API; what a double cannot prove is written in `docs/stripe.md`.
//!
//! Any key that begins with `sk_test_` opens an account of its own.
mod api;
mod form;
mod objects;
mod overview;
mod pages;
mod people;
mod post;
mod state;
mod subscriptions;

pub use people::Book;
pub use post::{Chaos, Endpoint, Letter};
pub use state::Failure;

use poem::listener::{Acceptor, Listener, TcpListener};
use state::State;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The double. Cheap to clone; all clones are the same Stripe.
#[derive(Clone)]
pub struct Double {
    state: Arc<Mutex<State>>,
    base: Arc<str>,
}

impl Double {
    /// Listens on `address` — port 0 takes a free one — until the process ends.
    ///
    /// # Errors
    /// If the address cannot be had.
    pub async fn start(address: &str) -> std::io::Result<Self> {
        let acceptor = TcpListener::bind(address.to_owned()).into_acceptor().await?;
        let bound = acceptor
            .local_addr()
            .first()
            .and_then(|local| local.as_socket_addr().copied())
            .ok_or_else(|| std::io::Error::other("no address"))?;
        let base: Arc<str> = format!("http://{bound}").into();
        let double = Self { state: Arc::new(Mutex::new(State::new(base.to_string()))), base };
        let app = api::routes(double.clone());
        tokio::spawn(async move { poem::Server::new_with_acceptor(acceptor).run(app).await });
        Ok(double)
    }

    /// Where its API and its pages are.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes its time from `clock`, in seconds, instead of from the system.
    pub fn set_clock(&self, clock: impl Fn() -> i64 + Send + Sync + 'static) {
        self.state().clock = Box::new(clock);
    }

    /// Numbers what is made from now on from here: two who come one after the other share no name.
    pub fn number_from(&self, first: u64) {
        self.state().sequence = first;
    }

    /// The next calls of the API, after `spare` good ones, end like this.
    pub fn fail(&self, spare: usize, failures: impl IntoIterator<Item = Failure>) {
        let mut state = self.state();
        state.failures = std::iter::repeat_n(None, spare).chain(failures.into_iter().map(Some)).collect();
    }

    /// Every call of the API ends like this, until told otherwise.
    pub fn fail_always(&self, failure: Option<Failure>) {
        self.state().always = failure;
    }

    /// How many calls of the API there were, as `POST checkout/sessions`.
    #[must_use]
    pub fn calls(&self, what: &str) -> usize {
        self.state().calls.iter().filter(|call| call.as_str() == what).count()
    }
}
