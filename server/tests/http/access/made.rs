//! What an operation or a page uses up, made for it.

use portico::access::{AdminScope, Modules, Permissions};
use portico::entity::words::{Recurs, StaffRole, WorkflowEngine};
use portico::entity::{run, webhook, webhook_delivery};
use portico::features;
use portico::features::{billing, connections, files, invitations, staff, subscriptions, webhooks, workspaces};
use portico::ids::{ConnectionId, PriceId, ProductId, ProviderClientId, SubscriptionId, WebhookId};
use sea_orm::ColumnTrait;
use serde_json::json;
use uuid::Uuid;

use super::own;
use crate::certificates;
use crate::invoices::office;
use crate::support::{TestApp, World};
use crate::workflows::{self, id_of};

fn admin(app: &TestApp, agency: Uuid) -> AdminScope {
    app.app.database.system().agency(agency.into()).admin().unwrap()
}

fn somebody() -> String {
    format!("{}@elsewhere.test", Uuid::now_v7())
}

/// A workspace with nothing of anybody in it.
pub async fn workspace(app: &TestApp, agency: Uuid) -> Uuid {
    let new = workspaces::NewWorkspace {
        name: "Blank".into(),
        slug: Uuid::now_v7().to_string(),
        show_team_members: true,
        modules: Modules { work: true, automation: false, billing: false },
    };
    workspaces::create(&admin(app, agency), new).await.unwrap().into()
}

/// An invitation of nobody in particular, with its token.
pub async fn invitation(app: &TestApp, agency: Uuid) -> (Uuid, String) {
    let workspace = workspace(app, agency).await;
    let invite = invitations::Invite { email: somebody(), name: None, permissions: Permissions::default() };
    let sent = invitations::invite(&admin(app, agency), workspace.into(), invite, "http://x").await.unwrap();
    (sent.invitation.id.into(), sent.link.unwrap().rsplit('/').next().unwrap().to_owned())
}

/// An invitation to a team, with its token.
pub async fn staff_invitation(app: &TestApp, world: &World) -> (Uuid, String) {
    let owner = if world.agency == app.cast.harbor.agency { "henry" } else { "olivia" };
    let new = json!({ "email": somebody(), "role": "member" });
    let sent = app.as_staff(owner).await.post("/staff-invitations", new).await.expect(201).json();
    let link = sent["accept_url"].as_str().unwrap();
    (sent["id"].as_str().unwrap().parse().unwrap(), link.rsplit('/').next().unwrap().to_owned())
}

/// Something that somebody of the staff is about to do.
pub async fn held(app: &TestApp, world: &World, person: &str) -> Uuid {
    let own = (world.agency == app.cast.harbor.agency) == (person == "henry");
    let author = if own {
        person
    } else if person == "henry" {
        "mia"
    } else {
        "henry"
    };
    let action = json!({ "request_reply": { "request_id": world.request, "body": "by a test" } });
    own::without_codes(app, author).await;
    let held = app.as_staff(author).await.post("/held", action).await.expect(201).json();
    held["id"].as_str().unwrap().parse().unwrap()
}

/// A request of a client's.
async fn request(app: &TestApp) -> Uuid {
    app.as_client("carla").await.request("by a test", "by a test").await.parse().unwrap()
}

/// A message on the first world's request.
pub async fn message(app: &TestApp) -> Uuid {
    let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
    app.as_client("carla").await.post(&path, &[("body", "by a test")]).await.expect(303);
    let messages = app.as_staff("adam").await.all(&format!("/requests/{}/messages", app.cast.acme.request), 200).await;
    let last = messages.iter().rfind(|message| message["body"] == "by a test").unwrap();
    last["id"].as_str().unwrap().parse().unwrap()
}

/// A draft of an invoice.
async fn draft(app: &TestApp, world: &World) -> Uuid {
    let author = if world.agency == app.cast.harbor.agency { "henry" } else { "mia" };
    own::without_codes(app, author).await;
    let lines = json!([{ "description": "by a test", "quantity": 2000, "unit_price": 1000 }]);
    let new = json!({ "workspace_id": world.workspace, "lines": lines });
    let draft = app.as_staff(author).await.post("/invoices", new).await.expect(201).json();
    draft["id"].as_str().unwrap().parse().unwrap()
}

async fn product(admin: &AdminScope) -> ProductId {
    let new = subscriptions::NewProduct { name: "by a test".into(), description: String::new() };
    subscriptions::create_product(admin, new).await.unwrap().id
}

async fn price(admin: &AdminScope) -> PriceId {
    let new = subscriptions::NewPrice { currency: "EUR".into(), amount: 100, recurs: Recurs::Month };
    subscriptions::create_price(admin, product(admin).await, new).await.unwrap().id
}

/// A subscription that runs.
async fn subscription(app: &TestApp, world: &World) -> SubscriptionId {
    let office = office(app, world);
    let new = subscriptions::NewSubscription {
        workspace: world.workspace.into(),
        price: price(&office).await,
        quantity: 1,
        due_days: None,
    };
    subscriptions::start(&office, app.app.cashier(), new).await.unwrap()
}

