use portico_openapi::types::AuthorKind;
use ratatui::{
    Frame,
    style::Style,
    text::{Line, Span},
    widgets::Paragraph,
};
use uuid::Uuid;

use crate::{
    action::Action,
    app::App,
    foreign,
    queue::{self, Meanwhile, Queued, Side, State},
    text, when,
    widgets::{frame, sentence},
};

/// The widest that it gets, in columns.
const WIDE: u16 = 96;

/// Draws something that waits for the server over everything else; what was overtaken, beside what overtook it.
pub fn draw(app: &App, id: Uuid, top: usize, f: &mut Frame<'_>) {
    let columns = usize::from(f.area().width.min(WIDE)).saturating_sub(4);
    let (title, lines) = match app.in_queue(id) {
        Some(queued) => {
            (format!("{} · {}", queued.draft.place.kind.name(), queued.draft.title), lines(app, queued, columns))
        }
        None => ("Sent".into(), vec![Line::styled("It waits no more.", app.theme.strong())]),
    };
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = frame::centred(f.area(), WIDE, height.min(f.area().height.saturating_sub(2)));
    let keys = app.keymap.told(&app.contexts(), |action| action != Action::Copy);
    let inside = frame::over(app, f, area, &title, &keys);
    let last = lines.len().saturating_sub(inside.height.into());
    let shown = lines.into_iter().skip(top.min(last)).take(inside.height.into());
    let shown = shown.map(|mut line| {
        line.spans.insert(0, Span::raw(" "));
        line
    });
    f.render_widget(Paragraph::new(shown.collect::<Vec<_>>()), inside);
}

fn lines(app: &App, queued: &Queued, columns: usize) -> Vec<Line<'static>> {
    let words = match &queued.state {
        State::Waiting | State::Looking(_) | State::Claiming(..) => {
            "It waits for the server, and is sent when that is back.".into()
        }
        State::Going(_) => "It is being sent.".into(),
        State::Overtaken(meanwhile) => format!("It is not sent: {}", reasons(meanwhile)),
        State::Refused(reason) => format!("It is not sent: {reason}"),
    };
    let mut lines = block(&words, app.theme.strong(), columns);
    lines.push(Line::default());
    match &queued.state {
        State::Overtaken(meanwhile) => lines.extend(compared(app, queued, meanwhile, columns)),
        _ => lines.extend(block(&queued.draft.text, app.theme.text(), columns)),
    }
    let files = queued.draft.files.iter().map(|file| format!("▤ {}", foreign::line(&file.name)));
    lines.extend(files.map(|file| Line::styled(text::cut(&file, columns), app.theme.muted())));
    lines
}

fn reasons(meanwhile: &Meanwhile) -> String {
    let answers = meanwhile.said.iter().filter(|message| message.author.kind == AuthorKind::Staff);
    let mut names: Vec<_> = answers.map(|message| message.author.name.as_str()).collect();
    names.dedup();
    let answered = (!names.is_empty()).then(|| format!("{} answered meanwhile.", names.join(", ")));
    answered.into_iter().chain(meanwhile.shut.clone()).chain(meanwhile.ahead.clone()).collect::<Vec<_>>().join(" ")
}

/// What the client wrote meanwhile, and what colleagues did beside one's own text.
fn compared(app: &App, queued: &Queued, meanwhile: &Meanwhile, columns: usize) -> Vec<Line<'static>> {
    let (theirs, mine) = (app.theme.warning(), app.theme.positive());
    let mut lines = Vec::new();
    for message in &meanwhile.said {
        let at = when::moment(message.created_at, app.now, app.zone);
        let (mark, side, style) = match message.author.kind {
            AuthorKind::Staff => ("- ", "staff", theirs),
            AuthorKind::Client => ("  ", "client", app.theme.client()),
        };
        let by_itself = if message.automatic == Some(true) { " · automatic" } else { "" };
        let who = format!("{mark}{} · {side}{by_itself}", message.author.name);
        lines.push(sentence::ends(&who, style, &at, app.theme.muted(), columns));
        if message.author.kind == AuthorKind::Client {
            lines.extend(sentence::edged(&message.body, "│ ", style, columns));
        }
    }
    let at = when::moment(queued.at, app.now, app.zone);
    lines.push(sentence::ends("+ you, not sent", mine, &at, app.theme.muted(), columns));
    lines.push(Line::default());
    let (answers, own) = (foreign::block(&meanwhile.answers()), foreign::block(&queued.draft.text));
    for (side, words) in queue::beside(&answers, &own) {
        let (mark, style) = match side {
            Side::Theirs => ("- ", theirs),
            Side::Mine => ("+ ", mine),
            Side::Both => ("  ", app.theme.muted()),
        };
        let wrapped = text::wrap(&words, columns.saturating_sub(2)).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!("{mark}{line}"), style)));
    }
    lines
}

fn block(words: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    text::wrap(&foreign::block(words), columns).into_iter().map(|line| Line::styled(line, style)).collect()
}
