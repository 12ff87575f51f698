use portico_openapi::types::{SearchHit, SearchKind};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    style::Modifier,
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    app::App,
    foreign, layout,
    remote::Phase,
    text,
    triage::{KINDS, kind_word},
    widgets::frame,
};

/// Lines that something found takes: what it is, and what it says.
const TALL: u16 = 2;

fn area(screen: Rect) -> Rect {
    frame::centred(screen, 96, screen.height.saturating_sub(2).min(32))
}

/// How much of what was found is on the screen.
pub fn rows(screen: Rect) -> usize {
    usize::from(layout::inside(area(screen)).height.saturating_sub(2) / TALL)
}

/// Draws what is looked for and what was found over everything else.
pub fn draw(app: &App, f: &mut Frame<'_>) {
    let search = &app.triage.search;
    let foot = app.keymap.told(&app.contexts(), |_| true);
    let inside = frame::over(app, f, area(f.area()), "Find by words", &foot);
    if inside.height < 3 {
        return;
    }
    let columns = usize::from(inside.width);
    let (shown, column) = search.query.shown(columns.saturating_sub(3), false);
    let typed = Line::from(vec![Span::styled("› ", app.theme.accent()), Span::raw(shown)]);
    let body = Rect { y: inside.y + 2, height: inside.height - 2, ..inside };
    f.render_widget(Paragraph::new(vec![typed, kinds(app, columns)]), Rect { height: 2, ..inside });
    f.render_widget(Paragraph::new(lines(app, columns)), body);
    let x = inside.x + 2 + u16::try_from(column).unwrap_or(0);
    f.set_cursor_position(Position { x: x.min(inside.right().saturating_sub(1)), y: inside.y });
}

fn kinds(app: &App, columns: usize) -> Line<'static> {
    let mut left = columns;
    let mut spans = Vec::new();
    for kind in KINDS {
        let words = kind_word(kind);
        let wide = text::width(words) + 2;
        if wide > left {
            break;
        }
        left -= wide;
        let style = if kind == app.triage.search.kind { app.theme.selected() } else { app.theme.muted() };
        spans.extend([Span::styled(words, style), Span::raw("  ")]);
    }
    Line::from(spans)
}

fn lines(app: &App, columns: usize) -> Vec<Line<'static>> {
    let search = &app.triage.search;
    let quiet = |words: &str| vec![Line::default(), Line::styled(format!(" {words}"), app.theme.muted())];
    match search.found.phase() {
        Phase::Idle => quiet("Requests, messages, notes, projects and people that hold all the words."),
        Phase::Loading => quiet("Looking …"),
        Phase::Failed(error) => quiet(&foreign::line(&error.message)),
        Phase::Ready(found) if found.is_empty() => quiet("Nothing holds all these words."),
        Phase::Ready(found) => {
            let shown = found.iter().enumerate().skip(search.cursor.offset).take(rows(app.screen).max(1));
            shown.flat_map(|(index, hit)| entry(app, hit, index == search.cursor.index, columns)).collect()
        }
    }
}

/// What it is and whose, and below what it says, with the words that were looked for marked.
fn entry(app: &App, hit: &SearchHit, here: bool, columns: usize) -> [Line<'static>; 2] {
    let name = match (&hit.request, &hit.title) {
        (Some(request), _) => format!("#{} {}", request.number, request.subject),
        (None, Some(title)) => title.clone(),
        (None, None) => String::new(),
    };
    let right = match &hit.workspace {
        Some(client) => format!("{} · {}", foreign::line(&client.name), hit.kind),
        None => hit.kind.to_string(),
    };
    let right = text::cut(&right, columns / 2);
    let left = text::fit(&foreign::line(&format!(" {name}")), columns.saturating_sub(text::width(&right) + 1));
    let head = match here {
        true => Line::styled(format!("{left}{right} "), app.theme.selected()),
        false => Line::from(vec![Span::styled(left, app.theme.strong()), Span::styled(right, app.theme.muted())]),
    };
    [head, snippet(app, hit, columns)]
}

fn snippet(app: &App, hit: &SearchHit, columns: usize) -> Line<'static> {
    let plain = if hit.kind == SearchKind::Note { app.theme.note() } else { app.theme.muted() };
    let found = app.theme.accent().add_modifier(Modifier::UNDERLINED);
    let mut spans = vec![Span::raw("   ")];
    let mut left = columns.saturating_sub(4);
    for part in &hit.snippet {
        let words = text::cut(&foreign::line(&part.text), left);
        left = left.saturating_sub(text::width(&words));
        spans.push(Span::styled(words, if part.hit { found } else { plain }));
        if left == 0 {
            break;
        }
    }
    Line::from(spans)
}
