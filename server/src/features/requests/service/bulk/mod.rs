//! Changes of many requests at once: what would become of each is shown first, then done to exactly those that are still
//! as they were seen, and can be taken back for a while from those that are still as it left them.

mod apply;
mod preview;
mod read;
mod state;
mod undo;

use chrono::TimeDelta;

pub use apply::apply;
pub use preview::{Wanted, preview};
pub use read::{Field, Item, Whole, whole};
pub use state::{Edit, Link};
pub use undo::undo;

use sea_orm::ColumnTrait;

use crate::access::{AgencyScope, AgencySide, ScopedSelect};
use crate::entity::bulk_change::{Column, Entity};
use crate::error::{Error, Result};
use crate::ids::{BulkChangeId, StaffId};

/// The most requests that are changed at once.
pub const MOST: usize = 200;
/// For how long what was previewed can be done.
const GOOD_FOR: TimeDelta = TimeDelta::hours(1);
/// For how long what was done can be taken back.
pub const UNDO_WITHIN: TimeDelta = TimeDelta::hours(1);

fn me(scope: &AgencyScope) -> Result<StaffId> {
    scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("somebody changes many requests at once")))
}

/// A bulk change of the caller's own.
fn own(scope: &AgencyScope, id: BulkChangeId) -> Result<ScopedSelect<'_, AgencySide, Entity>> {
    Ok(scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::StaffUserId.eq(me(scope)?)))
}
