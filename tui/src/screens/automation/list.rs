use portico_openapi::types::{Run, RunStatus};
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Paragraph,
};
use uuid::Uuid;

use super::{health_style, lasting, run_style, workflow_style};
use crate::{
    app::App,
    automation::{
        Part, Row, asked, asked_shape, engine_kind, health, health_shape, run_shape, run_status, starter, waits,
        workflow_shape, workflow_status,
    },
    foreign, layout, text, when,
    widgets::{frame, rows as table},
};

/// How many of a workflow's last runs are told.
const RECENT: usize = 8;

/// How many rows are on a screen of the list.
pub fn rows(area: Rect) -> usize {
    usize::from(layout::inside(area).height).saturating_sub(2)
}

/// The parts, and the rows of the one that is looked at.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, &heading(app), !app.in_pane);
    if inside.is_empty() {
        return;
    }
    f.render_widget(Paragraph::new(parts(app, usize::from(inside.width))), Rect { height: 1, ..inside });
    let body = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    let shelf = app.automation.shelf();
    let all = shelf.rows();
    let columns = columns(app.automation.part, usize::from(inside.width));
    let heads: Vec<_> = columns.iter().map(|column| (column.name, column.width)).collect();
    let body = table::heading(app, f, body, &heads);
    if all.is_empty() {
        return table::say(app, f, body, &table::absent(&shelf.remote.phase(), nothing(app)));
    }
    table::draw(app, f, body, all, shelf.cursor, |row| line(app, row, &columns));
}

/// The parts, whole, and as many of them as fit beside the one that is looked at; arrows say that there are more.
fn parts(app: &App, columns: usize) -> Line<'static> {
    let here = Part::ALL.iter().position(|part| *part == app.automation.part).unwrap_or(0);
    let count = Part::ALL.len();
    let fits = |first: usize, end: usize| {
        let names: usize = Part::ALL[first..end].iter().map(|part| part.name().len() + 1).sum();
        let arrows = usize::from(first > 0) + usize::from(end < count);
        names + arrows * 2 <= columns
    };
    let first = (0..here).find(|first| fits(*first, here + 1)).unwrap_or(here);
    let end = (here + 1..=count).rev().find(|end| fits(first, *end)).unwrap_or(here + 1);
    let arrow = |shown: bool, arrow| shown.then(|| Span::styled(arrow, app.theme.muted()));
    let names = Part::ALL[first..end].iter().flat_map(|part| {
        let style = if *part == app.automation.part { app.theme.selected() } else { app.theme.muted() };
        [Span::raw(" "), Span::styled(part.name(), style)]
    });
    let all = arrow(first > 0, " ‹").into_iter().chain(names).chain(arrow(end < count, " ›"));
    Line::from(all.collect::<Vec<_>>())
}

