use ratatui::{
    Frame,
    layout::{Position, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    action::Action,
    app::App,
    foreign, held,
    keymap::{Binding, Context},
    text,
};

/// What is typed, what is said, or the keys that work here.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let area = waiting(app, f, area);
    let room = usize::from(area.width).saturating_sub(2);
    if app.inbox.typing && app.overlay.is_none() {
        return filter(app, f, area);
    }
    let (words, style) = match (&app.notice, app.pending.is_some() || app.doing.is_some()) {
        (Some(notice), _) if notice.failed => (format!("✕ {}", notice.text), app.theme.danger()),
        (Some(notice), _) => (notice.text.clone(), app.theme.positive()),
        (None, true) => ("Saving …".into(), app.theme.muted()),
        (None, false) => return hints(app, f, area, room),
    };
    line(f, area, &text::cut(&foreign::line(&words), room), style);
}

/// What is about to be sent stands at the right, with the key that takes it back; answers what is left.
fn waiting(app: &App, f: &mut Frame<'_>, area: Rect) -> Rect {
    let Some(next) = app.next_to_go() else {
        return area;
    };
    let does = held::does(&next.held.action);
    let when = match (next.recalling, next.seconds(app.now)) {
        (Some(_), _) => format!("taking the {} back …", held::name(&next.held.action)),
        (None, 0) => format!("{does} now"),
        (None, seconds) => format!("{does} in {seconds}s"),
    };
    let more = match app.waiting.len() {
        0 | 1 => String::new(),
        many => format!("{many} wait · "),
    };
    let undo = match app.contexts().contains(&Context::Held) {
        true => format!(" · {} undo", app.keymap.key(Context::Held, Action::Undo)),
        false => String::new(),
    };
    let words = text::cut(&format!("⏲ {more}{when}{undo} "), area.width.into());
    let width = u16::try_from(text::width(&words)).unwrap_or(area.width).min(area.width);
    let right = Rect { x: area.right() - width, width, ..area };
    f.render_widget(Paragraph::new(Line::styled(words, app.theme.warning())), right);
    Rect { width: area.width - width, ..area }
}

fn line(f: &mut Frame<'_>, area: Rect, words: &str, style: Style) {
    f.render_widget(Paragraph::new(Line::styled(format!(" {words}"), style)), area);
}

/// The filter as it is typed; the place of a fault stands out.
fn filter(app: &App, f: &mut Frame<'_>, area: Rect) {
    let help = app.keymap.told(&app.contexts(), |_| true);
    let room = usize::from(area.width).saturating_sub(4);
    let (shown, column) = app.inbox.filter.shown(room, false);
    let gap = room.saturating_sub(text::width(&shown) + text::width(&help));
    let mut spans = vec![Span::styled(" / ", app.theme.accent())];
    spans.extend(marked(app, &shown));
    if gap > 2 {
        spans.push(Span::raw(" ".repeat(gap)));
        spans.push(Span::styled(help, app.theme.muted()));
    }
    f.render_widget(Paragraph::new(Line::from(spans)), area);
    let x = area.x + 3 + u16::try_from(column).unwrap_or(0);
    f.set_cursor_position(Position { x: x.min(area.right().saturating_sub(1)), y: area.y });
}

/// What is seen of the filter, with the word of a fault underlined.
fn marked(app: &App, shown: &str) -> Vec<Span<'static>> {
    let hidden = app.inbox.filter.text().chars().count().saturating_sub(shown.chars().count());
    let Some((at, word)) = app.triage.fault.as_ref().and_then(|fault| fault.place.as_ref()) else {
        return vec![Span::raw(shown.to_owned())];
    };
    let start = at.saturating_sub(hidden);
    let end = (at + word.chars().count().max(1)).saturating_sub(hidden);
    let part = |from: usize, to: usize| shown.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    let wrong = app.theme.danger().add_modifier(Modifier::UNDERLINED);
    vec![Span::raw(part(0, start)), Span::styled(part(start, end), wrong), Span::raw(part(end, usize::MAX))]
}

/// As many of the keys as fit, whole, in the order of the table. Where there is little room, the way to all of them,
/// what sends and the way back are the last to go, and what holds everywhere goes before what holds here.
fn hints(app: &App, f: &mut Frame<'_>, area: Rect, room: usize) {
    let marked = match app.inbox.marked.len() {
        0 => String::new(),
        many => format!("{many} marked  "),
    };
    let mut here: Vec<&Binding> = Vec::new();
    for binding in app.contexts().into_iter().flat_map(|context| app.keymap.within(context)) {
        // What a nearer key does is what it does.
        let is_taken = binding.keys.first().is_some_and(|key| here.iter().any(|nearer| nearer.keys.contains(key)));
        if !is_taken {
            here.push(binding);
        }
    }
    let asks_first = app.asks_first();
    let (always, near): (Vec<_>, Vec<_>) = here
        .into_iter()
        .filter(|binding| binding.is_hinted() && !(binding.action == Action::Send && asks_first))
        .partition(|binding| binding.context == Context::Everywhere);
    let all: Vec<_> = near.into_iter().chain(always).collect();
    let mut by_importance: Vec<_> = (0..all.len()).collect();
    by_importance.sort_by_key(|index| importance(all[*index]));
    let mut left = (room + GAP).saturating_sub(text::width(&marked));
    let mut shown = vec![false; all.len()];
    for index in by_importance {
        let width = text::width(&all[index].first()) + 1 + text::width(all[index].label) + GAP;
        if width > left {
            break;
        }
        (shown[index], left) = (true, left - width);
    }
    let mut spans = vec![Span::raw(" "), Span::styled(marked, app.theme.accent())];
    for (binding, _) in all.into_iter().zip(shown).filter(|(_, shown)| *shown) {
        spans.push(Span::styled(binding.first(), app.theme.strong()));
        spans.push(Span::styled(format!(" {}  ", binding.label), app.theme.muted()));
    }
    f.render_widget(Paragraph::new(Line::from(spans)), area);
}

/// Between two keys.
const GAP: usize = 2;

/// What goes first when there is little room comes last.
fn importance(binding: &Binding) -> u8 {
    match (binding.action, binding.context) {
        (Action::Help | Action::Send, _) => 0,
        (Action::Back, _) => 1,
        (_, Context::Everywhere) => 3,
        _ => 2,
    }
}
