//! The audit trail: what is in it, who reads it, and that nobody changes it unseen.

mod accounts;
mod automated;
mod connected;
mod covered;
mod decided;
mod hooked;
mod house;
mod joined;
mod ledger;
mod lost;
mod sold;
mod team;
mod worked;

use futures_util::future::join_all;
use portico::features::agencies;
use portico::features::audit::verify;
use portico::ids::AgencyId;
use serde_json::{Value, json};

use crate::doctor::{program, said};
use crate::support::{Kind, Staff, TestApp};

/// The latest entry of an action tells who has done it, and to what: its kind and its name. People do things from
/// somewhere; what is done in the background has no address.
async fn told(reader: &Staff, action: &str, actor: &str, target: (&str, &str)) {
    let entries = reader.all(&format!("/audit?action={action}"), 50).await;
    let entry = entries.iter().find(|entry| entry["action"] == action);
    let entry = entry.unwrap_or_else(|| panic!("{action} is not in the trail"));
    let said = ["actor_name", "target_kind", "target_name"].map(|name| entry[name].as_str().unwrap_or_default());
    assert_eq!(said, [actor, target.0, target.1], "{entry}");
    assert_eq!(entry["address"].is_string(), actor != "System", "{entry}");
    assert!(entry["target_id"].is_string() || target.1.is_empty(), "{entry}");
}

/// Has olivia change what somebody may, which the trail tells.
async fn permit(app: &TestApp, may: bool) {
    let olivia = app.as_staff("olivia").await;
    let path = format!("/workspaces/{}/members/{}", app.cast.acme.workspace, app.cast.acme.member);
    let permissions = json!({ "permissions": {
        "can_view_invoices": true, "can_approve_work": may, "can_comment": true, "can_submit_requests": true,
        "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": true
    } });
    olivia.patch(&path, permissions).await.expect(200);
}

async fn agency(app: &TestApp) -> AgencyId {
    let system = app.app.database.system();
    agencies::of_host(&system, "northwind.localhost").await.unwrap().unwrap().id
}

async fn fault(app: &TestApp, expected: Option<(i64, &str)>) -> Option<(i64, &'static str)> {
    let scope = app.app.database.system().agency(agency(app).await);
    verify(&scope, expected).await.unwrap().fault
}

/// The same change to the trail, behind the app's back and past what forbids it.
pub async fn tamper(app: &TestApp, sql: &str) {
    let (off, on) = match app.store.kind {
        Kind::Sqlite => (
            "DROP TRIGGER audit_entry_is_not_changed; DROP TRIGGER audit_entry_is_not_removed;".to_owned(),
            String::new(),
        ),
        Kind::Postgres => (
            "ALTER TABLE audit_entry DISABLE TRIGGER ALL;".to_owned(),
            "; ALTER TABLE audit_entry ENABLE TRIGGER ALL".to_owned(),
        ),
    };
    app.store.sql(&format!("{off} {sql}{on}")).await;
}

