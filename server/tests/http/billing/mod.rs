//! The ledger: what is drafted, issued, paid, taken back, and what it comes to.

mod drafts;
mod imports;
mod inputs;
mod issued;
mod provided;
mod reports;
mod settings;
mod settled;

use serde_json::{Value, json};

use crate::support::{Staff, TestApp};

/// A line of so many pieces, each at so much, with so much tax.
pub fn line(pieces: i64, price: i64, tax_bps: i32) -> Value {
    json!({
        "description": "Work", "quantity": pieces * 1000, "unit": "h", "unit_price": price,
        "tax_name": "VAT", "tax_bps": tax_bps
    })
}

/// A draft of one line for the first client.
pub async fn draft(app: &TestApp, staff: &Staff, lines: Value) -> Value {
    staff.post("/invoices", json!({ "workspace_id": app.cast.acme.workspace, "lines": lines })).await.expect(201).json()
}

/// An issued invoice over so much.
pub async fn issued(app: &TestApp, staff: &Staff, total: i64) -> Value {
    let draft = draft(app, staff, json!([line(1, total, 0)])).await;
    staff.post(&format!("/invoices/{}/issue", id(&draft)), json!({})).await.expect(200).json()
}

/// Staff say that so much has come.
pub async fn pay(staff: &Staff, invoice: &Value, amount: i64) -> Value {
    let new = json!({ "amount": amount, "method": "bank_transfer" });
    staff.post(&format!("/invoices/{}/payments", id(invoice)), new).await.expect(201).json()
}

/// An invoice as it is now.
pub async fn seen(staff: &Staff, invoice: &Value) -> Value {
    staff.get(&format!("/invoices/{}", id(invoice))).await.expect(200).json()
}

/// A workspace's credits of one kind, by what remains of them.
pub async fn credits(app: &TestApp, staff: &Staff, origin: &str) -> Vec<Value> {
    let all = staff.all(&format!("/credits?workspace_id={}", app.cast.acme.workspace), 200).await;
    all.into_iter().filter(|credit| credit["origin"] == origin).collect()
}

pub fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

/// Paid, refunded, credited and outstanding, and the status.
pub fn books(invoice: &Value) -> (i64, i64, i64, i64, &str) {
    let amount = |name: &str| invoice[name].as_i64().unwrap();
    let status = invoice["status"].as_str().unwrap();
    (amount("paid"), amount("refunded"), amount("credited"), amount("outstanding"), status)
}
