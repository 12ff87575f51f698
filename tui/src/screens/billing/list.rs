use portico_openapi::types::{Invoice, InvoiceKind, InvoiceStatus};
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Paragraph,
};

use super::{DEPTHS, depth, fitting, style};
use crate::{
    app::App,
    billing::{lateness, shape, signed_total, status, status_words},
    foreign, layout, money, text,
    widgets::{frame, rows as table},
};

/// Lines below the rows, where there is room for them.
const FOOT: u16 = 2;

/// How many invoices are on a screen of the list.
pub fn rows(area: Rect) -> usize {
    let (body, _) = parts(layout::inside(area));
    usize::from(body.height).saturating_sub(1)
}

fn parts(inside: Rect) -> (Rect, Rect) {
    let foot = if inside.height >= 8 { FOOT } else { 0 };
    let body = Rect { height: inside.height - foot, ..inside };
    (body, Rect { y: body.bottom(), height: foot, ..inside })
}

/// The invoices as rows, and below them what they add up to.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, &heading(app), !app.in_pane);
    let (body, foot) = parts(inside);
    let all = app.billing.ledger.rows();
    let columns = Columns::of(app, usize::from(inside.width));
    let body = table::heading(app, f, body, &columns.headings());
    if all.is_empty() {
        return table::say(app, f, body, &table::absent(&app.billing.ledger.remote.phase(), nothing(app)));
    }
    table::draw(app, f, body, all, app.billing.ledger.cursor, |row| columns.row(app, row));
    f.render_widget(Paragraph::new(sums(app, usize::from(foot.width))), foot);
}

