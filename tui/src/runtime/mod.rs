//! Does what the state asks for, and tells it what came of it. Nothing here decides anything.

mod calls;
mod disk;
mod keys;
mod live;
mod outside;
mod pictures;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, io, sync::Arc};

use chrono::{DateTime, Utc};
use portico_openapi::Parcel;
use ratatui::layout::Size;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::{
        Notify,
        mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    },
    task::{AbortHandle, JoinHandle},
};
use uuid::Uuid;

pub use calls::{Desk, read_only, run as ask, sign_out};

use self::keys::Keys;
use crate::{
    app::App,
    effect::{Call, Effect},
    message::{Answer, Message},
    remote::Ticket,
    storage::{DraftFolder, ProfileFile, QueueFolder},
    terminal::Screen,
};

/// Messages taken in one go before the screen is drawn again.
const BATCH: usize = 64;

/// Everything that runs beside the state.
pub struct Runtime {
    desk: Arc<Desk>,
    disk: disk::Disk,
    sender: UnboundedSender<Message>,
    receiver: UnboundedReceiver<Message>,
    redial: Arc<Notify>,
    listener: Option<JoinHandle<()>>,
    uploads: BTreeMap<Ticket, AbortHandle>,
    keeping: Vec<JoinHandle<()>>,
    pictures: pictures::Pictures,
}

/// What only the loop itself can do, as it needs the terminal.
enum Asked {
    Edit(String, &'static str),
    Picture(Ticket, Uuid, Size),
    Quit,
}

impl Runtime {
    /// Ready to work for a profile.
    pub fn new(profile: ProfileFile, drafts: DraftFolder, queue: QueueFolder, read_only: bool) -> Self {
        let (sender, receiver) = unbounded_channel();
        Self {
            desk: Arc::new(Desk::new(profile).read_only(read_only)),
            disk: disk::Disk::new(drafts, queue, sender.clone()),
            sender,
            receiver,
            redial: Arc::new(Notify::new()),
            listener: None,
            uploads: BTreeMap::new(),
            keeping: Vec::new(),
            pictures: pictures::Pictures::default(),
        }
    }

    /// Runs the console until it is left. However it ends, what is written is on disk when it has.
    pub async fn run(mut self, mut app: App, first: Vec<Effect>, mut screen: Screen) -> io::Result<()> {
        let signals = signals(self.sender.clone())?;
        let ended = self.work(&mut app, first, &mut screen).await;
        if ended.is_err() {
            // A terminal that cannot be drawn on any more is one that was closed.
            self.tell(&mut app, Message::Terminate);
        }
        signals.abort();
        drop(screen);
        self.finish().await;
        ended
    }

    async fn work(&mut self, app: &mut App, first: Vec<Effect>, screen: &mut Screen) -> io::Result<()> {
        screen.draw(app)?;
        let mut keys = Keys::listen(self.sender.clone())?;
        let mut asked = self.perform(first);
        loop {
            match asked.take() {
                Some(Asked::Quit) => return Ok(()),
                Some(Asked::Edit(text, kind)) => {
                    // What reads keys here must not take those meant for the editor.
                    keys.rest().await;
                    screen.lend()?;
                    let text = outside::edit(&text, kind).await;
                    screen.take_back()?;
                    keys = Keys::listen(self.sender.clone())?;
                    let (width, height) = screen.size()?;
                    let sized = self.tell(app, Message::Resize(width, height));
                    asked = sized.or(self.tell(app, Message::Edited(text)));
                }
                Some(Asked::Picture(ticket, file, room)) => {
                    if !self.pictures.is_known() {
                        // Nor what the terminal answers.
                        keys.rest().await;
                        self.pictures.find_out();
                        keys = Keys::listen(self.sender.clone())?;
                    }
                    self.pictures.show(&self.desk, &self.sender, ticket, file, room);
                    asked = None;
                }
                None => {
                    let message = self.receiver.recv().await;
                    asked = message.and_then(|message| self.tell(app, message));
                    for _ in 0..BATCH {
                        let Ok(message) = self.receiver.try_recv() else {
                            break;
                        };
                        asked = asked.or(self.tell(app, message));
                    }
                }
            }
            if !matches!(asked, Some(Asked::Quit)) {
                screen.draw(app)?;
            }
        }
    }

