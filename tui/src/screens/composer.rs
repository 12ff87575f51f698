use ratatui::{
    Frame,
    layout::Rect,
    text::Line,
    widgets::{Block, BorderType, Clear, Paragraph},
};

use crate::{
    action::Action,
    app::App,
    approvals::{anchor, size},
    draft::{About, Attached, Draft, Kind},
    foreign, layout, text,
    widgets::{bar, frame, sentence},
};

/// Draws what is being written. A note's composer has another frame, colour, title and send key than
/// a reply's.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let (Some(composer), Some(draft)) = (&app.composer, app.draft()) else {
        return;
    };
    if area.is_empty() {
        return;
    }
    let (title, style, border) = match composer.place.kind {
        Kind::Reply => (reply_title(app), app.theme.reply(), BorderType::Plain),
        Kind::Note => ("INTERNAL — the client never sees this".into(), app.theme.note(), BorderType::Double),
        Kind::Comment | Kind::Remark | Kind::Version | Kind::Approval => {
            (shown_title(app, draft), app.theme.reply(), BorderType::Plain)
        }
    };
    let title = match draft.sending {
        Some(_) => format!("{title} · sending …"),
        None if draft.waiting => format!("{title} · waits for its files"),
        None => title,
    };
    let keys = if app.asks_first() { choices(app) } else { keys(app) };
    let block = Block::bordered()
        .border_type(border)
        .border_style(style)
        .title(frame::titled(&title, area))
        .title_bottom(frame::titled(&keys, area));
    f.render_widget(Clear, area);
    f.render_widget(block, area);
    let inside = layout::inside(area);
    let mut failure = failure(app, inside);
    failure.extend(parted(app, inside));
    failure.extend(files(app, draft, inside));
    let height = u16::try_from(failure.len()).unwrap_or(0);
    let writing = Rect { height: inside.height - height, ..inside };
    f.render_widget(&composer.area, writing);
    let below = Rect { y: writing.bottom(), height, ..inside };
    f.render_widget(Paragraph::new(failure), below);
}

fn keys(app: &App) -> String {
    app.keymap.told(&app.contexts(), |action| {
        matches!(action, Action::Send | Action::Attach | Action::Pinpoint | Action::Plan | Action::Back)
    })
}

/// What can be decided before it is sent. The way out comes first, where there is little room.
fn choices(app: &App) -> String {
    let told = |which: &[Action]| app.keymap.told(&app.contexts(), |action| which.contains(&action));
    let decides: &[Action] =
        if app.parted() { &[Action::Overwrite, Action::TakeTheirs] } else { &[Action::SendAnyway] };
    format!("{} · {}", told(&[Action::Back]), told(decides))
}

/// What is written and who sees it, where it is not a reply.
fn shown_title(app: &App, draft: &Draft) -> String {
    let client = app.current_approval().map(|approval| approval.workspace.name.as_str());
    let client = draft.plan().map(|plan| plan.client.as_str()).or(client).unwrap_or("the client");
    match draft.place.kind {
        Kind::Version => format!("{} · {client} sees this", draft.title),
        Kind::Approval => format!("First version · {client} sees this"),
        Kind::Remark => format!("{}{} · {client} sees this", draft.title, spot(draft)),
        _ => "Comment · the client sees this".into(),
    }
}

/// Where on the version it is said.
fn spot(draft: &Draft) -> String {
    match &draft.about {
        Some(About::Remark { anchor: place @ Some(_), .. }) => {
            format!(" · ⌖ {}", foreign::line(&anchor(place.as_deref())))
        }
        _ => String::new(),
    }
}

/// The files that go with it, each with how far it is.
fn files(app: &App, draft: &Draft, inside: Rect) -> Vec<Line<'static>> {
    let columns = usize::from(inside.width);
    let most = usize::from(inside.height / 3).max(1);
    let mut lines: Vec<_> = draft.files.iter().take(most).map(|file| file_line(app, file, columns)).collect();
    if draft.files.len() > most {
        let words = format!("▤ and {} more", draft.files.len() - most + 1);
        lines.pop();
        lines.push(Line::styled(words, app.theme.muted()));
    }
    lines
}

/// The columns of a bar.
const BAR: usize = 10;

fn file_line(app: &App, file: &Attached, columns: usize) -> Line<'static> {
    let left = format!("▤ {}", file.name);
    let whole = size(file.size);
    match (file.upload, &file.failure, file.sending) {
        (Some(_), ..) if file.path.is_empty() => {
            sentence::ends(&left, app.theme.text(), "✓", app.theme.positive(), columns)
        }
        (Some(_), ..) => sentence::ends(&left, app.theme.text(), &format!("{whole} ✓"), app.theme.positive(), columns),
        (None, Some(failure), _) => {
            sentence::ends(&left, app.theme.text(), &format!("✕ {failure}"), app.theme.danger(), columns)
        }
        (None, None, Some(_)) => {
            let parts = |bytes: u64| usize::try_from(bytes / 1024).unwrap_or(usize::MAX / 64);
            let full = bar::full(parts(file.sent), parts(file.size).max(1), BAR);
            let percent = file.sent.saturating_mul(100).checked_div(file.size).unwrap_or(100).min(100);
            let right = format!("{}{} {percent:>3} % of {whole}", "█".repeat(full), "░".repeat(BAR - full));
            sentence::ends(&left, app.theme.text(), &right, app.theme.reply(), columns)
        }
        (None, None, None) => {
            sentence::ends(&left, app.theme.text(), "not there yet; ctrl-s sends it", app.theme.warning(), columns)
        }
    }
}

fn reply_title(app: &App) -> String {
    match app.subject() {
        Some(request) => format!("Reply · {} sees this", request.workspace.name),
        None => "Reply · the client sees this".into(),
    }
}

/// That something else was written in its place elsewhere.
fn parted(app: &App, inside: Rect) -> Vec<Line<'static>> {
    let words = app.parted_words().unwrap_or_default();
    let lines = text::wrap(&words, inside.width.into()).into_iter().filter(|line| !line.is_empty());
    lines.take(usize::from(inside.height / 3)).map(|line| Line::styled(line, app.theme.warning())).collect()
}

/// Why the last attempt failed stays in sight while the text is mended; the text keeps most of the room.
fn failure(app: &App, inside: Rect) -> Vec<Line<'static>> {
    let Some(reason) = app.draft().and_then(|draft| draft.failure.as_ref()) else {
        return Vec::new();
    };
    let words = format!("✕ Not sent, kept here: {}", foreign::line(reason));
    text::wrap(&words, inside.width.into())
        .into_iter()
        .take(usize::from(inside.height / 3))
        .map(|line| Line::styled(line, app.theme.danger()))
        .collect()
}
