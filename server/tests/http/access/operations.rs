use std::collections::{BTreeMap, BTreeSet};

use portico::entity::words::BulkState;
use serde_json::{Value, json};
use uuid::Uuid;

use super::operation::{self, Operation};
use super::same::{alike, holds_only};
use super::{dump, made, own, rows};
use crate::support::{Answer, Ask, Staff, TestApp, World, canaries, png};

/// What only owners and admins may do; an ownership's transfer is for the owner, and for whom the owner has named.
pub(super) const FOR_ADMINS: [&str; 102] = [
    "agency_update",
    "agency_view",
    "audit_export",
    "audit_list",
    "billing_party_update",
    "billing_party_view",
    "billing_settings_update",
    "billing_settings_view",
    "brand_draft_discard",
    "brand_draft_put",
    "brand_image_put",
    "brand_image_remove",
    "brand_publish",
    "brand_view",
    "client_disable",
    "client_enable",
    "client_export",
    "client_import",
    "client_second_factor_remove",
    "connection_delete",
    "credit_apply",
    "credit_create",
    "credit_note_create",
    "domain_check",
    "domain_create",
    "domain_delete",
    "domain_list",
    "domain_make_primary",
    "domain_view",
    "engine_create",
    "engine_delete",
    "engine_update",
    "invitation_create",
    "invitation_resend",
    "invitation_revoke",
    "invoice_export",
    "invoice_import",
    "invoice_issue",
    "invoice_void",
    "member_remove",
    "member_update",
    "ownership_transfer_accept",
    "ownership_transfer_cancel",
    "ownership_transfer_create",
    "payment_create",
    "payment_export",
    "payment_refund",
    "price_archive",
    "price_create",
    "product_archive",
    "product_create",
    "product_update",
    "project_export",
    "project_import",
    "provider_client_create",
    "provider_client_delete",
    "provider_client_update",
    "request_export",
    "request_import",
    "request_rule_create",
    "request_rule_delete",
    "request_rule_dry_run",
    "request_rule_list",
    "request_rule_update",
    "request_rule_view",
    "service_hours_update",
    "staff_disable",
    "staff_enable",
    "staff_invitation_create",
    "staff_invitation_list",
    "staff_invitation_resend",
    "staff_invitation_revoke",
    "staff_second_factor_remove",
    "staff_update",
    "stripe_connect",
    "stripe_delete",
    "stripe_event_list",
    "stripe_event_retry",
    "stripe_event_view",
    "stripe_set_keys",
    "stripe_view",
    "subscription_cancel",
    "subscription_start",
    "webhook_create",
    "webhook_delete",
    "webhook_delivery_list",
    "webhook_delivery_replay",
    "webhook_delivery_view",
    "webhook_event_type_list",
    "webhook_list",
    "webhook_pause",
    "webhook_replay",
    "webhook_resume",
    "webhook_rotate_secret",
    "webhook_test",
    "webhook_update",
    "webhook_view",
    "workspace_archive",
    "workspace_create",
    "workspace_managers_set",
    "workspace_restore",
    "workspace_update",
];

/// All that staff of the first agency may read.
const NORTHWIND: [&str; 5] = [canaries::ACME, canaries::BLUEBIRD, canaries::EAST, canaries::WEST, canaries::NOTE];

/// What belongs to one person, and to no colleague.
const PERSONAL: [&str; 5] = ["notification_id", "session_id", "api_token_id", "saved_view_id", "bulk_change_id"];

/// The id of something that belongs to one person. What can be ended is made anew each time.
async fn personal(app: &TestApp, operation: &str, place: &str, person: &str) -> Uuid {
    match place {
        "notification_id" => app.cast.told[person],
        "session_id" => own::session(app, person, None).await,
        "saved_view_id" => own::saved_view(app, person).await,
        "bulk_change_id" if operation == "bulk_change_undo" => own::bulk_change(app, person, BulkState::Applied).await,
        "bulk_change_id" => own::bulk_change(app, person, BulkState::Previewed).await,
        _ => own::api_token(app, person).await,
    }
}

