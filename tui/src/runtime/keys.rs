use std::{io, thread, time::Duration};

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt;
use tokio::{
    runtime::Builder,
    sync::{mpsc::UnboundedSender, oneshot},
    time::timeout,
};

use crate::message::Message;

/// How long whoever reads keys may take to stop.
const PATIENCE: Duration = Duration::from_secs(1);

/// What reads keys, on a thread of its own: where the terminal is gone, crossterm reads on beyond the end and never
/// comes back, and nothing else may wait for that.
pub struct Keys {
    stop: oneshot::Sender<()>,
    stopped: oneshot::Receiver<()>,
}

impl Keys {
    /// Tells every key from now on.
    pub fn listen(sender: UnboundedSender<Message>) -> io::Result<Self> {
        let ears = Builder::new_current_thread().enable_all().build()?;
        let (stop, told) = oneshot::channel::<()>();
        let (done, stopped) = oneshot::channel::<()>();
        let work = move || {
            ears.block_on(async {
                tokio::select! {
                    () = read(&sender) => {}
                    _ = told => {}
                }
            });
            drop(done);
        };
        thread::Builder::new().name("keys".into()).spawn(work).map(drop)?;
        Ok(Self { stop, stopped })
    }

    /// Reads no more, so that somebody else can.
    pub async fn rest(self) {
        drop(self.stop);
        drop(timeout(PATIENCE, self.stopped).await);
    }
}

async fn read(sender: &UnboundedSender<Message>) {
    let mut keys = EventStream::new();
    loop {
        let event = keys.next().await;
        let over = !matches!(event, Some(Ok(_)));
        if let Some(message) = translate(event) {
            drop(sender.send(message));
        }
        if over {
            return;
        }
    }
}

fn translate(event: Option<io::Result<Event>>) -> Option<Message> {
    match event {
        Some(Ok(Event::Key(key))) => Some(Message::Key(key)),
        Some(Ok(Event::Mouse(mouse))) => Some(Message::Mouse(mouse)),
        Some(Ok(Event::Paste(text))) => Some(Message::Paste(text)),
        Some(Ok(Event::Resize(width, height))) => Some(Message::Resize(width, height)),
        Some(Ok(Event::FocusGained | Event::FocusLost)) => None,
        // The terminal is gone.
        Some(Err(_)) | None => Some(Message::Terminate),
    }
}
