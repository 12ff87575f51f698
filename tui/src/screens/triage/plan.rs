use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    action::Action,
    app::App,
    foreign,
    keymap::Context,
    layout, text,
    theme::Theme,
    triage::{Plan, PlanLine, Tone},
    widgets::frame,
};

/// The widest that a plan gets, in columns.
const WIDE: u16 = 96;

fn area(plan: &Plan, screen: Rect) -> Rect {
    let columns = usize::from(WIDE.min(screen.width)).saturating_sub(4);
    let lines = head(plan, columns).len() + body(plan, columns, Theme::DARK).len();
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2).min(screen.height.saturating_sub(2));
    frame::centred(screen, WIDE, height)
}

/// The first line at which the end of a plan is on the screen.
pub fn last_line(plan: &Plan, screen: Rect) -> usize {
    let inside = layout::inside(area(plan, screen));
    let columns = usize::from(inside.width).saturating_sub(2);
    let room = usize::from(inside.height).saturating_sub(head(plan, columns).len());
    body(plan, columns, Theme::DARK).len().saturating_sub(room)
}

/// Draws what would come of something, or came of it, over everything else.
pub fn draw(app: &App, plan: &Plan, f: &mut Frame<'_>) {
    let last = last_line(plan, f.area());
    let scrolls = [Action::Down, Action::Up, Action::PageUp, Action::PageDown, Action::Copy];
    let told = app.keymap.told(&app.contexts(), |action| !scrolls.contains(&action));
    // A key that leads nowhere is not told.
    let foot = match last {
        0 => told,
        _ => format!("{} scroll down · {told}", app.keymap.key(scrolling(plan), Action::Down)),
    };
    let inside = frame::over(app, f, area(plan, f.area()), &plan.title, &foot);
    let columns = usize::from(inside.width).saturating_sub(2);
    let head: Vec<_> = head(plan, columns).into_iter().map(|line| line.style(app.theme.strong())).collect();
    let tall = u16::try_from(head.len()).unwrap_or(u16::MAX).min(inside.height);
    f.render_widget(Paragraph::new(head), Rect { height: tall, ..inside });
    let rest = Rect { y: inside.y + tall, height: inside.height - tall, ..inside };
    let body = body(plan, columns, app.theme).into_iter().skip(plan.top.min(last)).take(rest.height.into());
    f.render_widget(Paragraph::new(body.collect::<Vec<_>>()), rest);
}

/// Where the keys go that scroll it.
fn scrolling(plan: &Plan) -> Context {
    if plan.then.is_some() { Context::Plan } else { Context::Reading }
}

fn head(plan: &Plan, columns: usize) -> Vec<Line<'static>> {
    let lines = text::wrap(&foreign::line(&plan.words), columns).into_iter();
    lines.map(|line| Line::raw(format!(" {line}"))).chain([Line::default()]).collect()
}

fn body(plan: &Plan, columns: usize, theme: Theme) -> Vec<Line<'static>> {
    plan.lines.iter().flat_map(|line| entry(line, columns, theme)).collect()
}

/// What it is about, and what comes of it beside or, where there is no room, below it.
fn entry(line: &PlanLine, columns: usize, theme: Theme) -> Vec<Line<'static>> {
    let (mark, style) = match line.tone {
        Tone::Plain => ("  ", theme.text()),
        Tone::Quiet => ("  ", theme.muted()),
        Tone::Refused => ("✕ ", theme.danger()),
    };
    let left = foreign::line(&line.left);
    let right = foreign::line(&line.right);
    let room = columns.saturating_sub(3);
    let said = if line.tone == Tone::Plain { theme.accent() } else { style };
    if left.is_empty() {
        let lines = text::wrap(&right, room.saturating_sub(2)).into_iter();
        return lines.map(|words| Line::styled(format!("     {words}"), style)).collect();
    }
    if text::width(&right) > room / 2 {
        let name = Line::styled(format!(" {mark}{}", text::cut(&left, room)), style);
        let below = text::wrap(&right, room.saturating_sub(2)).into_iter();
        return [name].into_iter().chain(below.map(|words| Line::styled(format!("     {words}"), said))).collect();
    }
    let left = text::fit(&left, room.saturating_sub(text::width(&right) + 1));
    vec![Line::from(vec![Span::styled(format!(" {mark}{left} "), style), Span::styled(right, said)])]
}
