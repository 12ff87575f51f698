use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    app::{App, Confirm, Overlay},
    foreign, text,
    widgets::frame,
};

/// Asks before something that cannot be taken back, and names the keys that answer.
pub fn draw(app: &App, asked: &Overlay, f: &mut Frame<'_>) {
    let (title, words) = match asked {
        Overlay::ConfirmClose(targets) => match targets.as_slice() {
            [one] => ("Close", format!("Close #{}? The client sees it closed.", one.number)),
            many => ("Close", format!("Close {} requests? Their clients see them closed.", many.len())),
        },
        Overlay::Confirm(asked) => (asked.title.as_str(), asked.words.clone()),
        Overlay::ConfirmDiscard if app.form.is_some() => ("Leave", "What you changed here will be gone.".into()),
        Overlay::ConfirmDrop(_) => ("Throw away", "What you wrote will be gone, and is not sent.".into()),
        Overlay::ConfirmDiscard => ("Throw away", "What you wrote here will be gone.".into()),
        _ => ("Quit", unsent(app)),
    };
    let keys = app.keymap.told(&app.contexts(), |_| true);
    let mut lines = wrapped(app, &words, f.area());
    if let Overlay::Confirm(asked) = asked {
        let room = usize::from(f.area().height).saturating_sub(lines.len() + 6);
        lines.extend(differing(app, &asked.changes, f.area(), room));
    }
    let named = match asked {
        Overlay::Confirm(asked) => asked.name.as_ref().map(|name| (asked, name)),
        _ => None,
    };
    if let Some((asked, name)) = named {
        lines.push(Line::default());
        let hint = format!("Type {name} to do it.");
        let style = if asked.is_sure() { app.theme.muted() } else { app.theme.accent() };
        lines.extend(wrapped(app, &hint, f.area()).into_iter().map(|line| line.style(style)));
        lines.push(Line::default());
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2).max(5);
    let area = frame::centred(f.area(), WIDTH, height);
    let inside = frame::over(app, f, area, title, &keys);
    f.render_widget(Paragraph::new(lines), inside);
    if let Some((asked, _)) = named {
        type_name(app, asked, f, inside);
    }
}

const WIDTH: u16 = 60;

fn wrapped(app: &App, words: &str, screen: Rect) -> Vec<Line<'static>> {
    let columns = usize::from(WIDTH.min(screen.width)).saturating_sub(4);
    let lines = text::wrap(&foreign::line(words), columns).into_iter();
    lines.map(|line| Line::styled(format!(" {line}"), app.theme.strong())).collect()
}

/// The lines that come and go, as many as there is room for.
fn differing(app: &App, changes: &[String], screen: Rect, room: usize) -> Vec<Line<'static>> {
    if changes.is_empty() {
        return Vec::new();
    }
    let columns = usize::from(WIDTH.min(screen.width)).saturating_sub(4);
    let shown = |words: &str, style| Line::styled(format!(" {}", text::cut(&foreign::line(words), columns)), style);
    let mut lines = vec![Line::default()];
    lines.extend(changes.iter().take(room).map(|change| match change.chars().next() {
        Some('+') => shown(change, app.theme.positive()),
        Some('-') => shown(change, app.theme.danger()),
        _ => shown(change, app.theme.muted()),
    }));
    if changes.len() > room {
        lines.push(shown("… enter on the version shows the rest.", app.theme.muted()));
    }
    lines
}

/// The line in which the name is typed.
fn type_name(app: &App, asked: &Confirm, f: &mut Frame<'_>, inside: Rect) {
    if inside.is_empty() {
        return;
    }
    let line = Rect { y: inside.bottom() - 1, height: 1, ..inside };
    let (shown, column) = asked.typed.shown(usize::from(inside.width).saturating_sub(4), false);
    let style = if asked.is_sure() { app.theme.danger() } else { app.theme.text() };
    f.render_widget(
        Paragraph::new(Line::from(vec![Span::styled(" › ", app.theme.accent()), Span::styled(shown, style)])),
        line,
    );
    let x = inside.x.saturating_add(3).saturating_add(u16::try_from(column).unwrap_or(0));
    f.set_cursor_position(Position { x: x.min(inside.right().saturating_sub(1)), y: line.y });
}

fn unsent(app: &App) -> String {
    let invoice =
        app.has_unsaved_draft().then(|| "The invoice you are drafting is not saved, and will be gone.".to_owned());
    let document =
        app.has_unsaved_document().then(|| "The document you are writing is not saved, and will be gone.".to_owned());
    let drafts = Some(app.unsent()).filter(|count| *count > 0).map(drafts);
    let queue = Some(app.queue.len()).filter(|count| *count > 0).map(waiting);
    invoice.into_iter().chain(document).chain(drafts).chain(queue).collect::<Vec<_>>().join(" ")
}

fn drafts(count: usize) -> String {
    match count {
        1 => "One draft is not sent. It will be here when you come back.".into(),
        many => format!("{many} drafts are not sent. They will be here when you come back."),
    }
}

fn waiting(count: usize) -> String {
    match count {
        1 => "One message waits for the server. It is sent when you come back and the server is there.".into(),
        many => {
            format!("{many} messages wait for the server. They are sent when you come back and the server is there.")
        }
    }
}
