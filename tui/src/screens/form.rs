use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Clear, Paragraph},
};

use crate::{
    action::Action,
    app::App,
    foreign,
    form::{Field, Form, Kind},
    input::Input,
    office::Colour,
    screens::office::brand::swatch,
    text,
    widgets::{frame, qr},
};

/// Lines that a field of several lines takes.
const LINES: u16 = 5;

/// The columns that a form needs beside a code.
const BESIDE: u16 = 32;

/// The widest label that stands beside its field.
const LABEL: usize = 24;

/// Draws a form over everything else.
pub fn draw(app: &App, form: &Form, f: &mut Frame<'_>) {
    let screen = beside_code(app, form, f);
    let parts = parts(form, usize::from(screen.width.min(76)).saturating_sub(4));
    let height: u16 = parts.iter().map(|part| part.height).sum();
    let area = frame::centred(screen, 76, height.saturating_add(2).min(screen.height.saturating_sub(2)));
    let title = match form.sending {
        Some(_) => format!("{} · saving …", form.title),
        None => form.title.clone(),
    };
    let keys = app.keymap.told(&app.contexts(), |action| action != Action::Up);
    let inside = frame::over(app, f, area, &title, &keys);
    let top = scrolled(&parts, form.at, inside.height);
    let mut y: i32 = -i32::from(top);
    for part in &parts {
        let below = y + i32::from(part.height);
        if y >= 0 && below <= i32::from(inside.height) {
            let line = inside.y.saturating_add(u16::try_from(y).unwrap_or(0));
            draw_part(app, form, part, f, Rect { y: line, height: part.height, ..inside });
        }
        y = below;
    }
}

/// Draws the form's code at the left, and answers what is left of the screen. Where there is too little room,
/// the form has all of it: what the code says stands in its note, too.
fn beside_code(app: &App, form: &Form, f: &mut Frame<'_>) -> Rect {
    let screen = f.area();
    let lines = form.code.as_ref().map(|code| qr::lines(code, app.theme)).unwrap_or_default();
    let width = lines.first().map_or(0, Line::width);
    let size = (u16::try_from(width).unwrap_or(u16::MAX), u16::try_from(lines.len()).unwrap_or(u16::MAX));
    if lines.is_empty() || screen.width < size.0.saturating_add(BESIDE) || screen.height < size.1 {
        return screen;
    }
    let both = screen.width.min(size.0 + 76);
    let left = (screen.width - both) / 2;
    let area = Rect { x: screen.x + left, y: screen.y + (screen.height - size.1) / 2, width: size.0, height: size.1 };
    f.render_widget(Clear, area);
    f.render_widget(Paragraph::new(lines), area);
    Rect { x: area.right(), width: both - size.0, ..screen }
}

/// A piece of the form that is drawn whole or not at all.
struct Part {
    height: u16,
    what: What,
}

enum What {
    Words(Vec<String>),
    Danger(Vec<String>),
    Field(usize),
    Fault(usize, Vec<String>),
}

fn parts(form: &Form, columns: usize) -> Vec<Part> {
    let wrapped = |words: &str| text::wrap(&foreign::line(words), columns.max(1));
    let tall = |lines: &Vec<String>| u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let mut parts = Vec::new();
    if !form.note.is_empty() {
        let lines: Vec<_> =
            text::wrap(&foreign::block(&form.note), columns.max(1)).into_iter().chain([String::new()]).collect();
        parts.push(Part { height: tall(&lines), what: What::Words(lines) });
    }
    if let Some(message) = &form.message {
        let lines = wrapped(&format!("✕ {message}"));
        parts.push(Part { height: tall(&lines), what: What::Danger(lines) });
    }
    for (index, field) in form.fields.iter().enumerate() {
        let height = if matches!(field.kind, Kind::Lines(_)) { LINES + 1 } else { 1 };
        parts.push(Part { height, what: What::Field(index) });
        if let Some(error) = &field.error {
            let lines = wrapped(&format!("✕ {error}"));
            parts.push(Part { height: tall(&lines), what: What::Fault(index, lines) });
        }
    }
    parts
}

