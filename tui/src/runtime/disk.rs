use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
};

use tokio::sync::mpsc::UnboundedSender;

use crate::{
    draft::{Draft, Owner, Place},
    message::Message,
    storage::DraftFolder,
};

/// A thread that keeps the drafts, in the order of what was asked, so that drawing never waits for it.
pub struct Disk {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
}

enum Order {
    Load(Owner),
    Save(Box<Draft>),
    Forget(Place),
}

impl Disk {
    /// Ready to keep drafts in a folder.
    pub fn new(folder: DraftFolder, sender: UnboundedSender<Message>) -> Self {
        let (orders, received) = channel();
        let thread = std::thread::spawn(move || work(&folder, received, &sender));
        Self { orders, thread }
    }

    /// Fetches the drafts of a person.
    pub fn load(&self, owner: Owner) {
        drop(self.orders.send(Order::Load(owner)));
    }

    /// Stores a draft.
    pub fn save(&self, draft: Draft) {
        drop(self.orders.send(Order::Save(Box::new(draft))));
    }

    /// Takes a draft away.
    pub fn forget(&self, place: Place) {
        drop(self.orders.send(Order::Forget(place)));
    }

    /// Waits until all of it is done.
    pub fn finish(self) {
        drop(self.orders);
        drop(self.thread.join());
    }
}

fn work(folder: &DraftFolder, orders: Receiver<Order>, sender: &UnboundedSender<Message>) {
    for order in orders {
        let told = match order {
            Order::Load(owner) => Some(Message::Drafts(folder.load(&owner).map_err(|error| error.to_string()))),
            Order::Save(draft) => folder.save(&draft).err().map(failed),
            Order::Forget(place) => folder.forget(place).err().map(failed),
        };
        if let Some(message) = told {
            drop(sender.send(message));
        }
    }
}

fn failed(error: std::io::Error) -> Message {
    Message::DraftFailed(error.to_string())
}
