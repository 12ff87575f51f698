//! What the tests of people begin with.

use portico::entity::mail_bounce;
use sea_orm::ActiveValue::{NotSet, Set};
use serde_json::{Value, json};

use crate::support::{Answer, Browser, Staff, TestApp, World};

/// A password that is taken.
pub const NEW: &str = "nine patient herons";

/// Has somebody invite a person into a workspace, and gives the invitation with its link.
pub async fn invite(staff: &Staff, world: &World, email: &str) -> Value {
    let body = json!({ "email": email, "preset": "collaborator" });
    staff.post(&format!("/workspaces/{}/invitations", world.workspace), body).await.expect(201).json()
}

/// The link's path; the link must be at the agency's own address.
pub fn path(invitation: &Value) -> String {
    let link = invitation["accept_url"].as_str().expect("an answer with a link");
    link.strip_prefix("http://northwind.localhost").expect("the agency's own address").to_owned()
}

/// Accepts an invitation with a new account.
pub async fn register(browser: &Browser, path: &str) -> Answer {
    browser.plain_post(path, &[("name", "Nora New"), ("password", NEW)]).await
}

/// Signs in by any address.
pub async fn sign_in(app: &TestApp, email: &str) -> Browser {
    let browser = app.stranger();
    let fields = [("email", email), ("password", NEW)];
    assert_eq!(browser.plain_post("/portal/login", &fields).await.expect(303).location(), "/portal");
    browser
}

/// The link's path in the last mail to somebody.
pub async fn mailed(app: &TestApp, to: &str, place: &str) -> String {
    app.run_jobs().await;
    let mail = app.mails().into_iter().rev().find(|mail| mail.recipient == to).expect("a mail");
    assert_eq!(mail.sender, "Northwind Studio");
    let link = mail.text.split_whitespace().find(|word| word.contains(place)).expect("a link").to_owned();
    assert!(mail.html.contains(&link));
    link.strip_prefix("http://northwind.localhost").expect("the agency's own address").to_owned()
}

/// A mail server has said that nobody is at an address.
pub async fn bounce(app: &TestApp, address: &str) {
    let scope = app.app.database.system().agency(app.cast.acme.agency.into());
    let row = mail_bounce::ActiveModel {
        agency_id: NotSet,
        address: Set(address.to_owned()),
        reason: Set("550 nobody".into()),
        bounced_at: Set(scope.now()),
    };
    scope.insert(row).await.unwrap();
}
