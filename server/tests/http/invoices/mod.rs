//! Invoices as clients meet them: pages, paper, statements, reminders, and who sees nothing of it.

mod pages;
mod paper;
mod reminders;
mod statement;
mod who;

use portico::access::{Actor, AdminScope};
use portico::commands::doctor::paper as reader;
use portico::entity::invoice;
use portico::entity::words::{PaymentMethod, StaffRole};
use portico::features::billing::{self, Content, Item, NewDraft, NewPayment};
use portico::ids::{Id, StaffSessionId};
use sea_orm::ColumnTrait;

use crate::support::{TestApp, World};

/// The owner of a world's agency.
pub fn office(app: &TestApp, world: &World) -> AdminScope {
    let name = if world.agency == app.cast.harbor.agency { "henry" } else { "olivia" };
    let actor = Actor::Staff {
        id: app.cast.people[name].into(),
        name: name.into(),
        role: StaffRole::Owner,
        session: StaffSessionId::new(),
    };
    app.app.database.system().on_behalf(world.agency.into(), actor, None).admin().unwrap()
}

/// A line: thousandths, minor units, hundredths of a percent.
pub fn item(description: &str, quantity: i64, unit_price: i64, tax_bps: i32) -> Item {
    Item {
        description: description.into(),
        quantity,
        unit: "h".into(),
        unit_price,
        discount_bps: 0,
        tax_name: "VAT".into(),
        tax_bps,
    }
}

/// An invoice of these lines, due in two weeks.
pub fn content(items: Vec<Item>) -> Content {
    Content { items, due_days: Some(14), ..Content::default() }
}

/// Issues an invoice.
pub async fn bill(app: &TestApp, world: &World, currency: &str, content: Content) -> invoice::Model {
    let office = office(app, world);
    let new =
        NewDraft { workspace: world.workspace.into(), project: None, currency: Some(currency.to_owned()), content };
    let draft = billing::draft(&office, new).await.unwrap();
    billing::issue(&office, draft.row.id, None).await.unwrap()
}

/// Issues an invoice over a round amount.
pub async fn plain(app: &TestApp, world: &World, amount: i64) -> invoice::Model {
    bill(app, world, "EUR", content(vec![item("Work", 1000, amount, 0)])).await
}

/// Has an invoice be so many days overdue.
pub async fn late(app: &TestApp, invoice: &invoice::Model, days: i64) {
    let due = (app.app.database.system().now().with_timezone(&chrono_tz::Europe::Berlin)).date_naive()
        - chrono::TimeDelta::days(days);
    let moved = format!("UPDATE invoice SET due_on = '{due}' WHERE number = '{}'", invoice.number);
    assert!(app.store.behind("invoice", &moved).await > 0);
}

/// Records money.
pub async fn pay(app: &TestApp, world: &World, invoice: &invoice::Model, amount: i64) {
    let new =
        NewPayment { amount, method: PaymentMethod::BankTransfer, happened_on: None, reference: "RF18 5390".into() };
    billing::record_payment(&office(app, world), invoice.id, new).await.unwrap();
}

/// The row as it is now.
pub async fn again(app: &TestApp, world: &World, invoice: &invoice::Model) -> invoice::Model {
    let office = office(app, world);
    office.find::<invoice::Entity>().filter(invoice::Column::Id.eq(invoice.id)).one().await.unwrap()
}

/// Words without what is between them: where lines end on paper is of no matter.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What stands on the pages of a PDF, flat.
pub fn on_paper(pdf: &[u8]) -> String {
    flat(&reader::seen(pdf).unwrap())
}
