//! The approvals: side by side by status where there is room, else a list; and one of them with all its parts.

mod board;
mod detail;
mod history;
mod list;
mod remarks;

use chrono::{DateTime, Utc};
use portico_openapi::types::{Approval, ApprovalStatus, WaitsOn};
use ratatui::{Frame, layout::Rect, style::Style};

pub use board::hit;
pub use detail::{entries, title};

use crate::{app::App, approvals::turn, when};

/// Draws the approvals as there is room for them.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    if app.has_columns() { board::draw(app, f, area) } else { list::draw(app, f, area) }
}

/// What the list is of, where it is not all.
fn heading(app: &App) -> String {
    let narrowing = &app.board.narrowing;
    let known = app.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
    let client = narrowing.workspace.and_then(|id| known.iter().find(|one| one.id == id)).map(|one| one.name.clone());
    let status = narrowing.status.map(|status| crate::approvals::status(status).to_owned());
    let side = narrowing.turn.map(|side| format!("waits on {}", turn(side)));
    let archived = narrowing.archived.then(|| "the archive".to_owned());
    let all = std::iter::once("Approvals".to_owned());
    all.chain(client).chain(status).chain(side).chain(archived).collect::<Vec<_>>().join(" · ")
}

fn style(app: &App, status: ApprovalStatus) -> Style {
    match status {
        ApprovalStatus::Pending => app.theme.text(),
        ApprovalStatus::InReview => app.theme.reply(),
        ApprovalStatus::Approved => app.theme.positive(),
        ApprovalStatus::NeedsChanges => app.theme.warning(),
    }
}

/// How long something waits and on whom: `2h us`, `1d client`.
fn waits(app: &App, row: &Approval) -> String {
    if row.steps.iter().any(|step| step.unreachable_since.is_some()) {
        return "nobody can".into();
    }
    match row.waits_on {
        WaitsOn::Nobody => String::new(),
        side => match when::span(app.now - row.waits_since).as_str() {
            "now" => turn(side).into(),
            span => format!("{span} {}", turn(side)),
        },
    }
}

/// The same in few columns: `4 Mar`, `2d late`.
fn day(app: &App, due_at: Option<DateTime<Utc>>) -> String {
    match due_at {
        Some(at) if at >= app.now => at.with_timezone(&app.zone).format("%-d %b").to_string(),
        late => due(app, late),
    }
}

/// When something is due: `due 4 Mar 18:00`, `2d late`.
fn due(app: &App, due_at: Option<DateTime<Utc>>) -> String {
    match due_at {
        Some(at) if at < app.now => match when::span(app.now - at).as_str() {
            "now" => "due now".into(),
            late => format!("{late} late"),
        },
        Some(at) => format!("due {}", when::moment(at, app.now, app.zone)),
        None => String::new(),
    }
}