/// A published workflow that does one thing.
async fn workflow(app: &TestApp, world: &World, does: &str) -> Uuid {
    own::without_codes(app, "mia").await;
    workflows::published(&app.as_staff("mia").await, world, &format!("steps:\n  - {{ id: one, {does} }}\n")).await
}

/// Another engine.
async fn engine(app: &TestApp, world: &World) -> Uuid {
    let new = features::workflows::NewEngine {
        kind: WorkflowEngine::Http,
        name: format!("by a test {}", Uuid::now_v7()),
        url: "https://engine.example.com".into(),
        api_key: None,
    };
    features::workflows::create_engine(&admin(app, world.agency), new).await.unwrap().id.into()
}

/// A webhook that is not paused: one that there is, since an agency has only so many.
pub async fn webhook(app: &TestApp, agency: Uuid) -> Uuid {
    use webhook::{Column, Entity};
    let scope = admin(app, agency);
    match scope.find::<Entity>().filter(Column::PausedAt.is_null()).first().await.unwrap() {
        Some(row) => row.id.into(),
        None => new_webhook(app, agency).await,
    }
}

/// One that nobody else uses; nobody answers there.
async fn new_webhook(app: &TestApp, agency: Uuid) -> Uuid {
    let new = webhooks::NewWebhook {
        url: "http://127.0.0.1:9/".into(),
        description: "by a test".into(),
        event_types: vec!["task.done".into()],
    };
    webhooks::create(&admin(app, agency), &app.app.connector().outgoing, new).await.unwrap().id.into()
}

/// Something that a webhook is told.
pub async fn webhook_delivery(app: &TestApp, agency: Uuid, webhook: Uuid) -> Uuid {
    use webhook_delivery::{Column, Entity};
    let (scope, webhook) = (admin(app, agency), WebhookId::from(webhook));
    match scope.find::<Entity>().filter(Column::WebhookId.eq(webhook)).first().await.unwrap() {
        Some(row) => row.id.into(),
        None => webhooks::send_test(&scope, webhook).await.unwrap().id.into(),
    }
}

/// A template of which nothing was made.
async fn template(app: &TestApp, world: &World) -> Uuid {
    let new = features::workflows::NewTemplate {
        name: format!("by a test {}", Uuid::now_v7()),
        purpose: "by a test".into(),
        definition: "steps:\n  - { id: one, set: { x: 1 } }\n".into(),
    };
    features::workflows::create_template(&admin(app, world.agency), new).await.unwrap().into()
}

/// A run that does one thing.
async fn started_run(app: &TestApp, world: &World, does: &str) -> Uuid {
    let workflow = workflow(app, world, does).await;
    workflows::started(&app.as_staff("mia").await, workflow).await
}

/// What an agency has set up at a provider.
async fn provider_client(app: &TestApp, agency: Uuid) -> ProviderClientId {
    let new = connections::NewClient {
        provider: "slack".into(),
        name: Some(format!("by a test {}", Uuid::now_v7())),
        oauth_client: Some("x".into()),
        oauth_secret: None,
        settings: connections::Settings::default(),
    };
    connections::set_up(&admin(app, agency), app.app.connector(), new).await.unwrap().id
}

/// An account that a workspace has not connected.
async fn connection(app: &TestApp, agency: Uuid, workspace: Uuid) -> ConnectionId {
    let client = provider_client(app, agency).await;
    let name = format!("by a test {}", Uuid::now_v7());
    let new = connections::NewConnection { workspace: workspace.into(), client, name };
    connections::create(&admin(app, agency), new).await.unwrap()
}

/// A request to somebody to connect an account, with its token.
pub async fn credential_request(app: &TestApp, world: &World) -> (Uuid, String) {
    let workspace = workspace(app, world.agency).await;
    let connections = vec![connection(app, world.agency, workspace).await];
    let new =
        connections::NewRequest { workspace: workspace.into(), email: somebody(), message: String::new(), connections };
    let (whole, link) = connections::ask(&admin(app, world.agency), new, "http://x").await.unwrap();
    (whole.row.id.into(), link.unwrap().rsplit('/').next().unwrap().to_owned())
}

