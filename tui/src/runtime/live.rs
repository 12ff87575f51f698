use std::{sync::Arc, time::Duration};

use portico_openapi::{ApiError, Kind, Session};
use tokio::sync::{Notify, mpsc::UnboundedSender};

use crate::{
    app::pause,
    message::{Live, Message},
};

/// Keeps the event stream open, and tells what comes and when it breaks. Ends with the sign-in.
pub async fn listen(session: Session, sender: UnboundedSender<Message>, redial: Arc<Notify>) {
    let mut attempts = 0;
    loop {
        match follow(&session, &sender, &mut attempts).await {
            Err(error) if error.kind == Kind::Unauthorized => {
                drop(sender.send(Message::Live(Live::SignedOut)));
                return;
            }
            Ok(()) | Err(_) => {}
        }
        attempts += 1;
        let wait = pause(attempts);
        let lost = Live::Lost { seconds: wait.as_secs(), attempts };
        if sender.send(Message::Live(lost)).is_err() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(wait + jitter(attempts)) => {}
            () = redial.notified() => {}
        }
    }
}

async fn follow(session: &Session, sender: &UnboundedSender<Message>, attempts: &mut u32) -> Result<(), ApiError> {
    let mut events = session.events().await?;
    *attempts = 0;
    drop(sender.send(Message::Live(Live::Connected)));
    while let Some(event) = events.next().await {
        drop(sender.send(Message::Live(Live::Event(event?))));
    }
    Ok(())
}

/// A little, by process, so that many consoles do not come back in the same instant.
fn jitter(attempts: u32) -> Duration {
    let spread = std::process::id().wrapping_mul(attempts.wrapping_add(7)) % 400;
    Duration::from_millis(spread.into())
}
