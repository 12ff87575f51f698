use portico_openapi::Address;
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    app::{App, SignIn, Stage},
    foreign,
    input::Input,
    keymap::Context,
    text,
    widgets::frame,
};

const LABEL: usize = 10;

/// Asks for the sign-in, or says that the stored one is being used.
pub fn draw(app: &App, f: &mut Frame<'_>) {
    let foot = app.keymap.told(&[Context::SignIn], |_| true);
    let has_code = matches!(&app.stage, Stage::SignIn(form) if form.code.is_some());
    let area = frame::centred(f.area(), 62, if has_code { 14 } else { 12 });
    let inside = frame::over(app, f, area, "Portico console", &foot);
    match &app.stage {
        Stage::SignIn(form) => draw_form(app, form, f, inside),
        Stage::Starting { ticket, failure, .. } => {
            let server = foreign::line(&app.owner.server);
            let mut words = vec![(format!("Going on as {} at", app.owner.email), app.theme.text())];
            words.push((server, app.theme.strong()));
            if let Some(failure) = failure {
                words.push((String::new(), app.theme.text()));
                words.push((failure.message.clone(), app.theme.warning()));
            }
            let state = if ticket.is_some() { "…" } else { "It is tried again; enter tries at once." };
            words.push((state.into(), app.theme.muted()));
            let lines: Vec<_> = words
                .into_iter()
                .map(|(words, style)| Line::styled(format!(" {}", foreign::line(&words)), style))
                .collect();
            f.render_widget(Paragraph::new(lines), inside);
        }
        Stage::Guided | Stage::Ready => {}
    }
}

fn draw_form(app: &App, form: &SignIn, f: &mut Frame<'_>, inside: Rect) {
    let mut fields =
        vec![("Server", &form.server, false), ("Email", &form.email, false), ("Password", &form.password, true)];
    if let Some(code) = &form.code {
        fields.push(("Code", code, false));
    }
    // With little room the field that has the keys is the one to show.
    let height = usize::from(inside.height);
    let spaced = height >= fields.len() * 2 + 2;
    let skip = if height < fields.len() { form.field } else { 0 };
    let mut y = inside.y + u16::from(spaced);
    for (index, (label, input, mask)) in fields.iter().enumerate().skip(skip) {
        if y >= inside.bottom() {
            return;
        }
        let line = Rect { y, height: 1, ..inside };
        draw_field(app, f, line, label, input, *mask, index == form.field);
        y += 1 + u16::from(spaced);
    }
    let words = match (&form.message, form.ticket) {
        (_, Some(_)) => "Signing in …".to_owned(),
        (Some(message), None) => message.clone(),
        (None, None) => exposed(form),
    };
    let style = if form.message.is_some() { app.theme.danger() } else { app.theme.muted() };
    let lines: Vec<_> = text::wrap(&foreign::line(&words), usize::from(inside.width).saturating_sub(2))
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), style))
        .collect();
    let below = Rect { y, height: inside.bottom().saturating_sub(y), ..inside };
    f.render_widget(Paragraph::new(lines), below);
}

/// Warns before a password travels in the clear.
fn exposed(form: &SignIn) -> String {
    match form.server.text().parse::<Address>() {
        Ok(address) if address.is_exposed() => {
            "This connection is not encrypted: others on the way could read it.".into()
        }
        _ => String::new(),
    }
}

fn draw_field(app: &App, f: &mut Frame<'_>, area: Rect, label: &str, input: &Input, mask: bool, here: bool) {
    let room = usize::from(area.width).saturating_sub(LABEL + 4);
    let (shown, column) = input.shown(room, mask);
    let style = if here { app.theme.accent() } else { app.theme.muted() };
    let edge = if here { "▸ " } else { "  " };
    let line = Line::from(vec![
        Span::styled(format!(" {edge}{}", text::fit(label, LABEL)), style),
        Span::raw(text::cut(&shown, room)),
    ]);
    f.render_widget(Paragraph::new(line), area);
    if here {
        let x = area.x + 3 + u16::try_from(LABEL + column).unwrap_or(0);
        f.set_cursor_position(Position { x: x.min(area.right().saturating_sub(1)), y: area.y });
    }
}