/// The ids of a world for an operation's path. What the operation would use up is made for it.
async fn ids(app: &TestApp, operation: &Operation, world: &World, person: &str) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for place in &operation.places {
        let id = match place.as_str() {
            "kind" => {
                ids.insert(place.clone(), "icon".to_owned());
                continue;
            }
            "draft_kind" => {
                ids.insert(place.clone(), "reply".to_owned());
                continue;
            }
            place if PERSONAL.contains(&place) => personal(app, &operation.name, place, person).await,
            "canned_reply_id" => own::canned_reply(app, world.agency).await,
            "request_rule_id" => own::request_rule(app, world.agency).await,
            "held_id" => made::held(app, world, person).await,
            "webhook_id" => made::webhook(app, world.agency).await,
            "webhook_delivery_id" => {
                made::webhook_delivery(app, world.agency, ids["webhook_id"].parse().unwrap()).await
            }
            "staff_invitation_id" => made::staff_invitation(app, world).await.0,
            place => rows::id(world, place),
        };
        ids.insert(place.clone(), id.to_string());
    }
    ids
}

/// The body that somebody sends; a code is one that counts at this moment.
pub(super) async fn body_of(app: &TestApp, operation: &Operation, person: &str) -> Option<Value> {
    let mut body = body(app, operation).await?;
    let confirmed = match operation.name.as_str() {
        "second_factor_confirm" => false,
        "second_factor_disable" | "recovery_codes_renew" => true,
        _ => return Some(body),
    };
    body["code"] = json!(own::code(app, person, confirmed).await);
    Some(body)
}

pub(super) async fn own_ids(app: &TestApp, operation: &Operation, person: &str) -> BTreeMap<String, String> {
    let world = &app.cast.acme;
    let mut ids = ids(app, operation, world, person).await;
    for (place, id) in &mut ids {
        if let Some(made) = made::for_operation(app, world, &operation.name, place).await {
            *id = made.to_string();
        }
    }
    ids
}

async fn body(app: &TestApp, operation: &Operation) -> Option<Value> {
    if !operation.takes_body {
        return None;
    }
    if operation.name == "staff_invitation_accept" {
        let (_, token) = made::staff_invitation(app, &app.cast.acme).await;
        return Some(json!({ "token": token, "name": "Somebody", "password": "nine patient herons" }));
    }
    if operation.name == "request_split" {
        let message = made::message(app).await;
        return Some(json!({ "message_id": message, "subject": "by a test" }));
    }
    let refresh = app.as_staff("adam").await.refresh;
    Some(rows::operation(&operation.name, &app.cast, &refresh))
}

/// An operation's request, with everything but who asks.
pub(super) fn ask(app: &TestApp, operation: &Operation, ids: &BTreeMap<String, String>, body: Option<&Value>) -> Ask {
    let path = format!("/api/v1{}{}", operation.filled(ids), rows::query(&operation.name, &app.cast));
    let ask = app.ask(operation.method.clone(), &path).header("accept", accepted(operation));
    match body {
        Some(Value::Null) => ask.body("application/octet-stream", png(32, 32)),
        Some(Value::String(text)) => ask.body("text/csv", text.clone()),
        Some(body) => ask.json(body),
        None => ask,
    }
}

fn accepted(operation: &Operation) -> &'static str {
    if operation.name == "event_stream" { "text/event-stream" } else { "application/json" }
}

async fn as_staff(staff: &Staff, ask: Ask) -> Answer {
    ask.header("authorization", &format!("Bearer {}", staff.access)).send().await
}