    fn tell(&mut self, app: &mut App, message: Message) -> Option<Asked> {
        app.now = now();
        let effects = app.update(message);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Option<Asked> {
        let mut asked = None;
        for effect in effects {
            match effect {
                Effect::Call(ticket, call) => {
                    let (desk, sender) = (self.desk.clone(), self.sender.clone());
                    let keeps = matches!(call, Call::KeepDraft(..) | Call::ForgetDraft(..));
                    let asking = tokio::spawn(async move {
                        let answer = calls::run(&desk, call).await;
                        drop(sender.send(Message::Answer(ticket, answer)));
                    });
                    if keeps {
                        self.keeping.retain(|one| !one.is_finished());
                        self.keeping.push(asking);
                    }
                }
                Effect::After(pause, timer) => {
                    let sender = self.sender.clone();
                    tokio::spawn(async move {
                        tokio::time::sleep(pause).await;
                        drop(sender.send(Message::Timer(timer)));
                    });
                }
                Effect::LoadDrafts(owner) => self.disk.load(owner),
                Effect::SaveDraft(draft) => self.disk.save(*draft),
                Effect::DropDraft(place) => self.disk.forget(place),
                Effect::Enqueue(queued) => self.disk.enqueue(queued),
                Effect::SaveQueued(queued) => self.disk.save_queued(queued),
                Effect::Claim(ticket, queued) => self.disk.claim(ticket, queued),
                Effect::DropQueued(id) => self.disk.forget_queued(id),
                Effect::Browse(address) => {
                    drop(self.sender.send(Message::Browsed(outside::browse(address))));
                }
                Effect::Copy(text) => drop(outside::copy(text)),
                Effect::Complete(path) => {
                    let found = outside::complete(&path);
                    drop(self.sender.send(Message::Completed(path, found)));
                }
                Effect::Measure(path) => {
                    let size = outside::measure(&path);
                    drop(self.sender.send(Message::Measured(path, size)));
                }
                Effect::Upload(ticket, parcel) => self.upload(ticket, parcel),
                Effect::Abandon(ticket) => {
                    if let Some(upload) = self.uploads.remove(&ticket) {
                        upload.abort();
                    }
                }
                Effect::Picture(ticket, file, room) => asked = Some(Asked::Picture(ticket, file, room)),
                Effect::Listen => self.listen(),
                Effect::Redial => self.redial.notify_waiters(),
                Effect::Edit(text, kind) => asked = Some(Asked::Edit(text, kind)),
                Effect::Quit => asked = Some(Asked::Quit),
            }
        }
        asked
    }

    /// Sends a file until it is there, or is no longer wanted.
    fn upload(&mut self, ticket: Ticket, parcel: Parcel) {
        let (desk, sender) = (self.desk.clone(), self.sender.clone());
        let upload = tokio::spawn(async move {
            let answer = Answer::Uploaded(calls::upload(&desk, parcel, ticket, &sender).await.map(Box::new));
            drop(sender.send(Message::Answer(ticket, answer)));
        });
        self.uploads.retain(|_, upload| !upload.is_finished());
        self.uploads.insert(ticket, upload.abort_handle());
    }

    /// Listens with the latest sign-in, in place of any listener before.
    fn listen(&mut self) {
        if let Some(listener) = self.listener.take() {
            listener.abort();
        }
        if let Some(session) = self.desk.session() {
            let (sender, redial) = (self.sender.clone(), self.redial.clone());
            self.listener = Some(tokio::spawn(live::listen(session, sender, redial)));
        }
    }

    /// Waits for what must not be lost: drafts on their way to disk and to the server, and a token being renewed.
    async fn finish(self) {
        self.disk.finish();
        let kept = futures_util::future::join_all(self.keeping);
        drop(tokio::time::timeout(std::time::Duration::from_secs(2), kept).await);
        if let Some(session) = self.desk.session() {
            drop(tokio::time::timeout(std::time::Duration::from_secs(3), session.settle()).await);
        }
    }
}

/// The console's only clock; the state is told the time with every message.
#[expect(clippy::disallowed_methods, reason = "this is the clock that the state is given")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A polite request to end is one to store everything first.
fn signals(sender: UnboundedSender<Message>) -> io::Result<JoinHandle<()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = interrupt.recv() => {}
        }
        drop(sender.send(Message::Terminate));
    }))
}
