//! What an agency has done by itself with requests that come in: rules in an order, each with a filter and with what is
//! done to what fits it. Only owners and admins write them. They are followed once, as a request is opened, in its own
//! transaction; what they do sets off no rule. Of what can be set once, the first rule that sets it wins.

mod apply;
mod dry_run;
mod keep;

pub use apply::{Done, Step, opened};
pub use dry_run::{DryRun, dry_run};
pub use keep::{Change, NewRule, change, create, delete, find, list};

use serde::{Deserialize, Serialize};

use crate::entity::words::Priority;
use crate::ids::{CannedReplyId, StaffId};

/// What a rule does. Rows are written like this: names are never changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Actions {
    /// Whom it gives requests to; several take turns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assign_to: Vec<StaffId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add_tags: Vec<String>,
    /// The name of the client's project that it links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<CannedReplyId>,
}

impl Actions {
    /// Whether it does nothing.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
