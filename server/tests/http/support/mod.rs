//! What every test stands on: an app over a fresh database, a browser, staff with a token, and the people.

mod answer;
mod app;
mod browser;
mod cast;
mod database;
mod dns;
mod holder;
mod html;
mod multipart;
mod n8n;
mod pictures;
mod postgres;
mod provider;
mod seed;
mod staff;
mod stream;

pub use answer::{Answer, Ask};
pub use app::{TestApp, config};
pub use browser::Browser;
pub use cast::{Cast, PASSWORD, World, canaries, email, host};
pub use database::{Kind, Store};
pub use dns::Zone;
pub use holder::Holder;
pub use html::{attribute_after, number_beside, text_of};
pub use multipart::multipart;
pub use n8n::{API_KEY, N8n, WORKED_ON};
pub use pictures::{A4, pdf, pdf_of, png};
pub use provider::{CLIENT, KEY, Mood, Provider, SECRET};
pub use staff::Staff;
pub use stream::Stream;

/// Runs each test once on SQLite and once on PostgreSQL, as `name::sqlite` and `name::postgres`.
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn case($app: TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                TestApp::run($crate::support::Kind::Sqlite, case).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                TestApp::run($crate::support::Kind::Postgres, case).await;
            }
        }
    )+};
}