both! {
    /// S1.16–S1.18, S1.76, S2.19, S2.22: no operation without a token of a sign-in that still stands. So the agency's
    /// side is none of a client's: S2.15, S2.45, S2.53–S2.56, S2.108–S2.111, S2.116–S2.118, S2.120.
    async fn every_operation_answers_everybody_as_the_document_says(app: TestApp) {
        let (mia, olivia, ended) = (app.as_staff("mia").await, app.as_staff("olivia").await, app.as_staff("mia").await);
        ended.post("/auth/revoke", json!({ "refresh_token": ended.refresh })).await.expect(204);
        let cookie = format!("sid={}", app.as_client("carla").await.cookie("sid").unwrap());
        let mut refused_to_members = BTreeSet::new();
        let mut cases = 0;
        for operation in operation::all() {
            let name = operation.name.as_str();
            own::without_codes(&app, "olivia").await;
            made::before(&app, name).await;
            let ids = own_ids(&app, &operation, "mia").await;
            let request = async || ask(&app, &operation, &ids, body_of(&app, &operation, "mia").await.as_ref());
            if operation.open {
                request().await.send().await.expect(operation.success);
                continue;
            }
            let nobody = request().await.send().await.expect(401);
            assert_eq!(nobody.code(), "token_missing", "{name}");
            let client = request().await.header("cookie", &cookie).send().await.expect(401);
            assert_eq!(client.code(), "client_session", "{name}");
            let both = request().await.header("cookie", &cookie).header("authorization", "Bearer x").send().await;
            assert_eq!(both.expect(401).code(), "token_invalid", "{name}");
            let answer = as_staff(&ended, request().await).await.expect(401);
            assert_eq!(answer.code(), "token_invalid", "{name}");
            let answer = as_staff(&mia, request().await).await;
            holds_only(&answer, &NORTHWIND, name);
            if answer.status == 403 {
                refused_to_members.insert(name.to_owned());
            } else {
                assert_eq!(answer.status, operation.success, "{name}: {}", answer.everything());
            }
            let ids = own_ids(&app, &operation, "olivia").await;
            let answer = ask(&app, &operation, &ids, body_of(&app, &operation, "olivia").await.as_ref());
            as_staff(&olivia, answer).await.expect(operation.success);
            cases += 6;
        }
        println!("{cases} cases");
        assert!(cases >= 100, "{cases}");
        assert_eq!(refused_to_members, FOR_ADMINS.map(str::to_owned).into());
    }

    /// What another agency has is not there, at every place where an id can stand, and nothing of it changes;
    /// and what stands below something else in a path is looked for there and nowhere else.
    async fn cve_2026_55381_a_foreign_id_is_a_missing_id_in_every_operation(app: TestApp) {
        let henry = app.as_staff("henry").await;
        let before = dump::of(&henry, &app.cast.harbor).await;
        let mut cases = 0;
        for operation in operation::all().iter().filter(|operation| !operation.open) {
            for person in ["mia", "olivia"] {
                let staff = app.as_staff(person).await;
                cases += foreign_in_path(&app, operation, &staff, person).await;
                cases += foreign_in_body(&app, operation, &staff, person).await;
                // A list that is not theirs is no list, whatever is asked for.
                if person == "olivia" || !FOR_ADMINS.contains(&operation.name.as_str()) {
                    cases += foreign_in_query(&app, operation, &staff).await;
                }
            }
        }
        println!("{cases} cases");
        assert!(cases > 200, "{cases}");
        assert_eq!(before, dump::of(&henry, &app.cast.harbor).await, "another agency's world has changed");
    }
}