/// What the list is of.
fn heading(app: &App) -> String {
    let narrowing = &app.billing.ledger.narrowing;
    let known = app.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
    let client = narrowing.workspace.and_then(|id| known.iter().find(|one| one.id == id)).map(|one| one.name.clone());
    let day = |word: &str, day: Option<chrono::NaiveDate>| day.map(|day| format!("{word} {day}"));
    let parts = [
        Some("Invoices".to_owned()),
        client,
        narrowing.status.map(|status| status_words(status).to_owned()),
        narrowing.kind.map(|kind| kind.to_string().replace('_', " ")),
        narrowing.number.as_ref().map(|number| format!("“{number}”")),
        day("from", narrowing.from),
        day("to", narrowing.to),
        narrowing.sort.map(|_| "by due date".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn nothing(app: &App) -> &'static str {
    match app.billing.ledger.narrowing == Default::default() {
        true => "Nothing is issued yet. n begins a draft; d shows the drafts.",
        false => "There are no such invoices. / looks at others; n begins a draft.",
    }
}

/// The columns for the room there is. Amounts are never cut: others give way to them.
struct Columns {
    number: usize,
    client: usize,
    /// Whether there is room for the day of issue, and for days with their year.
    days: bool,
    due: usize,
    total: usize,
    outstanding: usize,
    state: usize,
    late: usize,
}

/// Whether a day is so far away that it says nothing without its year.
fn is_far(app: &App, day: chrono::NaiveDate) -> bool {
    (day - app.now.date_naive()).num_days().abs() > 330
}

impl Columns {
    fn of(app: &App, width: usize) -> Self {
        let all = app.billing.ledger.rows();
        let widest = |of: fn(&Invoice) -> i64, least: usize| {
            let wide = all.iter().map(|row| text::width(&money::shown(of(row), &row.currency)));
            wide.max().unwrap_or(0).max(least)
        };
        let number = all.iter().filter_map(|row| row.number.as_ref()).map(|number| text::width(number)).max();
        let far = all.iter().filter_map(|row| row.due_on).any(|day| is_far(app, day));
        let mut columns = Self {
            number: number.unwrap_or(0).clamp(6, 18),
            client: 0,
            days: width >= 100,
            due: match width {
                100.. => 11,
                _ if far => 8,
                _ => 6,
            },
            total: widest(signed_total, 5),
            outstanding: widest(|row| row.outstanding, 11),
            state: if width >= 100 { 13 } else { 0 },
            late: match width {
                100.. => 17,
                _ if far => 14,
                _ => 13,
            },
        };
        // From what can be missed soonest to what cannot.
        let name =
            all.iter().map(|row| text::width(&foreign::line(&row.workspace.name))).max().unwrap_or(0).clamp(12, 22);
        for column in [|c: &mut Self| c.due = 0, |c: &mut Self| c.total = 0, |c: &mut Self| c.state = 0] {
            columns.client = width.saturating_sub(columns.taken());
            if columns.client >= name {
                return columns;
            }
            column(&mut columns);
        }
        columns.client = width.saturating_sub(columns.taken());
        columns
    }

    fn widths(&self) -> [(&'static str, usize); 8] {
        let issued = if self.days { 11 } else { 0 };
        [
            ("Number", self.number),
            ("Client", self.client),
            ("Issued", issued),
            ("Due", self.due),
            ("Total", self.total),
            ("Outstanding", self.outstanding),
            ("Status", self.state),
            (if self.state > 0 { "Aging" } else { "Status" }, self.late),
        ]
    }

    /// What all but the client take, with the spaces between.
    fn taken(&self) -> usize {
        let others = self.widths().into_iter().filter(|(name, width)| *name != "Client" && *width > 0);
        others.map(|(_, width)| width + 1).sum()
    }

    fn headings(&self) -> Vec<table::Column> {
        self.widths().into_iter().filter(|(_, width)| *width > 0).collect()
    }

    fn row(&self, app: &App, row: &Invoice) -> Line<'static> {
        let own = style(app, row);
        let day = |day: Option<chrono::NaiveDate>| {
            let format = |day| match self.days {
                true => "%-d %b %Y",
                false if is_far(app, day) => "%b %Y",
                false => "%-d %b",
            };
            day.map(|day| day.format(format(day)).to_string()).unwrap_or_default()
        };
        let depth = depth(app, row);
        let is_open = row.status == InvoiceStatus::Open;
        let stands = format!("{} {}", shape(row), status(row));
        let due_on = row.due_on.filter(|_| row.kind == InvoiceKind::Invoice);
        let late = match (lateness(row), self.state > 0, due_on) {
            (Some(words), true, _) => format!("{} {words}", DEPTHS[depth]),
            (Some(words), ..) => format!("{} {}", DEPTHS[depth], words.replace(" days", "d").replace(" day", "d")),
            (None, true, _) => String::new(),
            (None, false, Some(_)) if is_open && self.due == 0 => format!("{} due {}", shape(row), day(due_on)),
            (None, false, _) => stands.clone(),
        };
        let due = if is_open { own } else { app.theme.muted() };
        let number = row.number.clone().unwrap_or_else(|| "—".into());
        let outstanding = if is_open { money::shown(row.outstanding, &row.currency) } else { "—".into() };
        let cells = [
            (foreign::line(&number), app.theme.strong()),
            (foreign::line(&row.workspace.name), app.theme.text()),
            (day(row.issued_on), app.theme.muted()),
            (day(due_on), due),
            (money::shown(signed_total(row), &row.currency), app.theme.text()),
            (outstanding, if is_open { own } else { app.theme.muted() }),
            (stands, own),
            (late, own),
        ];
        let mut spans = Vec::new();
        for ((words, style), (name, width)) in cells.into_iter().zip(self.widths()).filter(|(_, (_, width))| *width > 0)
        {
            let right = matches!(name, "Total" | "Outstanding");
            let words = if right { text::fit_right(&words, width) } else { text::fit(&words, width) };
            spans.extend([Span::styled(words, style), Span::raw(" ")]);
        }
        spans.pop();
        Line::from(spans)
    }
}

/// What the rows add up to, and what is outstanding of everything.
fn sums(app: &App, columns: usize) -> Vec<Line<'static>> {
    let ledger = &app.billing.ledger;
    let count = ledger.rows().len();
    let which = match (ledger.next(), count) {
        (Some(_), _) => format!("The first {count}"),
        (None, 1) => "This one".into(),
        (None, _) => format!("These {count}"),
    };
    let parts: Vec<_> = ledger.sums().into_iter().map(|(code, (total, _))| money::shown(total, code)).collect();
    let head = format!(" {which}: ");
    let first = format!("{head}{}", fitting(&parts, columns.saturating_sub(text::width(&head))));
    let wanted = ledger.narrowing.workspace;
    let mut owed: std::collections::BTreeMap<&str, (i64, i64)> = Default::default();
    let report = app.billing.aging.get();
    for row in
        report.iter().flat_map(|report| &report.items).filter(|row| wanted.is_none_or(|id| row.workspace.id == id))
    {
        let (outstanding, late) = owed.entry(&row.currency).or_default();
        *outstanding = outstanding.saturating_add(row.outstanding);
        *late = late.saturating_add(row.outstanding.saturating_sub(row.current));
    }
    let long = |(code, (outstanding, late)): (&&str, &(i64, i64))| match *late {
        0 => money::shown(*outstanding, code),
        late if late == *outstanding => format!("{}, all late", money::shown(late, code)),
        late => format!("{}, {} of it late", money::shown(*outstanding, code), money::amount(late, code)),
    };
    let long: Vec<_> = owed.iter().map(long).collect();
    let short: Vec<_> = owed.iter().map(|(code, (outstanding, _))| money::shown(*outstanding, code)).collect();
    let head = " Outstanding: ";
    let room = columns.saturating_sub(head.len());
    let parts = if text::width(&long.join(" · ")) <= room { long } else { short };
    let second = match (report, parts.is_empty()) {
        (None, _) => String::new(),
        (Some(_), true) => format!("{head}nothing"),
        (Some(_), false) => format!("{head}{}", fitting(&parts, room)),
    };
    vec![Line::styled(first, app.theme.muted()), Line::styled(second, app.theme.strong())]
}