/// How many lines are above the part that is shown, so that the field with the keys and its fault are seen.
fn scrolled(parts: &[Part], at: usize, height: u16) -> u16 {
    let is_there = |part: &&Part| matches!(part.what, What::Field(index) | What::Fault(index, _) if index <= at);
    let last = parts.iter().rposition(|part| is_there(&part)).unwrap_or(0);
    let below: u16 = parts.iter().take(last + 1).map(|part| part.height).sum();
    below.saturating_sub(height)
}

fn draw_part(app: &App, form: &Form, part: &Part, f: &mut Frame<'_>, area: Rect) {
    let styled =
        |lines: &[String], style| lines.iter().map(|line| Line::styled(format!(" {line}"), style)).collect::<Vec<_>>();
    match &part.what {
        What::Words(lines) => f.render_widget(Paragraph::new(styled(lines, app.theme.muted())), area),
        What::Danger(lines) | What::Fault(_, lines) => {
            f.render_widget(Paragraph::new(styled(lines, app.theme.danger())), area);
        }
        What::Field(index) => {
            if let Some(field) = form.fields.get(*index) {
                draw_field(app, field, f, area, *index == form.at);
            }
        }
    }
}

fn draw_field(app: &App, field: &Field, f: &mut Frame<'_>, area: Rect, here: bool) {
    let style = if here { app.theme.accent() } else { app.theme.muted() };
    let edge = if here { "▸" } else { " " };
    let columns = usize::from(area.width);
    let label = LABEL.min(columns / 2);
    let head = Span::styled(format!("{edge} {} ", text::fit(&field.label, label)), style);
    let room = columns.saturating_sub(label + 4);
    let mut spans = vec![head];
    match &field.kind {
        Kind::Text(input) | Kind::Path(input) => {
            typed(f, &mut spans, input, false, area, label, here, room);
            let typed = input.text();
            if Colour::read(&typed).is_some() {
                spans.push(Span::raw("  "));
                spans.push(swatch(&typed, app.theme));
            }
        }
        Kind::Secret(input) => typed(f, &mut spans, input, true, area, label, here, room),
        Kind::Lines(writing) => {
            help(app, field, &mut spans, columns);
            f.render_widget(Paragraph::new(Line::from(spans)), Rect { height: 1, ..area });
            let below = Rect {
                x: area.x.saturating_add(2),
                y: area.y.saturating_add(1),
                width: area.width.saturating_sub(3),
                height: area.height.saturating_sub(1),
            };
            f.render_widget(writing.as_ref(), below);
            return;
        }
        Kind::Switch(on) => spans.push(Span::raw(if *on { "[✓] yes" } else { "[ ] no" })),
        Kind::Choice { picks, at } => {
            let chosen = picks.get(*at).map(|pick| foreign::line(&pick.label)).unwrap_or_default();
            let shown = if here { format!("‹ {chosen} ›") } else { chosen };
            spans.push(Span::raw(text::cut(&shown, room)));
        }
    }
    help(app, field, &mut spans, columns);
    f.render_widget(Paragraph::new(Line::from(spans)), area);
}

/// What to know about the field, in what is left of its line.
fn help(app: &App, field: &Field, spans: &mut Vec<Span<'static>>, columns: usize) {
    let used: usize = spans.iter().map(|span| text::width(&span.content)).sum();
    let (left, help) = (columns.saturating_sub(used + 3), field.shown_help());
    if left > 8 && !help.is_empty() {
        spans.push(Span::styled(format!("  {}", text::cut(help, left)), app.theme.muted()));
    }
}

#[expect(clippy::too_many_arguments, reason = "a line of a form, and where it is")]
fn typed(
    f: &mut Frame<'_>,
    spans: &mut Vec<Span<'static>>,
    input: &Input,
    mask: bool,
    area: Rect,
    label: usize,
    here: bool,
    room: usize,
) {
    let (shown, column) = input.shown(room, mask);
    spans.push(Span::raw(text::cut(&shown, room)));
    if here {
        let x = area.x.saturating_add(u16::try_from(label + 3 + column).unwrap_or(0));
        f.set_cursor_position(Position { x: x.min(area.right().saturating_sub(1)), y: area.y });
    }
}