both! {
    /// S1.123: a change of permissions tells who made it, to whom, from where, and what it was before.
    async fn a_change_of_permissions_is_in_the_trail(app: TestApp) {
        permit(&app, false).await;
        let olivia = app.as_staff("olivia").await;
        let entries = olivia.all("/audit?action=member.permitted", 1).await;
        let entry = &entries[0];
        assert_eq!(entry["actor_name"], "Olivia");
        assert_eq!(entry["actor_kind"], "staff");
        assert_eq!(entry["target_id"], json!(app.cast.acme.member));
        assert_eq!(entry["workspace_id"], json!(app.cast.acme.workspace));
        assert_eq!(entry["detail"]["before"]["can_approve_work"], true);
        assert_eq!(entry["detail"]["after"]["can_approve_work"], false);
        assert!(entry["address"].is_string(), "{entry}");
        // Filters are exact where they should be: a blank card is no card.
        assert!(olivia.all("/audit?action=m%25r", 5).await.is_empty());
        assert!(olivia.all("/audit?action=memberXpermitted", 5).await.is_empty());
        assert_eq!(olivia.all("/audit?until=2020-01-01T00:00:00Z", 5).await.len(), 0);
    }

    /// S2.108: staff without that right do not read it, nor does another agency.
    async fn the_trail_is_for_owners_and_admins_of_its_agency(app: TestApp) {
        permit(&app, false).await;
        app.as_staff("mia").await.get("/audit").await.expect(403);
        app.as_staff("mia").await.post("/audit/exports", json!({})).await.expect(403);
        let theirs = app.as_staff("henry").await.all("/audit", 50).await;
        assert!(theirs.iter().all(|entry| entry["target_id"] != json!(app.cast.acme.member)));
    }

    /// An export is every entry once, newest first, and says first that it was made.
    async fn an_export_is_the_whole_trail_and_in_it(app: TestApp) {
        for round in 0..3 {
            permit(&app, round % 2 == 0).await;
        }
        let olivia = app.as_staff("olivia").await;
        let answer = olivia.post("/audit/exports", json!({})).await.expect(200);
        assert!(answer.headers["content-disposition"].to_str().unwrap().contains("audit.jsonl"));
        let lines: Vec<Value> = answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines[0]["action"], "audit.exported");
        let numbers: Vec<i64> = lines.iter().map(|line| line["number"].as_i64().unwrap()).collect();
        let expected: Vec<i64> = (1..=*numbers.first().unwrap()).rev().collect();
        assert_eq!(numbers, expected);
        olivia.post("/audit/exports", json!({ "actions": "member" })).await.expect(400);
    }

    /// Entries that come at once queue: none is lost, none doubled, and the chain holds.
    async fn entries_at_once_make_one_chain(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let all = join_all((0..20).map(|_| olivia.post("/audit/exports", json!({ "action": "none" })))).await;
        assert!(all.into_iter().all(|answer| answer.status == 200));
        assert_eq!(fault(&app, None).await, None);
        assert_eq!(olivia.all("/audit?action=audit.exported", 7).await.len(), 20);
    }

    /// The database itself refuses a change, and what is changed all the same is found.
    async fn every_tampering_with_the_trail_is_found(app: TestApp) {
        for round in 0..4 {
            permit(&app, round % 2 == 0).await;
        }
        let ours = agency(&app).await;
        let scope = app.app.database.system().agency(ours);
        let before = verify(&scope, None).await.unwrap();
        assert!(before.entries >= 4 && before.fault.is_none(), "{before:?}");
        for forbidden in ["UPDATE audit_entry SET actor_name = 'Mallory'", "DELETE FROM audit_entry"] {
            assert!(!app.store.try_sql(forbidden).await, "{forbidden} went through");
        }
        assert_eq!(fault(&app, None).await, None);
        let of = |number: i64| match app.store.kind {
            Kind::Sqlite => format!("number = {number} AND lower(hex(agency_id)) = '{}'", uuid::Uuid::from(ours).simple()),
            Kind::Postgres => format!("number = {number} AND agency_id = '{ours}'"),
        };
        tamper(&app, &format!("UPDATE audit_entry SET actor_name = 'Mallory' WHERE {}", of(2))).await;
        assert_eq!(fault(&app, None).await, Some((2, "an entry is not what was written")));
        // Whoever runs the install hears it as what it is, `trail_broken`.
        let (code, text) = said(&program(&app, &["doctor", "audit"]).output().unwrap());
        assert!(code == Some(1) && text.contains("BROKEN at entry 2: "), "{text}");
        assert!(text.contains("portico: 1 audit trail is broken\n"), "{text}");
    }

    /// A missing entry is found in the middle by the numbers, and at the end by the head.
    async fn a_missing_entry_is_found(app: TestApp) {
        for round in 0..4 {
            permit(&app, round % 2 == 0).await;
        }
        let ours = agency(&app).await;
        let scope = app.app.database.system().agency(ours);
        let before = verify(&scope, None).await.unwrap();
        let last = before.entries;
        tamper(&app, &format!("DELETE FROM audit_entry WHERE number = {last}")).await;
        assert_eq!(fault(&app, None).await, Some((last, "entries are missing at the end")));
        // Whoever puts the head back too is found by a head that was kept elsewhere.
        let head = format!(
            "UPDATE audit_head SET number = {0}, hash = (SELECT hash FROM audit_entry WHERE number = {0} AND audit_entry.agency_id = audit_head.agency_id) WHERE number = {last}",
            last - 1
        );
        app.store.sql(&head).await;
        assert_eq!(fault(&app, None).await, None);
        assert_eq!(fault(&app, Some((last, &before.head))).await, Some((last, "entries are missing at the end")));
    }
}
