//! What it takes to use clients' accounts at other systems, as the parts of a node share it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::envelope::Envelopes;
use crate::ids::{ConnectionId, Id, JobId};
use crate::outgoing::Outgoing;

/// What it takes to use connections and to tell webhooks: the way out, the keys, and this node's turns.
pub struct Connector {
    pub outgoing: Outgoing,
    pub envelopes: Envelopes,
    /// The name under which this node renews.
    pub node: String,
    turns: Mutex<HashMap<ConnectionId, Weak<tokio::sync::Mutex<()>>>>,
}

impl Connector {
    /// One that goes out this way, with these keys.
    pub fn new(outgoing: Outgoing, envelopes: Envelopes) -> Self {
        Self { outgoing, envelopes, node: JobId::new().to_string(), turns: Mutex::default() }
    }

    /// This node's turns at a connection: one at a time.
    pub fn turns(&self, connection: ConnectionId) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(&connection).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::new(tokio::sync::Mutex::new(()));
        turns.insert(connection, Arc::downgrade(&turn));
        turn
    }
}
