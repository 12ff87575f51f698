use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use super::read::{Approvals, Listed, current, named};
use crate::access::{ClientScope, Key, Page, Paging, Part, Permission, Sort, together};
use crate::entity::approval;
use crate::entity::words::WaitsOn;
use crate::error::Result;

/// On whom of them all something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// On the reader.
    Mine,
    /// On colleagues alone.
    Colleagues,
    /// On the agency.
    Team,
}

impl Turn {
    /// What needs the reader comes first.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Colleagues, Self::Team];
}

/// What waits for somebody, in the order of [`Turn::ALL`]; of each the longest wait first, but what is late already before
/// all else that needs the reader. Where one of them is wanted alone, its page goes on from the cursor, and the others are
/// empty.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub fn open<'s>(scope: &'s ClientScope, only: Option<Turn>, paging: &Paging) -> Result<Part<'s, [Page<Listed>; 3]>> {
    let [mine, colleagues, team] = Turn::ALL.map(|turn| match only {
        Some(only) if only != turn => Ok(nothing()),
        Some(_) => part(scope, turn, paging),
        None => part(scope, turn, &Paging::first(paging.limit)),
    });
    Ok(together((mine?, colleagues?, team?)).map(|(mine, colleagues, team)| [mine, colleagues, team]))
}

fn nothing<'s>() -> Part<'s, Page<Listed>> {
    Part::known(Page { items: Vec::new(), next: None })
}

fn part<'s>(scope: &'s ClientScope, turn: Turn, paging: &Paging) -> Result<Part<'s, Page<Listed>>> {
    use approval::Column;
    let decides = scope.seat().allows(Permission::ApproveWork);
    let waiting = |side: WaitsOn| named(current(scope)).filter(Column::WaitsOn.eq(side));
    let wanted = match turn {
        Turn::Mine if !decides => return Ok(nothing()),
        Turn::Mine => return mine(scope, || waiting(WaitsOn::Client).filter(scope.is_awaited()), paging),
        Turn::Colleagues if decides => waiting(WaitsOn::Client).filter(scope.is_awaited().not()),
        Turn::Colleagues => waiting(WaitsOn::Client),
        Turn::Team => waiting(WaitsOn::Agency),
    };
    longest_first(wanted, paging)
}

/// What needs the reader: all that is late, the latest of it first, before what is not.
fn mine<'s>(
    scope: &'s ClientScope,
    wanted: impl Fn() -> Approvals<'s>,
    paging: &Paging,
) -> Result<Part<'s, Page<Listed>>> {
    use approval::Column;
    let now = scope.now();
    let timely = Column::DueAt.is_null().or(Column::DueAt.gte(now));
    let rest = |paging: &Paging| longest_first(wanted().filter(timely.clone()), paging);
    let due = Expr::col((approval::Entity, Column::DueAt));
    let key = |row: &Listed| row.approval.due_at.map_or(Key::None, Key::Time);
    let latest = Sort::by_time(due, false, key, |row: &Listed| row.approval.id.into()).named("late");
    // A cursor that is none of what is late is one of the rest.
    let Ok(late) = wanted().filter(Column::DueAt.lt(now)).part_page(paging, latest) else { return rest(paging) };
    let rest = rest(&Paging::first(paging.limit))?;
    Ok(together((late, rest)).map(|(mut late, rest)| {
        if late.next.is_none() {
            late.items.extend(rest.items);
            late.next = rest.next;
        }
        late
    }))
}

fn longest_first<'s>(wanted: Approvals<'s>, paging: &Paging) -> Result<Part<'s, Page<Listed>>> {
    let since = Expr::col((approval::Entity, approval::Column::WaitsSince));
    let key = |row: &Listed| Key::Time(row.approval.waits_since);
    wanted.part_page(paging, Sort::by_time(since, false, key, |row| row.approval.id.into()))
}