/// What the list is of.
fn heading(app: &App) -> String {
    let part = app.automation.part;
    let narrowing = app.automation.narrowing.of(part);
    let known = app.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
    let client = narrowing.workspace.and_then(|id| known.iter().find(|one| one.id == id)).map(|one| one.name.clone());
    let parts = [
        Some("Automation".to_owned()),
        client,
        narrowing.workflows.map(|one| workflow_status(one).to_lowercase()),
        narrowing.workflow.map(|(_, name)| name),
        narrowing.runs.map(|one| run_status(one).to_lowercase()),
        narrowing.health.map(|one| one.to_string().replace('_', " ")),
        narrowing.forms.map(|one| one.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn nothing(app: &App) -> &'static str {
    let part = app.automation.part;
    if app.automation.narrowing.of(part) != Default::default() {
        return "There are none of these. / looks at others.";
    }
    match part {
        Part::Workflows => "Nothing is done by itself yet. n begins a workflow.",
        Part::Runs => "Nothing has run yet.",
        Part::Connections => "No client is to connect anything yet. n has one do so.",
        Part::Asked => "Nobody is asked to connect anything. a on a connection asks somebody.",
        Part::Providers if app.is_admin() => "No provider is set up yet. n sets one up.",
        Part::Providers => "No provider is set up yet; owner and admins do that.",
        Part::Engines if app.is_admin() => "No other engine is set up yet. n sets one up.",
        Part::Engines => "No other engine is set up yet; owner and admins do that.",
        Part::Templates => "Nothing is written for many clients yet. n writes a template.",
        Part::Forms => "Clients are asked nothing yet. n writes a form.",
    }
}

/// A column, and what of a row stands in it.
struct Column {
    name: &'static str,
    width: usize,
}

/// The columns of a part for the room there is; the first takes what the others leave, and from what can be missed
/// soonest they go.
fn columns(part: Part, room: usize) -> Vec<Column> {
    let wanted: &[(&'static str, usize, usize)] = match part {
        Part::Workflows => &[
            ("Name", 16, 0),
            ("Client", 18, 60),
            ("Status", 11, 0),
            ("Version", 7, 74),
            ("Recent", RECENT, 0),
            ("Last good", 9, 48),
        ],
        Part::Runs => &[
            ("Workflow", 16, 0),
            ("Client", 16, 100),
            ("Status", 11, 0),
            ("Waits, or by", 26, 70),
            ("Began", 15, 0),
            ("Took", 8, 100),
        ],
        Part::Connections => {
            &[("Name", 16, 0), ("Client", 18, 56), ("Where", 14, 76), ("How it does", 23, 0), ("Looked", 7, 100)]
        }
        Part::Asked => &[("Whom", 20, 0), ("Client", 18, 60), ("Status", 12, 0), ("Done", 6, 0), ("Ends", 15, 76)],
        Part::Providers => &[("Name", 20, 0), ("In the catalogue", 16, 44), ("Kind", 9, 0), ("Secret", 6, 60)],
        Part::Engines => {
            &[("Name", 16, 0), ("What it is", 15, 0), ("Where", 26, 56), ("Key", 6, 76), ("Set up", 6, 90)]
        }
        Part::Templates => &[("Name", 20, 0), ("Version", 7, 0), ("By", 16, 56), ("Changed", 15, 44)],
        Part::Forms => {
            &[("Title", 18, 0), ("Client", 18, 56), ("Status", 11, 0), ("Version", 7, 70), ("Last sent", 15, 0)]
        }
    };
    let mut columns: Vec<_> = wanted
        .iter()
        .filter(|(_, _, least)| room >= *least)
        .map(|(name, width, _)| Column { name, width: *width })
        .collect();
    let rest: usize = columns.iter().skip(1).map(|column| column.width + 1).sum();
    if let Some(first) = columns.first_mut() {
        first.width = room.saturating_sub(rest);
    }
    // A name needs no more than so much; what a run waits for, or else the client, has the rest.
    let spare = columns.first().map_or(0, |first| first.width.saturating_sub(30)).min(24);
    let other = columns.iter().position(|column| column.name == "Waits, or by");
    let other = other.or_else(|| columns.iter().position(|column| matches!(column.name, "Client" | "Where")));
    if let Some(other) = other {
        columns[0].width -= spare;
        columns[other].width += spare;
    }
    columns
}

fn line(app: &App, row: &Row, columns: &[Column]) -> Line<'static> {
    let mut spans = Vec::new();
    for column in columns {
        let (words, style) = cell(app, row, column.name);
        spans.extend([Span::styled(text::fit(&words, column.width), style), Span::raw(" ")]);
    }
    spans.pop();
    Line::from(spans)
}

fn cell(app: &App, row: &Row, column: &str) -> (String, Style) {
    let moment = |at| when::moment(at, app.now, app.zone);
    match (column, row) {
        ("Name" | "Workflow" | "Whom" | "Title", row) => (foreign::line(row.name()), app.theme.strong()),
        ("Client", row) => {
            (row.workspace().map(|client| foreign::line(&client.name)).unwrap_or_default(), app.theme.text())
        }
        (_, Row::Workflow(row)) => {
            let own = workflow_style(app, row.status);
            match column {
                "Status" => (format!("{} {}", workflow_shape(row.status), workflow_status(row.status)), own),
                "Version" => {
                    (row.active_version_number.map_or("—".into(), |number| number.to_string()), app.theme.text())
                }
                "Recent" => (recent(app, row.id), app.theme.text()),
                _ => {
                    let good = row.last_good_at.map(|at| when::span(app.now - at));
                    (good.unwrap_or_else(|| "—".into()), app.theme.muted())
                }
            }
        }
        (_, Row::Run(row)) => {
            let own = run_style(app, row.status);
            match column {
                "Status" => (format!("{} {}", run_shape(row.status), run_status(row.status)), own),
                "Began" => (moment(row.started_at.unwrap_or(row.created_at)), app.theme.muted()),
                "Took" => (took(app, row), app.theme.muted()),
                _ => match waits(row) {
                    Some(what) => (format!("for {what}"), own),
                    None => (format!("by {}", starter(row)), app.theme.muted()),
                },
            }
        }
        (_, Row::Connection(row)) => match column {
            "Where" => (foreign::line(&row.provider_client.name), app.theme.text()),
            "Looked" => (
                row.last_checked_at.map(|at| when::span(app.now - at)).unwrap_or_else(|| "—".into()),
                app.theme.muted(),
            ),
            _ => (format!("{} {}", health_shape(row), health(row)), health_style(app, row)),
        },
        (_, Row::Asked(row)) => match column {
            "Status" => (format!("{} {}", asked_shape(row.state), asked(row.state)), app.theme.text()),
            "Done" => {
                let done = row.items.iter().filter(|item| item.provided_at.is_some()).count();
                (format!("{done}/{}", row.items.len()), app.theme.text())
            }
            _ => (moment(row.expires_at), app.theme.muted()),
        },
        (_, Row::Provider(row)) => match column {
            "In the catalogue" => (foreign::line(&row.provider), app.theme.text()),
            "Kind" => (kind(row.kind).into(), app.theme.text()),
            _ => (if row.has_secret { "sealed" } else { "—" }.into(), app.theme.muted()),
        },
        (_, Row::Engine(row)) => match column {
            "What it is" => (engine_kind(row.kind).into(), app.theme.text()),
            "Where" => (foreign::line(&row.url), app.theme.text()),
            "Key" => (if row.has_api_key { "sealed" } else { "—" }.into(), app.theme.muted()),
            _ => (when::span(app.now - row.created_at), app.theme.muted()),
        },
        (_, Row::Template(row)) => match column {
            "Version" => (row.number.to_string(), app.theme.text()),
            "By" => (foreign::line(&row.author), app.theme.text()),
            _ => (moment(row.updated_at), app.theme.muted()),
        },
        (_, Row::Form(row)) => match column {
            "Status" if row.status == portico_openapi::types::FormStatus::Archived => {
                ("▫ Archived".into(), app.theme.muted())
            }
            "Status" => ("● Published".into(), app.theme.positive()),
            "Version" => (row.schema_version.to_string(), app.theme.text()),
            _ => (row.last_submitted_at.map_or("—".into(), moment), app.theme.muted()),
        },
    }
}

/// How an account is opened.
pub fn kind(kind: portico_openapi::types::ConnectionKind) -> &'static str {
    match kind {
        portico_openapi::types::ConnectionKind::Oauth => "OAuth 2",
        portico_openapi::types::ConnectionKind::ApiKey => "a key",
    }
}

/// How long a run took, or has been.
pub fn took(app: &App, run: &Run) -> String {
    match (run.started_at, run.ended_at) {
        (Some(begun), Some(ended)) => lasting(ended - begun),
        (Some(begun), None) if run.status != RunStatus::Queued => format!("{} …", when::span(app.now - begun)),
        _ => "—".into(),
    }
}

/// How the last runs of a workflow stand, the latest at the right.
fn recent(app: &App, id: Uuid) -> String {
    let runs = app.automation.shelf().beside().map(|beside| beside.recent.as_slice()).unwrap_or_default();
    let shapes: Vec<_> =
        runs.iter().filter(|run| run.workflow.id == id).take(RECENT).map(|run| run_shape(run.status)).collect();
    shapes.into_iter().rev().collect()
}
