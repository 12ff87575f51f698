//! Live events: what changed, sent at once to whoever is looking. An event says *what* changed and never
//! how it is now; whoever hears it asks again under their own scope.

mod client;
mod staff;

pub use client::pages;
pub use staff::endpoint as staff_events;

use std::time::Duration;

use futures_util::{Stream, StreamExt};
use poem::web::sse::Event as Sent;
use poem::{Body, Response};
use tokio::sync::Semaphore;

/// How often a silent stream says that it is still there; also how soon a removed person's stream ends.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How many listeners ask the database at once. Of what concerns a thousand, a thousand questions would otherwise
/// wait for it together, each with all that it is made of, and people's pages behind them.
static TURNS: Semaphore = Semaphore::const_new(4);

/// The answer to a listener's question, asked when it is its turn, and by a task of its own: a listener that is
/// not read from for a while would otherwise keep its turn from the others.
async fn in_turn<T: Send + 'static>(question: impl Future<Output = T> + Send + 'static) -> Option<T> {
    let asking = tokio::spawn(async move {
        let _turn = TURNS.acquire().await;
        question.await
    });
    asking.await.ok()
}

/// What a listener hears, as it is sent: each event by itself. The framework's own answer would copy them through a
/// buffer, of which every listener had one.
fn streamed(events: impl Stream<Item = Sent> + Send + 'static) -> Response {
    Response::builder()
        .content_type("text/event-stream")
        .header("x-accel-buffering", "no")
        .header("cache-control", "no-cache")
        .body(Body::from_bytes_stream(events.map(|event| Ok::<_, std::io::Error>(event.to_string()))))
}
