use maud::{Markup, Render, html};

use super::words::{self, Terms};
use crate::access::Page;
use crate::entity::invoice;
use crate::entity::words::InvoiceKind;
use crate::features::billing::service::client_read::{Filter, Order, Sum};
use crate::web::components::{
    Button, Filters, Heading, Icon, Select, Tab, Table, empty_state, pager, panel, results, slideover, stat, stats,
    tabs,
};
use crate::web::places;

pub const TITLE: &str = "Invoices";
const ROWS: &str = "invoice-rows";

/// What the list shows.
pub struct List<'a> {
    pub page: &'a Page<invoice::Model>,
    pub sums: &'a [Sum],
    pub filter: Filter,
    pub order: Order,
    pub terms: Terms,
}

/// The workspace's invoices.
pub fn list(view: &List<'_>) -> Markup {
    let statement = Button::quiet("Statement").icon(Icon::Calendar).link(places::STATEMENT);
    html! {
        (Heading::new(TITLE).action(statement.render()))
        (Filters::new(places::INVOICES, "invoices").keep("status", word(view.filter)).select(orders(view.order)))
        (results("invoices", "invoices", html! {
            (filter_tabs(view))
            @if view.page.items.is_empty() {
                (empty(view.filter))
            } @else {
                // What is void comes to nothing.
                @if view.filter != Filter::Void { (sums(view)) }
                (panel(table(view)))
                (pager(ROWS, next(view).as_deref()))
            }
        }))
        (slideover())
    }
}

fn table(view: &List<'_>) -> Markup {
    let terms = &view.terms;
    let table = Table::new(ROWS, "Invoices").linked();
    let table = table.column("Number").column("Date").column("Due").column("Status").number("Total");
    view.page.items.iter().fold(table.number("Outstanding"), |table, row| table.row(cells(row, terms))).render()
}

fn cells(row: &invoice::Model, terms: &Terms) -> [Markup; 6] {
    let note = row.kind == InvoiceKind::CreditNote;
    [
        html! { a class="row-title" href=(places::invoice(row.id)) data-slideover { (row.number) } },
        terms.date(row.issued_on),
        html! { @if note { span class="muted" { "–" } } @else { (terms.date(row.due_on)) } },
        html! { span class="badges" { (words::status(row)) (words::aging(row, terms)) } },
        html! { (terms.money(if note { -row.total } else { row.total }, &row.currency)) },
        html! { @if note { span class="muted" { "–" } } @else { (terms.money(row.outstanding, &row.currency)) } },
    ]
}

/// What all that was found comes to, by currency.
fn sums(view: &List<'_>) -> Markup {
    let several = view.sums.len() > 1;
    let named = |word: &str, sum: &Sum| if several { format!("{word}, {}", sum.currency) } else { word.to_owned() };
    let counted = |sum: &Sum| {
        let noun = if sum.number == 1 { "document" } else { "documents" };
        let void = if sum.void_number > 0 { format!(", and {} void", sum.void_number) } else { String::new() };
        format!("{} {noun}{void}", sum.number)
    };
    html! {
        div class="sums" {
            @for sum in view.sums {
                (stats(html! {
                    (stat(&named("Total", sum), &view.terms.money(sum.total, &sum.currency), Some(&counted(sum))))
                    (stat(&named("Outstanding", sum), &view.terms.money(sum.outstanding, &sum.currency), None))
                }))
            }
        }
    }
}

/// The filter that an address names.
pub fn filter(said: &str) -> Filter {
    match said {
        "open" => Filter::Open,
        "overdue" => Filter::Overdue,
        "paid" => Filter::Paid,
        "void" => Filter::Void,
        _ => Filter::All,
    }
}

/// The order that an address names.
pub fn order(said: &str) -> Order {
    match said {
        "oldest" => Order::Oldest,
        "due" => Order::DueFirst,
        "outstanding" => Order::Outstanding,
        "number" => Order::Number,
        _ => Order::Newest,
    }
}

const fn word(filter: Filter) -> &'static str {
    match filter {
        Filter::Open => "open",
        Filter::Overdue => "overdue",
        Filter::Paid => "paid",
        Filter::Void => "void",
        Filter::All => "all",
    }
}

const fn order_word(order: Order) -> &'static str {
    match order {
        Order::Newest => "newest",
        Order::Oldest => "oldest",
        Order::DueFirst => "due",
        Order::Outstanding => "outstanding",
        Order::Number => "number",
    }
}

fn orders(current: Order) -> Select<'static> {
    let all = [
        (Order::Newest, "Newest first"),
        (Order::Oldest, "Oldest first"),
        (Order::DueFirst, "Due first"),
        (Order::Outstanding, "Largest outstanding first"),
        (Order::Number, "By number"),
    ];
    let options = all.map(|(order, label)| (order_word(order), label));
    Select::new("sort", "Sort by").options(options).selected(order_word(current))
}

fn link(filter: Filter, order: Order) -> String {
    format!("{}?status={}&sort={}", places::INVOICES, word(filter), order_word(order))
}

fn next(view: &List<'_>) -> Option<String> {
    let cursor = view.page.next.as_ref()?;
    Some(format!("{}&cursor={cursor}", link(view.filter, view.order)))
}

fn filter_tabs(view: &List<'_>) -> Markup {
    let all = [
        (Filter::All, "All"),
        (Filter::Open, "Open"),
        (Filter::Overdue, "Overdue"),
        (Filter::Paid, "Paid"),
        (Filter::Void, "Void"),
    ];
    let hrefs = all.map(|(filter, _)| link(filter, view.order));
    let tabs_of = all.iter().zip(&hrefs).map(|((filter, label), href)| Tab {
        label,
        href,
        count: None,
        current: *filter == view.filter,
    });
    tabs("Invoices by status", &tabs_of.collect::<Vec<_>>())
}

fn empty(filter: Filter) -> Markup {
    let (title, text) = match filter {
        Filter::Open => ("Nothing to pay", "Every invoice is settled."),
        Filter::Overdue => ("Nothing is overdue", "What is open is not due yet."),
        Filter::Paid => ("Nothing paid yet", "Invoices stand here once they are paid."),
        Filter::Void => ("Nothing is void", "An invoice that was cancelled keeps its number and stands here."),
        Filter::All => ("No invoices yet", "When the team bills something, it stands here with all its lines."),
    };
    panel(empty_state(Icon::Billing, title, text, None))
}
