use chrono::NaiveDate;
use portico_openapi::types::{
    Invoice, InvoiceChange, InvoiceField, InvoicePreview, NewInvoice, NewInvoiceLine, Project, Workspace,
};
use uuid::Uuid;

use super::line::{again, bps};
use crate::{
    form::{Field, Form, Pick},
    message::Directory,
    money,
    office::Fault,
};

/// A draft as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Which, once it was saved.
    pub id: Option<Uuid>,
    /// As it was seen.
    pub version: i64,
    /// Whose it is.
    pub workspace: Uuid,
    /// What they are called.
    pub client: String,
    /// Its currency.
    pub currency: String,
    /// What it belongs to.
    pub project: Option<Uuid>,
    /// Whether the prices include the tax.
    pub inclusive: bool,
    /// A discount on all of it.
    pub off: Off,
    /// When it is due.
    pub due: Due,
    /// What is said below.
    pub note: String,
    /// What is asked for.
    pub lines: Vec<NewInvoiceLine>,
}

/// A discount on all of an invoice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Off {
    /// None.
    #[default]
    Nothing,
    /// In hundredths of a percent.
    Rate(i32),
    /// In minor units.
    Amount(i64),
}

/// When an invoice is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Due {
    /// As the agency's invoices are.
    #[default]
    Usual,
    /// So many days after its issue.
    Days(i32),
    /// On a day.
    On(NaiveDate),
}

impl Sheet {
    /// A draft of the server's.
    pub fn of(invoice: &Invoice) -> Self {
        let off = match (invoice.discount_bps, invoice.discount) {
            (Some(bps), _) => Off::Rate(bps),
            (None, 0) => Off::Nothing,
            (None, minor) => Off::Amount(minor),
        };
        Self {
            id: Some(invoice.id),
            version: invoice.version,
            workspace: invoice.workspace.id,
            client: invoice.workspace.name.clone(),
            currency: invoice.currency.clone(),
            project: invoice.project_id,
            inclusive: invoice.inclusive,
            off,
            due: match (invoice.due_days, invoice.due_on) {
                (_, Some(day)) => Due::On(day),
                (Some(days), None) => Due::Days(days),
                (None, None) => Due::Usual,
            },
            note: invoice.note.clone(),
            lines: invoice.lines.iter().flatten().map(again).collect(),
        }
    }

    /// What the server is to add up.
    pub fn preview(&self) -> InvoicePreview {
        let (discount_bps, discount_amount) = self.discount();
        let (inclusive, lines) = (Some(self.inclusive), self.lines.clone());
        InvoicePreview { inclusive, lines, discount_bps, discount_amount }
    }

    /// As it is made.
    pub fn made(&self) -> NewInvoice {
        let (discount_bps, discount_amount) = self.discount();
        let (due_days, due_on) = self.term();
        NewInvoice {
            workspace_id: self.workspace,
            project_id: self.project,
            currency: Some(self.currency.clone()),
            inclusive: Some(self.inclusive),
            lines: self.lines.clone(),
            discount_bps,
            discount_amount,
            note: Some(self.note.clone()),
            due_days,
            due_on,
        }
    }

    /// As it is changed: all of it.
    pub fn changed(&self) -> InvoiceChange {
        let NewInvoice {
            project_id,
            currency,
            inclusive,
            lines,
            discount_bps,
            discount_amount,
            note,
            due_days,
            due_on,
            ..
        } = self.made();
        let clear = [
            (project_id.is_none(), InvoiceField::ProjectId),
            (self.off == Off::Nothing, InvoiceField::Discount),
            (self.due == Due::Usual, InvoiceField::Due),
        ];
        let clear: Vec<_> = clear.into_iter().filter(|(is_none, _)| *is_none).map(|(_, field)| field).collect();
        InvoiceChange {
            project_id,
            currency,
            inclusive,
            lines: Some(lines),
            discount_bps,
            discount_amount,
            note,
            due_days,
            due_on,
            clear: Some(clear),
        }
    }

    fn discount(&self) -> (Option<i32>, Option<i64>) {
        match self.off {
            Off::Nothing => (None, None),
            Off::Rate(bps) => (Some(bps), None),
            Off::Amount(minor) => (None, Some(minor)),
        }
    }

    fn term(&self) -> (Option<i32>, Option<NaiveDate>) {
        match self.due {
            Due::Usual => (None, None),
            Due::Days(days) => (Some(days), None),
            Due::On(day) => (None, Some(day)),
        }
    }

