//! How requests went over some weeks: a spark for each week, a bar for what is open or for how long it took, and beside them
//! all of it in words.

use portico_openapi::types::{RequestReport, RequestReportBy, RequestReportRow};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use crate::{
    action::Action,
    app::App,
    charts::{Measure, hours, said, subject},
    foreign,
    keymap::Context,
    remote::Phase,
    text, when,
    widgets::{bar, rows},
};

/// A name stands in so many columns at most.
const NAME: usize = 20;
/// What a spark is of stands in so many.
const LABEL: usize = 10;

/// The report of the part that is shown, as lines.
pub fn lines(app: &App, columns: usize) -> Vec<Line<'static>> {
    let report = match app.charts.report.phase() {
        Phase::Ready(report) => report,
        phase => return wrapped(&foreign::line(&rows::absent(&phase, "")), app.theme.muted(), columns),
    };
    let span = format!(
        "{} to {}; times are of your hours, without the client’s",
        when::date(report.from),
        when::date(report.to)
    );
    let mut lines = wrapped(&span, app.theme.muted(), columns);
    if report.items.iter().all(|row| row.opened + row.answered + row.resolved + row.open == 0) {
        lines.extend(wrapped("Nothing came, nothing was done, and nothing is open.", app.theme.muted(), columns));
        return lines;
    }
    if report.cut {
        let words = "There are more than 10,000 of them: times are those of the ones that were sent last.";
        lines.extend(wrapped(words, app.theme.warning(), columns));
    }
    lines.extend(sparks(app, report, columns));
    lines.push(Line::default());
    let measure = app.charts.measure;
    let key = app.keymap.key(Context::Overview, Action::TurnMeasure);
    let heading = format!("{}   {key} {}", heading(measure, report.by), measure.next().name());
    lines.extend(wrapped(&heading, app.theme.accent(), columns));
    let most = report.items.iter().map(|row| measured(row, measure).all).max().unwrap_or(0);
    let mut items: Vec<&RequestReportRow> = report.items.iter().collect();
    if report.by == RequestReportBy::Week {
        // This week first: it is what one looks for.
        items.reverse();
    }
    for row in items {
        lines.push(drawn(app, row, report.by, most, columns));
        let words = wrapped(&said(row).join("; "), app.theme.muted(), columns.saturating_sub(2));
        lines.extend(words.into_iter().map(|mut line| {
            line.spans.insert(0, Span::raw("  "));
            line
        }));
    }
    lines
}

/// What came and what was done, week by week, on one scale; the latest weeks where there is no room for all.
fn sparks(app: &App, report: &RequestReport, columns: usize) -> Vec<Line<'static>> {
    let opened: Vec<usize> = report.weeks.iter().map(|week| wide(week.opened)).collect();
    let resolved: Vec<usize> = report.weeks.iter().map(|week| wide(week.resolved)).collect();
    let most = opened.iter().chain(&resolved).copied().max().unwrap_or(0);
    let first = report.weeks.len().saturating_sub(columns.saturating_sub(LABEL));
    let each = |name: &str, weeks: &[usize], style: Style| {
        let spark: String = weeks.iter().skip(first).map(|week| bar::spark(*week, most)).collect();
        let together: usize = weeks.iter().sum();
        let words = format!("  {together}, at most {} a week", weeks.iter().max().unwrap_or(&0));
        let beside = LABEL + text::width(&spark) + text::width(&words) <= columns;
        let mut line = Line::from(vec![Span::raw(text::fit(name, LABEL)), Span::styled(spark, style)]);
        if beside {
            line.push_span(Span::raw(words));
            return vec![line];
        }
        [vec![line], wrapped(words.trim_start(), Style::default(), columns)].concat()
    };
    [each("Opened", &opened, app.theme.reply()), each("Resolved", &resolved, app.theme.positive())].concat()
}

/// What the bars are of.
fn heading(measure: Measure, by: RequestReportBy) -> &'static str {
    match (measure, by) {
        (Measure::Open, RequestReportBy::Week) => "Open at the end of each week",
        (Measure::Open, RequestReportBy::Person | RequestReportBy::Type) => "Open at the end",
        (Measure::First, _) => "First response   █ half of them   ░ nine of ten",
        (Measure::End, _) => "Resolution   █ half of them   ░ nine of ten",
    }
}

/// What a bar shows: how far it is full, how far it goes, and the number beside it.
struct Measured {
    full: usize,
    all: usize,
    said: String,
}

fn measured(row: &RequestReportRow, measure: Measure) -> Measured {
    let Some(times) = measure.times(row) else {
        return Measured { full: wide(row.open), all: wide(row.open), said: row.open.to_string() };
    };
    match (times.median_seconds, times.p90_seconds) {
        (Some(median), Some(most)) => Measured { full: wide(median), all: wide(most), said: hours(median) },
        _ => Measured { full: 0, all: 0, said: "–".into() },
    }
}

/// A row's bar.
fn drawn(app: &App, row: &RequestReportRow, by: RequestReportBy, most: usize, columns: usize) -> Line<'static> {
    let measure = app.charts.measure;
    let number = if measure == Measure::Open { 5 } else { 8 };
    let name = NAME.min(columns.saturating_sub(number + 1));
    let room = columns.saturating_sub(name + number + 1);
    let Measured { full, all, said } = measured(row, measure);
    let (full, all) = (bar::full(full, most, room), bar::full(all, most, room));
    Line::from(vec![
        Span::styled(text::fit(&subject(row, by), name), app.theme.strong()),
        Span::raw(format!("{said:>number$} ")),
        Span::styled("█".repeat(full), app.theme.reply()),
        Span::styled("░".repeat(all.saturating_sub(full)), app.theme.muted()),
    ])
}

fn wrapped(words: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    text::wrap(words, columns).into_iter().map(|line| Line::styled(line, style)).collect()
}

fn wide(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
