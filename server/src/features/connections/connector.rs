use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::config::Config;
use crate::envelope::Envelopes;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, Id, JobId};
use crate::outgoing::Outgoing;

/// The keys that credentials are sealed under.
///
/// # Errors
/// When one of them is none.
pub fn keys(config: &Config) -> Result<Envelopes> {
    Envelopes::new(&config.master_key()?, &config.credential_keys)
}

/// What it takes to use connections: the way out, the keys, and this node's turns at renewing.
pub struct Connector {
    pub(super) outgoing: Outgoing,
    pub(super) envelopes: Envelopes,
    /// The name under which this node renews.
    pub(super) node: String,
    turns: Mutex<HashMap<ConnectionId, Weak<tokio::sync::Mutex<()>>>>,
}

impl Connector {
    /// As the install is configured.
    ///
    /// # Errors
    /// When its keys are none.
    pub fn new(config: &Config, outgoing: Outgoing) -> Result<Self> {
        Ok(Self { outgoing, envelopes: keys(config)?, node: JobId::new().to_string(), turns: Mutex::default() })
    }

    /// The way out of an install.
    ///
    /// # Errors
    /// When the system has no certificates to trust.
    pub fn way_out(config: &Config) -> Result<Outgoing> {
        Outgoing::new(&config.outgoing_networks).map_err(Error::internal)
    }

    /// This node's turns at a connection: one at a time.
    pub(super) fn turns(&self, connection: ConnectionId) -> Arc<tokio::sync::Mutex<()>> {
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