async fn foreign_in_path(app: &TestApp, operation: &Operation, staff: &Staff, person: &str) -> usize {
    let own = own_ids(app, operation, person).await;
    let foreign = ids(app, operation, &app.cast.harbor, "henry").await;
    let body = body(app, operation).await;
    let mut cases = 0;
    let at = async |place: &str, id: &str| {
        let mut ids = own.clone();
        ids.insert(place.to_owned(), id.to_owned());
        as_staff(staff, ask(app, operation, &ids, body.as_ref())).await
    };
    for place in operation.places.iter().filter(|place| place.ends_with("_id")) {
        let missing = Uuid::now_v7().to_string();
        let nothing = at(place, &missing).await;
        assert!([403, 404].contains(&nothing.status), "{} {place}: {}", operation.name, nothing.everything());
        let other = if person == "mia" { "olivia" } else { "mia" };
        let colleague = if PERSONAL.contains(&place.as_str()) {
            Some(personal(app, &operation.name, place, other).await)
        } else {
            None
        };
        let sibling = rows::sibling(&app.cast, place).or(colleague).map(|id| id.to_string());
        for id in [Some(foreign[place].clone()), sibling].into_iter().flatten() {
            let answer = at(place, &id).await;
            let what = format!("{person}: {} with a foreign {place}", operation.name);
            alike((&answer, &id), (&nothing, &missing), &what);
            holds_only(&answer, &[], &what);
            cases += 1;
        }
        for wrong in ["not-an-id", "00000000-0000-0000-0000-000000000000", "%2e%2e", "%00", &"a".repeat(600)] {
            let answer = at(place, wrong).await;
            if nothing.status == 404 {
                alike((&answer, wrong), (&nothing, &missing), &format!("{person}: {} at {wrong}", operation.name));
            } else {
                assert!([403, 404].contains(&answer.status), "{} {wrong}: {}", operation.name, answer.everything());
                assert!(!answer.code().is_empty());
            }
            cases += 1;
        }
    }
    if operation.places.len() > 1 {
        let answer = as_staff(staff, ask(app, operation, &foreign, body.as_ref())).await;
        assert!([403, 404].contains(&answer.status), "{}: {}", operation.name, answer.everything());
        holds_only(&answer, &[], &operation.name);
        cases += 1;
    }
    cases
}

async fn foreign_in_body(app: &TestApp, operation: &Operation, staff: &Staff, person: &str) -> usize {
    let Some(body) = body(app, operation).await else { return 0 };
    let own = own_ids(app, operation, person).await;
    let forbidden = person == "mia" && FOR_ADMINS.contains(&operation.name.as_str());
    let mut cases = 0;
    for (field, value) in body.as_object().into_iter().flatten().filter(|(field, _)| field.contains("_id")) {
        let at = async |id: Uuid| {
            let mut body = body.clone();
            body[field] = if value.is_array() { json!([id]) } else { json!(id) };
            as_staff(staff, ask(app, operation, &own, Some(&body))).await
        };
        let missing = Uuid::now_v7();
        let nothing = at(missing).await;
        assert_eq!(
            nothing.status,
            if forbidden { 403 } else { 422 },
            "{} {field}: {}",
            operation.name,
            nothing.everything()
        );
        let people = ["henry", "carla", "hana"].map(|person| app.cast.people[person]);
        let things = [&app.cast.harbor]
            .map(|world| if field.contains("assignee") { world.project } else { rows::id(world, field) });
        let of_agency = ["workspace_id", "workspace_ids", "provider_client_id", "price_id", "into_id", "request_ids"];
        let of_agency = of_agency.contains(&field.as_str())
            || ["assignee", "staff", "upload"].iter().any(|part| field.contains(part));
        let bluebird = (!of_agency).then(|| rows::id(&app.cast.bluebird, field));
        for id in people.into_iter().chain(things).chain(bluebird) {
            let answer = at(id).await;
            let what = format!("{} with a foreign {field}", operation.name);
            alike((&answer, &id.to_string()), (&nothing, &missing.to_string()), &what);
            holds_only(&answer, &[], &what);
            cases += 1;
        }
    }
    cases
}

async fn foreign_in_query(app: &TestApp, operation: &Operation, staff: &Staff) -> usize {
    let mut cases = 0;
    if !operation.places.is_empty() {
        return cases;
    }
    for filter in &operation.filters {
        let at = async |id: Uuid| staff.get(&format!("{}?{filter}={id}", operation.path)).await;
        let missing = Uuid::now_v7();
        let nothing = at(missing).await.expect(200);
        assert_eq!(nothing.json()["items"], json!([]), "{} {filter}", operation.name);
        let foreign = if filter == "assignee" { app.cast.people["henry"] } else { rows::id(&app.cast.harbor, filter) };
        let answer = at(foreign).await;
        let (id, missing) = (foreign.to_string(), missing.to_string());
        alike((&answer, &id), (&nothing, &missing), &format!("{} {filter}", operation.name));
        cases += 1;
    }
    cases
}
