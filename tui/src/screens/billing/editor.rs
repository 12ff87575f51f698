use portico_openapi::types::{Invoice, NewInvoiceLine};
use ratatui::text::Line;

use super::{
    line,
    lines::{self, Row, Table},
    wrapped,
};
use crate::{
    app::App,
    billing::{Due, Editor, Off, Sheet},
    money,
    office::Subject,
    remote::Phase,
    screens::sheet::Entry,
    when,
};

/// The frame's title.
pub fn title(app: &App) -> String {
    let Some(editor) = &app.billing.editor else {
        return "Draft".into();
    };
    let what = if editor.sheet.id.is_some() { "Draft" } else { "New draft" };
    let state = match (editor.saving.is_some(), editor.is_changed()) {
        (true, _) => " · saving …",
        (false, true) => " · not saved",
        (false, false) => "",
    };
    let facts = [what, &editor.sheet.client, &editor.sheet.currency].into_iter().filter(|fact| !fact.is_empty());
    facts.collect::<Vec<_>>().join(" · ") + state
}

/// When something is due.
pub fn due(due: Due) -> String {
    match due {
        Due::Usual => "due as usual".into(),
        Due::Days(1) => "due a day after its issue".into(),
        Due::Days(days) => format!("due {days} days after its issue"),
        Due::On(day) => format!("due {}", when::date(day)),
    }
}

/// The draft: its head, its lines and what they add up to.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let Some(editor) = &app.billing.editor else {
        return Vec::new();
    };
    let sheet = &editor.sheet;
    let mut entries = Vec::new();
    if let Some(theirs) = &editor.theirs {
        entries.push(Entry::text(clash(app, sheet, theirs, columns)));
    }
    entries.push(Entry::about(Subject::Head, head(app, sheet, columns)));
    let whole: Vec<_> = editor.faults.iter().filter(|(field, _)| place(field).is_none()).collect();
    entries.push(Entry::text(whole.into_iter().flat_map(|(field, why)| fault(app, field, why, columns)).collect()));
    let totals = editor.totals.get().filter(|_| !editor.totals.is_asked());
    let amount = |at: usize| totals.and_then(|totals| totals.amounts.get(at)).copied();
    let rows: Vec<_> = sheet.lines.iter().enumerate().map(|(at, line)| Row::new(line, amount(at))).collect();
    let table = Table::of(&rows, &sheet.currency, columns);
    entries.push(Entry::text(vec![Line::default(), table.heading(app)]));
    for (at, row) in rows.iter().enumerate() {
        let mut lines = table.row(app, row, &sheet.currency);
        let wrong = editor.faults.iter().filter(|(field, _)| place(field) == Some(at));
        lines.extend(wrong.flat_map(|(field, why)| fault(app, field, why, columns)));
        entries.push(Entry::about(Subject::Line(at), lines));
    }
    if rows.is_empty() {
        entries.push(Entry::text(vec![line("No line yet. n adds one.", app.theme.muted(), columns)]));
    }
    entries.push(Entry::text(sums(app, editor, columns)));
    entries
}

fn head(app: &App, sheet: &Sheet, columns: usize) -> Vec<Line<'static>> {
    let prices = if sheet.inclusive { "prices include tax" } else { "tax comes on top" };
    let project = sheet.project.and_then(|id| {
        let known = app.directory.get()?.projects.iter().find(|one| one.id == id)?;
        Some(format!(" · ▸ {}", known.name))
    });
    let off = match sheet.off {
        Off::Nothing => String::new(),
        Off::Rate(bps) => format!(" · {}% off all", money::short(bps.into(), 2)),
        Off::Amount(minor) => format!(" · {} off all", money::shown(minor, &sheet.currency)),
    };
    let mut lines = vec![
        line(&format!("{}{}", sheet.client, project.unwrap_or_default()), app.theme.strong(), columns),
        line(&format!("{} · {} · {prices}{off}", sheet.currency, due(sheet.due)), app.theme.text(), columns),
    ];
    if !sheet.note.is_empty() {
        lines.extend(wrapped(&sheet.note, app.theme.muted(), columns));
    }
    lines
}

/// The line that a fault is about: `lines.2.quantity` is about the third.
fn place(field: &str) -> Option<usize> {
    field.strip_prefix("lines.")?.split('.').next()?.parse().ok()
}

fn fault(app: &App, field: &str, why: &str, columns: usize) -> Vec<Line<'static>> {
    let name = match field.rsplit('.').next().unwrap_or_default() {
        "unit_price" => "price",
        "discount_bps" | "discount_amount" => "discount",
        "tax_bps" | "tax_name" => "tax",
        "due_on" | "due_days" => "due",
        name if name.parse::<usize>().is_ok() => "line",
        name => name,
    };
    wrapped(&format!("✕ {name}: {why}"), app.theme.danger(), columns)
}

fn sums(app: &App, editor: &Editor, columns: usize) -> Vec<Line<'static>> {
    let sheet = &editor.sheet;
    let mut all = vec![Line::styled("─".repeat(columns), app.theme.muted())];
    match (editor.totals.phase(), editor.totals.is_asked()) {
        (_, true) => all.push(line("The server adds it up …", app.theme.muted(), columns)),
        (Phase::Ready(totals), _) => {
            let sums = lines::Sums {
                subtotal: totals.subtotal,
                discount: totals.discount,
                taxes: &totals.taxes,
                inclusive: sheet.inclusive,
                total: totals.total,
            };
            all.extend(lines::sums(app, &sums, &sheet.currency, columns));
        }
        (Phase::Failed(error), _) => all.extend(wrapped(&error.message, app.theme.danger(), columns)),
        (Phase::Idle | Phase::Loading, _) => {}
    }
    all
}

/// What somebody else made of the draft meanwhile, and how it differs.
fn clash(app: &App, mine: &Sheet, theirs: &Invoice, columns: usize) -> Vec<Line<'static>> {
    let total = money::shown(theirs.total, &theirs.currency);
    let words = format!(
        "Someone changed this draft meanwhile; it comes to {total} there. Yours is below, and all of it is kept: O saves \
         yours over theirs, T takes theirs."
    );
    let mut lines = wrapped(&words, app.theme.danger(), columns);
    let other = Sheet::of(theirs);
    let said = |line: &NewInvoiceLine, code: &str| {
        let count = money::short(line.quantity, 3);
        format!("{} · {count} × {}", line.description, money::amount(line.unit_price, code))
    };
    let only = |one: &Sheet, than: &Sheet| {
        let own = one.lines.iter().filter(|line| !than.lines.contains(line));
        own.map(|line| said(line, &one.currency)).collect::<Vec<_>>()
    };
    let both = [("only theirs", only(&other, mine)), ("only yours", only(mine, &other))];
    for (whose, own) in both {
        lines.extend(own.iter().map(|said| line(&format!("  {whose}: {said}"), app.theme.warning(), columns)));
    }
    let heads = [
        (other.note != mine.note, "the note"),
        (other.due != mine.due, "when it is due"),
        (other.off != mine.off, "the discount"),
        (other.currency != mine.currency, "the currency"),
        (other.project != mine.project, "the project"),
        (other.inclusive != mine.inclusive, "whether prices include tax"),
    ];
    let heads: Vec<_> = heads.into_iter().filter(|(differs, _)| *differs).map(|(_, what)| what).collect();
    if !heads.is_empty() {
        lines.extend(wrapped(&format!("  differs: {}", heads.join(", ")), app.theme.warning(), columns));
    }
    lines.push(Line::default());
    lines
}