/// Something that an operation may change without the others missing it.
pub async fn for_operation(app: &TestApp, world: &World, operation: &str, place: &str) -> Option<Uuid> {
    let scope = admin(app, world.agency);
    match (operation, place) {
        ("workspace_archive" | "workspace_restore", _) => Some(workspace(app, world.agency).await),
        ("member_remove", "member_id") | ("client_disable" | "client_enable", _) => {
            let client = workspaces::create_client(&scope, &somebody(), "Somebody", "x").await.unwrap();
            let all = Permissions::ALL;
            let member = workspaces::grant(&scope, world.workspace.into(), client, all).await.unwrap();
            Some(if operation == "member_remove" { member.into() } else { client.into() })
        }
        ("request_merge", _) => Some(request(app).await),
        ("request_unmerge", _) => {
            let (source, into) = (request(app).await, request(app).await);
            own::without_codes(app, "mia").await;
            let merge = json!({ "into_id": into });
            app.as_staff("mia").await.post(&format!("/requests/{source}/merge"), merge).await.expect(200);
            Some(source)
        }
        ("file_remove", _) => {
            let (workspace, upload) = (world.workspace.into(), world.upload.into());
            Some(files::publish(&scope, workspace, None, &[upload]).await.unwrap()[0].id.into())
        }

        ("invoice_update" | "invoice_delete" | "invoice_issue", _) => Some(draft(app, world).await),
        ("invoice_void" | "credit_note_create", _) => {
            let draft = draft(app, world).await;
            Some(billing::issue(&scope, draft.into(), None).await.unwrap().id.into())
        }
        ("product_archive", _) => Some(product(&scope).await.into()),
        ("price_archive", _) => Some(price(&scope).await.into()),
        ("subscription_cancel", _) => Some(subscription(app, world).await.into()),
        ("workflow_archive" | "workflow_pause" | "workflow_resume", _) => {
            Some(workflow(app, world, "set: { x: 1 }").await)
        }
        ("workflow_trigger_delete", "workflow_trigger_id") => {
            let hook = json!({ "kind": "webhook" });
            own::without_codes(app, "mia").await;
            let mia = app.as_staff("mia").await;
            Some(id_of(&mia.post(&format!("/workflows/{}/triggers", world.workflow), hook).await.expect(201).json()))
        }
        ("engine_update" | "engine_delete", _) => Some(engine(app, world).await),
        ("webhook_pause" | "webhook_delete", _) => Some(new_webhook(app, world.agency).await),
        ("template_instance_create" | "workflow_template_update" | "workflow_template_delete", _) => {
            Some(template(app, world).await)
        }
        ("run_cancel", _) => Some(started_run(app, world, "delay: { days: 1 }").await),
        ("run_retry", _) => {
            let run = started_run(app, world, "set: { x: '{{ input.body.nothing }}' }").await;
            // Where it failed does not matter here, and nothing else is to be done meanwhile.
            let failed = scope.update::<run::Entity>().set(run::Column::Status, "failed");
            failed.filter(run::Column::Id.eq(run)).exec().await.unwrap();
            Some(run)
        }
        ("stripe_event_view" | "stripe_event_retry", _) => Some(own::stripe_event(app, world.agency).await),
        ("certificate_view", place) => {
            own::without_codes(app, "mia").await;
            Some(certificates::certified(app, world, place).await)
        }
        ("provider_client_update" | "provider_client_delete", _) => {
            Some(provider_client(app, world.agency).await.into())
        }
        ("connection_delete", _) => Some(connection(app, world.agency, world.workspace).await.into()),
        ("credential_request_revoke", _) => Some(credential_request(app, world).await.0),
        ("invitation_resend" | "invitation_revoke", _) => Some(invitation(app, world.agency).await.0),
        ("staff_update" | "staff_disable" | "staff_enable" | "staff_second_factor_remove", _) => {
            let new = staff::NewStaff {
                email: somebody(),
                name: "Somebody".into(),
                role: StaffRole::Member,
                title: None,
                phone: None,
                password_hash: "x".into(),
            };
            Some(staff::create(&scope, new).await.unwrap().into())
        }
        _ => None,
    }
}

/// What must be so before an operation can succeed.
pub async fn before(app: &TestApp, operation: &str) {
    let offers = async |from: &str, to: &str| {
        let to = json!({ "staff_id": app.cast.people[to] });
        app.as_staff(from).await.post("/ownership-transfer", to).await.expect(200);
    };
    match operation {
        "stripe_connect" | "stripe_set_keys" => {
            app.store.sql("DELETE FROM stripe_account").await;
        }
        "stripe_delete" => {
            app.store.sql("DELETE FROM stripe_account").await;
            // What runs there would keep it.
            app.store.sql("UPDATE subscription SET account_id = 'acct_elsewhere'").await;
            let keys = json!({ "secret_key": "sk_test_access", "webhook_secrets": ["whsec_access"] });
            let olivia = app.as_staff("olivia").await;
            olivia.ask(poem::http::Method::PUT, "/stripe/keys").json(&keys).send().await.expect(200);
        }
        "request_draft_view" => {
            let path = format!("/requests/{}/drafts/reply", app.cast.acme.request);
            for person in ["mia", "olivia"] {
                own::without_codes(app, person).await;
                let staff = app.as_staff(person).await;
                let draft = json!({ "body": "by a test", "version": 0 });
                staff.ask(poem::http::Method::PUT, &path).json(&draft).send().await.expect(200);
            }
        }
        "ownership_transfer_view" | "ownership_transfer_cancel" => offers("olivia", "adam").await,
        "ownership_transfer_accept" => {
            offers("olivia", "adam").await;
            app.as_staff("adam").await.post("/ownership-transfer/accept", json!({})).await.expect(200);
            offers("adam", "olivia").await;
        }
        _ => {}
    }
}