    /// Moves a line up or down, and says where it is then.
    pub fn move_line(&mut self, at: usize, by: isize) -> Option<usize> {
        let to = at.checked_add_signed(by).filter(|to| *to < self.lines.len() && at < self.lines.len())?;
        self.lines.swap(at, to);
        Some(to)
    }
}

/// The fields of a draft's head; its client is chosen once.
pub fn head_fields(sheet: &Sheet, known: &Directory) -> Vec<Field> {
    let mut fields = Vec::new();
    if sheet.id.is_none() {
        let open = |workspace: &&Workspace| workspace.archived_at.is_none();
        let picks = known.workspaces.iter().filter(open).map(|one| Pick::new(one.id.to_string(), &one.name));
        fields.push(Field::choice("workspace_id", "Client", picks.collect(), &sheet.workspace.to_string()));
    }
    let own = |project: &&Project| sheet.id.is_none() || project.workspace.id == sheet.workspace;
    let named = |project: &Project| match sheet.id {
        Some(_) => Pick::new(project.id.to_string(), &project.name),
        None => Pick::new(project.id.to_string(), format!("{} · {}", project.workspace.name, project.name)),
    };
    let none = std::iter::once(Pick::new("", "no project"));
    let projects = none.chain(known.projects.iter().filter(own).map(named)).collect();
    let project = sheet.project.map(|id| id.to_string()).unwrap_or_default();
    let discount = match sheet.off {
        Off::Nothing => String::new(),
        Off::Rate(bps) => format!("{}%", money::short(bps.into(), 2)),
        Off::Amount(minor) => money::plain(minor, money::decimals(&sheet.currency)),
    };
    let due = match sheet.due {
        Due::Usual => String::new(),
        Due::Days(days) => days.to_string(),
        Due::On(day) => day.to_string(),
    };
    fields.extend([
        Field::text("currency", "Currency", &sheet.currency).helped("such as EUR"),
        Field::choice("project_id", "Project", projects, &project),
        Field::switch("inclusive", "Prices include tax", sheet.inclusive),
        Field::text("discount", "Discount on all", &discount).helped("5% or 50.00; empty: none"),
        Field::text("due_on", "Due", &due).helped("14 (days), 2026-03-31; empty: as usual"),
        Field::lines("note", "Note, for the client", &sheet.note),
    ]);
    fields
}

/// The draft with the head that a form describes.
pub fn read_head(form: &Form, sheet: &Sheet, known: &Directory) -> Result<Sheet, Fault> {
    let mut next = sheet.clone();
    if form.has("workspace_id") {
        next.workspace = form.text("workspace_id").parse().map_err(|_| ("workspace_id", "Choose a client."))?;
        let client = known.workspaces.iter().find(|one| one.id == next.workspace);
        next.client = client.map(|one| one.name.clone()).unwrap_or_default();
    }
    next.currency = form.given("currency").unwrap_or_default().to_uppercase();
    let decimals =
        money::decimals_of(&next.currency).ok_or(("currency", "This is not a currency’s code (ISO 4217)."))?;
    let before = money::decimals_of(&sheet.currency).unwrap_or(decimals);
    for line in &mut next.lines {
        let price = money::rescaled(line.unit_price, before, decimals);
        line.unit_price = price.ok_or(("currency", "The prices of the lines cannot be said in this currency."))?;
    }
    next.project = form.text("project_id").parse().ok();
    let of_other = |id: Uuid| known.projects.iter().any(|one| one.id == id && one.workspace.id != next.workspace);
    if next.project.is_some_and(of_other) {
        return Err(("project_id", "This project is another client’s."));
    }
    next.inclusive = form.is_on("inclusive");
    next.off = match form.given("discount") {
        None => Off::Nothing,
        Some(text) if text.ends_with('%') => Off::Rate(bps(&text).map_err(|why| ("discount", why))?),
        Some(text) => Off::Amount(money::read(&text, decimals).map_err(|why| ("discount", why))?),
    };
    next.due = match form.given("due_on") {
        None => Due::Usual,
        Some(text) => match (text.parse::<i32>(), text.parse::<NaiveDate>()) {
            (Ok(days), _) => Due::Days(days),
            (_, Ok(day)) => Due::On(day),
            _ => return Err(("due_on", "Say a number of days, such as 14, or a day, such as 2026-03-31.")),
        },
    };
    next.note = form.text("note");
    Ok(next)
}
