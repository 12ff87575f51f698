use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
};

use tokio::sync::mpsc::UnboundedSender;
use uuid::Uuid;

use crate::{
    draft::{Draft, Owner, Place},
    message::Message,
    queue::Queued,
    remote::Ticket,
    storage::{DraftFolder, QueueFolder},
};

/// A thread that keeps drafts and what waits for the server, in the order of what was asked, so that drawing never
/// waits for it.
pub struct Disk {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
}

enum Order {
    Load(Owner),
    Save(Box<Draft>),
    Forget(Place),
    LoadQueue(Owner),
    Enqueue(Box<Queued>),
    SaveQueued(Box<Queued>),
    Claim(Ticket, Box<Queued>),
    ForgetQueued(Uuid),
}

impl Disk {
    /// Ready to keep drafts in one folder, and what waits in another.
    pub fn new(drafts: DraftFolder, queue: QueueFolder, sender: UnboundedSender<Message>) -> Self {
        let (orders, received) = channel();
        let thread = std::thread::spawn(move || work(&drafts, &queue, received, &sender));
        Self { orders, thread }
    }

    /// Fetches the drafts of a person, and then what waits.
    pub fn load(&self, owner: Owner) {
        drop(self.orders.send(Order::Load(owner.clone())));
        drop(self.orders.send(Order::LoadQueue(owner)));
    }

    /// Stores a draft.
    pub fn save(&self, draft: Draft) {
        drop(self.orders.send(Order::Save(Box::new(draft))));
    }

    /// Takes a draft away.
    pub fn forget(&self, place: Place) {
        drop(self.orders.send(Order::Forget(place)));
    }

    /// Stores what is to wait, and tells when it is there.
    pub fn enqueue(&self, queued: Box<Queued>) {
        drop(self.orders.send(Order::Enqueue(queued)));
    }

    /// Stores what waits, as it is now, if it still does.
    pub fn save_queued(&self, queued: Box<Queued>) {
        drop(self.orders.send(Order::SaveQueued(queued)));
    }

    /// Stores what is about to go, if it still waits, and tells what is there.
    pub fn claim(&self, ticket: Ticket, queued: Box<Queued>) {
        drop(self.orders.send(Order::Claim(ticket, queued)));
    }

    /// Takes away what waits no more.
    pub fn forget_queued(&self, id: Uuid) {
        drop(self.orders.send(Order::ForgetQueued(id)));
    }

    /// Waits until all of it is done.
    pub fn finish(self) {
        drop(self.orders);
        drop(self.thread.join());
    }
}

fn work(drafts: &DraftFolder, queue: &QueueFolder, orders: Receiver<Order>, sender: &UnboundedSender<Message>) {
    for order in orders {
        let told = match order {
            Order::Load(owner) => Some(Message::Drafts(drafts.load(&owner).map_err(|error| error.to_string()))),
            Order::Save(draft) => drafts.save(&draft).err().map(failed),
            Order::Forget(place) => drafts.forget(place).err().map(failed),
            Order::LoadQueue(owner) => Some(Message::Queue(queue.load(&owner).map_err(|error| error.to_string()))),
            Order::Enqueue(queued) => {
                let kept = queue.save(&queued).map_err(|error| error.to_string());
                Some(Message::Enqueued(queued, kept))
            }
            Order::SaveQueued(queued) => queue.change(&queued).err().map(failed),
            Order::Claim(ticket, queued) => {
                let kept = queue.claim(&queued).map_err(|error| error.to_string());
                Some(Message::Claimed(ticket, kept.map(|kept| kept.map(Box::new))))
            }
            Order::ForgetQueued(id) => queue.forget(id).err().map(failed),
        };
        if let Some(message) = told {
            drop(sender.send(message));
        }
    }
}

fn failed(error: std::io::Error) -> Message {
    Message::DraftFailed(error.to_string())
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::fixture::*;

    #[test]
    fn what_is_told_to_wait_is_on_disk_by_then() {
        let folder = tempfile::tempdir().unwrap();
        let (drafts, queue) = (DraftFolder::new(folder.path(), "default"), QueueFolder::new(folder.path(), "default"));
        let (sender, mut told) = unbounded_channel();
        let disk = Disk::new(drafts, queue.clone(), sender);
        disk.enqueue(Box::new(queued(1, "Dear Carla")));
        let Some(Message::Enqueued(kept, Ok(()))) = told.blocking_recv() else { panic!("it was not kept") };
        assert_eq!(queue.load(&owner()).unwrap(), [*kept]);
        disk.load(owner());
        assert!(matches!(told.blocking_recv(), Some(Message::Drafts(Ok(drafts))) if drafts.is_empty()));
        assert!(matches!(told.blocking_recv(), Some(Message::Queue(Ok(all))) if all == [queued(1, "Dear Carla")]));
        let mut tried = queued(1, "Dear Carla");
        tried.tried = true;
        disk.claim(Ticket(7), Box::new(tried.clone()));
        let Some(Message::Claimed(Ticket(7), Ok(Some(kept)))) = told.blocking_recv() else { panic!("it waits") };
        assert_eq!((*kept, queue.load(&owner()).unwrap()), (tried.clone(), vec![tried.clone()]));
        disk.forget_queued(tried.id);
        disk.claim(Ticket(8), Box::new(tried));
        assert!(matches!(told.blocking_recv(), Some(Message::Claimed(Ticket(8), Ok(None)))));
        disk.finish();
        assert!(queue.load(&owner()).unwrap().is_empty());
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("queue"), "in the way").unwrap();
        let (drafts, queue) = (DraftFolder::new(folder.path(), "default"), QueueFolder::new(folder.path(), "default"));
        let (sender, mut told) = unbounded_channel();
        let disk = Disk::new(drafts, queue, sender);
        disk.enqueue(Box::new(queued(1, "Dear Carla")));
        assert!(matches!(told.blocking_recv(), Some(Message::Enqueued(_, Err(_)))));
        disk.finish();
    }
}
