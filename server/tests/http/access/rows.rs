//! What is sent to each page and operation when everything is in order.

use portico::web::pages::Page;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Cast, World};

/// What a page takes, and what it answers to somebody who may.
pub struct Row {
    pub fields: Vec<(&'static str, String)>,
    pub query: Vec<(&'static str, String)>,
    pub status: u16,
}

/// The id of a world's thing at a place of a path. A new name needs a thing in every world.
pub fn id(world: &World, name: &str) -> Uuid {
    match name {
        "request_id" => world.request,
        "project_id" => world.project,
        "milestone_id" => world.milestone,
        "task_id" => world.task,
        "workspace_id" | "workspace_ids" => world.workspace,
        "client_id" => world.client,
        "member_id" | "actor_id" | "target_id" => world.member,
        "domain_id" => world.domain,
        "file_id" => world.file,
        "upload_id" | "upload_ids" => world.upload,
        "notification_id" => world.client_notification,
        "message_id" => world.message,
        "approval_id" => world.approval,
        "invoice_id" => world.invoice,
        "form_id" => world.form,
        "submission_id" => world.submission,
        "step_id" => world.step,
        "version_id" => world.version,
        "comment_id" => world.comment,
        "payment_id" => world.payment,
        "credit_id" => world.credit,
        "product_id" => world.product,
        "price_id" => world.price,
        "subscription_id" => world.subscription,
        "workflow_id" => world.workflow,
        "workflow_version_id" => world.workflow_version,
        "workflow_trigger_id" => world.workflow_trigger,
        "engine_id" => world.engine,
        "workflow_template_id" => world.workflow_template,
        "run_id" => world.run,
        "connection_id" | "connection_ids" => world.connection,
        "provider_client_id" => world.provider_client,
        "credential_request_id" => world.credential_request,
        "staff_id" | "staff_ids" => world.staff,
        "invitation_id" => world.invitation,
        "into_id" | "request_ids" => world.request,
        // Nobody can pay online here, and what Stripe told is made anew each time.
        "checkout_id" | "stripe_event_id" => world.request,
        other => panic!("no world has a {other}: add one to support::World"),
    }
}

/// Another thing of the same agency, that does not belong to what stands before it in the path.
pub fn sibling(cast: &Cast, name: &str) -> Option<Uuid> {
    match name {
        "milestone_id" => Some(cast.acme.second_milestone),
        "task_id" => Some(cast.acme.second_task),
        "member_id" => Some(cast.bluebird.member),
        "step_id" => Some(cast.acme.second_step),
        "comment_id" => Some(cast.acme.second_comment),
        _ => None,
    }
}

/// A page's row.
pub fn page(page: &Page, world: &World) -> Row {
    let row = |status, fields: &[(&'static str, &str)]| Row {
        fields: fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        query: Vec::new(),
        status,
    };
    let (project, message) = (world.project.to_string(), world.message.to_string());
    let connection = world.connection.to_string();
    let (step, version) = (world.step.to_string(), world.version.to_string());
    match (page.method.as_str(), page.path) {
        ("GET", "/" | "/portal/login") => row(303, &[]),
        ("GET", "/portal/search") => Row { query: vec![("q", "canary".into())], ..row(200, &[]) },
        ("GET", "/portal/requests") => {
            Row { query: vec![("project", project), ("status", "all".into())], ..row(200, &[]) }
        }
        ("GET", "/portal/requests/:request_id/messages" | "/portal/projects/:project_id/comments") => {
            Row { query: vec![("after", message)], ..row(200, &[]) }
        }
        (
            "GET",
            "/portal/forgot-password"
            | "/portal"
            | "/portal/projects"
            | "/portal/projects/:project_id"
            | "/portal/approvals/:approval_id/certificate/:step_id"
            | "/portal/approvals"
            | "/portal/approvals/:approval_id"
            | "/portal/files"
            | "/portal/files/:file_id"
            | "/portal/files/:file_id/content"
            | "/portal/files/:file_id/preview"
            | "/portal/files/:file_id/pages/:page"
            | "/portal/connections"
            | "/portal/connections/:connection_id"
            | "/portal/connect/:token"
            | "/portal/billing"
            | "/portal/billing/invoices"
            | "/portal/billing/invoices/:invoice_id"
            | "/portal/billing/invoices/:invoice_id/pdf"
            | "/portal/billing/statement"
            | "/portal/workflows"
            | "/portal/workflows/:workflow_id"
            | "/portal/workflows/:workflow_id/runs/:run_id"
            | "/portal/runs"
            | "/portal/forms"
            | "/portal/forms/:form_id"
            | "/portal/forms/:form_id/submissions"
            | "/portal/forms/:form_id/submissions/:submission_id"
            | "/portal/requests/new"
            | "/portal/requests/:request_id"
            | "/portal/notifications"
            | "/portal/account/notifications"
            | "/portal/unsubscribe/:link"
            | "/portal/account"
            | "/portal/account/security"
            | "/portal/account/second-factor"
            | "/portal/email/:token"
            | "/portal/email/:token/undo"
            | "/dashboard/reset/:token"
            | "/portal/events"
            | "/portal/reset/:token"
            | "/portal/invite/:token"
            | "/portal/team"
            | "/dashboard/invite/:token"
            | "/preview/:token"
            | "/preview/:token/mail"
            | "/dashboard"
            | "/dashboard/api",
        ) => row(200, &[]),
        // Nobody was sent away who could come back.
        ("GET", "/portal/connections/callback") => row(404, &[]),
        ("POST", "/portal/connections/:connection_id/connect" | "/portal/connections/:connection_id/disconnect") => {
            row(303, &[])
        }
        // It is connected at the provider.
        ("POST", "/portal/connections/:connection_id/key") => row(409, &[("api_key", "x")]),
        // It asks for something of a workspace made for it, and not for this.
        ("POST", "/portal/connect/:token/start" | "/portal/connect/:token/key") => {
            row(404, &[("connection_id", &connection), ("api_key", "x")])
        }

        // Nobody can pay online here; `online` has an agency with an account.
        ("POST", "/portal/billing/invoices/:invoice_id/pay" | "/portal/billing/pay") => row(404, &[]),
        ("GET" | "POST", "/portal/billing/payment-methods") => row(404, &[]),
        ("GET", "/portal/billing/checkouts/:checkout_id/return" | "/portal/billing/checkouts/:checkout_id/cancel") => {
            row(404, &[])
        }
        ("GET" | "POST", "/portal/welcome") => row(303, &[("step", "you")]),
        ("POST", "/portal/invite/:token" | "/dashboard/invite/:token") => {
            row(422, &[("name", "Somebody"), ("password", "short")])
        }
        // It is somebody else's.
        ("POST", "/portal/invite/:token/join") => row(303, &[]),
        ("POST", "/portal/team") => row(303, &[("email", "colleague@elsewhere.test")]),
        ("POST", "/portal/team/:invitation_id/resend" | "/portal/team/:invitation_id/revoke") => row(303, &[]),
        // A wrong password, so that nobody's session changes under the test.
        ("POST", "/portal/login") => row(422, &[("email", "nobody@acme.test"), ("password", "wrong")]),
        // Without a sign-in that waits for a code there is nothing to complete.
        ("GET", "/portal/login/code") => row(404, &[]),
        ("POST", "/portal/login/code") => row(404, &[("code", "000000")]),
        // Their tokens are made for something else, so that nobody's address changes under the test.
        ("POST", "/portal/email/:token" | "/portal/email/:token/undo") => row(404, &[]),
        ("POST", "/portal/account/email") => row(422, &[("email", "new@acme.test"), ("email_password", "wrong")]),
        ("POST", "/portal/account/shortcuts" | "/portal/account/second-factor") => row(303, &[]),
        ("POST", "/portal/account/sessions/end-others") => row(303, &[]),
        ("POST", "/portal/account/sessions/end") => row(404, &[("session", "nobody's")]),
        (
            "POST",
            "/portal/account/second-factor/confirm"
            | "/portal/account/second-factor/codes"
            | "/portal/account/second-factor/disable",
        ) => row(422, &[("password", "wrong"), ("code", "000000")]),
        ("POST", "/portal/account/password") => row(422, &[("current", "wrong"), ("new", "wrong")]),
        ("POST", "/portal/reset/:token" | "/dashboard/reset/:token") => row(422, &[("password", "short")]),
        ("POST", "/portal/forgot-password") => row(200, &[("email", "nobody@acme.test")]),
        ("POST", "/portal/logout" | "/portal/notifications/read") => row(303, &[]),
        ("POST", "/portal/workspace") => row(303, &[("workspace_id", &world.workspace.to_string())]),
        ("POST", "/portal/account") => row(303, &[("name", "Somebody"), ("phone", "")]),
        ("POST", "/portal/notifications/:notification_id/read") => row(303, &[]),
        ("POST", "/portal/account/notifications") => {
            row(303, &[("answers", "now"), ("digest_hour", "8"), ("quiet_from", ""), ("quiet_to", "")])
        }
        // It is not for clients to start.
        ("POST", "/portal/workflows/:workflow_id/run") => row(404, &[]),
        ("POST", "/portal/forms/:form_id") => row(303, &[("go", "later"), ("f_word", "by a test")]),
        ("POST", "/portal/unsubscribe/:link") => row(200, &[]),
        ("POST", "/portal/files/zip") => row(200, &[("file", &world.file.to_string())]),
        ("POST", "/portal/preview") => row(200, &[("body", "**so**")]),
        ("POST", "/portal/projects/:project_id/comments" | "/portal/requests/:request_id/messages") => {
            row(303, &[("body", "said by a test")])
        }
        ("POST", "/portal/approvals/:approval_id/decision") => {
            row(303, &[("step", &step), ("version", &version), ("verdict", "approved")])
        }
        ("POST", "/portal/approvals/:approval_id/withdrawal") => row(303, &[("step", &step)]),
        ("POST", "/portal/approvals/:approval_id/comments") => {
            row(303, &[("version", &version), ("body", "said by a test")])
        }
        (
            "POST",
            "/portal/approvals/:approval_id/comments/:comment_id/resolve"
            | "/portal/approvals/:approval_id/comments/:comment_id/reopen",
        ) => row(303, &[]),
        ("POST", "/portal/approvals/:approval_id/seen") => row(204, &[]),
        ("POST", "/portal/requests/:request_id/seen" | "/portal/projects/:project_id/seen") => row(204, &[]),
        ("POST", "/portal/requests/:request_id/close" | "/portal/requests/:request_id/reopen") => row(303, &[]),
        ("POST", "/portal/requests") => row(
            303,
            &[
                ("kind", "job"),
                ("job_category", "design"),
                ("subject", "sent by a test"),
                ("body", "sent by a test"),
                ("project_id", &project),
            ],
        ),
        (method, path) => panic!("no row says what {method} {path} takes and answers"),
    }
}

/// What must stand in an operation's query.
pub fn query(name: &str, cast: &Cast) -> String {
    match name {
        "client_mirror" | "client_access_explain" => {
            format!("?workspace_id={}&path=/portal", cast.acme.workspace)
        }
        "search" => "?q=canary".into(),
        _ => String::new(),
    }
}

/// What an operation's body is; `None` for one that takes none.
pub fn operation(name: &str, cast: &Cast, refresh: &str) -> Value {
    let mia = cast.people["mia"];
    let permissions = json!({
        "can_view_invoices": true, "can_approve_work": true, "can_comment": true, "can_submit_requests": true,
        "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": true
    });
    match name {
        "auth_token" => json!({ "email": "adam@northwind.test", "password": crate::support::PASSWORD }),
        "auth_forgot" => json!({ "email": "nobody@northwind.test" }),
        "me_update" => json!({ "title": "By a test" }),
        "me_password_change" => json!({ "current": crate::support::PASSWORD, "new": crate::support::PASSWORD }),
        "second_factor_begin" => json!({ "password": crate::support::PASSWORD }),
        "second_factor_confirm" => json!({ "code": "000000" }),
        "second_factor_disable" | "recovery_codes_renew" => {
            json!({ "password": crate::support::PASSWORD, "code": "000000" })
        }
        "api_token_create" => {
            let soon = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()) + chrono::TimeDelta::days(1);
            json!({ "name": "by a test", "scopes": ["read"], "expires_at": soon })
        }
        "auth_refresh" | "auth_revoke" => json!({ "refresh_token": refresh }),
        "workspace_create" => json!({ "name": "by a test", "modules": { "work": true } }),
        "workspace_managers_set" => json!({ "staff_ids": [mia] }),
        "invitation_create" => json!({ "email": "guest@elsewhere.test", "preset": "collaborator" }),
        "staff_invitation_create" => json!({ "email": "new@northwind.test", "role": "member" }),
        "staff_update" => json!({ "title": "by a test" }),
        "ownership_transfer_create" => json!({ "staff_id": cast.people["adam"] }),
        "workspace_update" => json!({ "show_team_members": true }),
        "domain_create" => json!({ "host": "portal.by-a-test.test" }),
        "member_update" => json!({ "permissions": permissions }),
        "project_create" => json!({ "workspace_id": cast.acme.workspace, "name": "by a test" }),
        "project_update" => json!({ "summary": "by a test" }),
        "milestone_create" => json!({ "name": "by a test" }),
        "milestone_update" => json!({ "completed": false }),
        "task_create" => json!({ "title": "by a test", "milestone_id": cast.acme.milestone, "assignee_ids": [mia] }),
        "task_update" => json!({ "status": "todo", "assignee_ids": [mia] }),
        "request_update" => json!({ "priority": "high", "assignee_id": mia, "project_id": cast.acme.project }),
        "request_create" => json!({
            "workspace_id": cast.acme.workspace, "project_id": cast.acme.project, "assignee_id": mia, "kind": "job",
            "category": "design", "subject": "by a test", "body": "by a test"
        }),
        "request_merge" => json!({ "into_id": cast.acme.request }),
        "request_snooze" => {
            let soon = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()) + chrono::TimeDelta::days(9);
            json!({ "until": soon })
        }
        "request_rule_create" => {
            json!({ "name": "by a test", "filter": "kind:job", "actions": { "priority": "high" }, "enabled": false })
        }
        "request_rule_update" => json!({ "position": 2 }),
        "request_rule_dry_run" => json!({ "requests": 5 }),
        "request_presence_put" => json!({ "doing": "reading" }),
        "request_draft_put" => json!({ "body": "by a test", "version": 0 }),
        "bulk_change_preview" => json!({ "request_ids": [cast.acme.request], "change": { "priority": "low" } }),
        "service_hours_update" => {
            json!({ "hours": [{ "weekday": "monday", "from": "09:00", "to": "17:00" }], "targets": [] })
        }
        "saved_view_create" => json!({ "name": "by a test", "filter": "is:open" }),
        "saved_view_update" => json!({ "position": 2 }),
        "canned_reply_create" => json!({ "name": "by a test", "body": "Hello {{client_name}}" }),
        "canned_reply_update" => json!({ "name": "made by a test" }),
        "notification_preferences_update" => {
            json!({ "choices": [{ "group": "notes", "mail": "digest" }], "digest_hour": 9, "quiet_from": 22, "quiet_to": 6 })
        }
        "held_create" => json!({ "request_reply": { "request_id": cast.acme.request, "body": "by a test" } }),
        "project_comment_create" | "request_message_create" | "request_note_create" => json!({ "body": "by a test" }),
        "approval_create" => json!({
            "workspace_id": cast.acme.workspace, "project_id": cast.acme.project, "title": "by a test",
            "steps": [{ "title": "by a test", "version": { "body": "by a test" } }]
        }),
        "approval_update" => json!({ "title": "by a test", "project_id": cast.acme.project }),
        "approval_step_update" => json!({ "title": "by a test" }),
        "approval_version_create" => json!({ "body": "by a test" }),
        "approval_comment_create" => json!({ "version_id": cast.acme.version, "body": "by a test" }),
        "invoice_create" => json!({
            "workspace_id": cast.acme.workspace, "project_id": cast.acme.project, "lines": [line()]
        }),
        "invoice_update" => json!({ "note": "by a test", "project_id": cast.acme.project }),
        "invoice_preview" => json!({ "lines": [line()] }),
        "invoice_void" => json!({ "reason": "by a test" }),
        "credit_note_create" => json!({ "lines": [line()], "note": "by a test" }),
        "payment_create" => json!({ "amount": 1, "method": "cash" }),
        "payment_refund" => json!({ "amount": 1 }),
        "credit_create" => {
            json!({ "workspace_id": cast.acme.workspace, "currency": "EUR", "amount": 1, "note": "by a test" })
        }
        "product_create" | "product_update" => json!({ "name": "by a test" }),
        "price_create" => json!({ "currency": "EUR", "amount": 1, "recurs": "month" }),
        "subscription_start" => json!({ "workspace_id": cast.acme.workspace, "price_id": cast.acme.price }),
        "subscription_cancel" => json!({ "at": "period_end" }),
        "workflow_create" => {
            json!({ "workspace_id": cast.acme.workspace, "name": "by a test", "purpose": "by a test" })
        }
        "workflow_update" => json!({ "purpose": "by a test" }),
        "engine_create" => {
            json!({ "kind": "http", "name": format!("by a test {}", Uuid::now_v7()), "url": "https://engine.example.com" })
        }
        "engine_update" => json!({ "url": "https://engine.example.com/other" }),
        "engine_workflow_create" => json!({
            "workspace_id": cast.acme.workspace, "name": "by a test", "purpose": "by a test",
            "start_url": "https://engine.example.com/start"
        }),
        "workflow_template_create" => json!({
            "name": format!("by a test {}", Uuid::now_v7()), "purpose": "by a test",
            "definition": "steps:\n  - { id: one, set: { x: 1 } }\n"
        }),
        "workflow_template_update" => json!({ "purpose": "by a test" }),
        "workflow_template_roll_out" => json!({}),
        "template_instance_create" => json!({ "workspace_ids": [cast.acme.workspace] }),
        "workflow_check" | "workflow_version_create" => {
            json!({ "definition": "steps:\n  - { id: one, set: { x: 1 } }\n" })
        }
        "workflow_publish" => json!({ "version_id": cast.acme.workflow_version }),
        "workflow_trigger_create" => json!({ "kind": "webhook" }),
        "run_start" => json!({}),
        "credit_apply" => json!({ "invoice_id": cast.acme.invoice, "amount": 1 }),
        "form_create" => json!({
            "workspace_id": cast.acme.workspace, "title": format!("by a test {}", Uuid::new_v4()),
            "schema": "pages: [{ fields: [{ name: a, type: text, label: A }] }]"
        }),
        "form_update" => json!({ "title": "by a test" }),
        "provider_client_create" => json!({
            "provider": "slack", "name": "by a test", "oauth_client": "x", "oauth_secret": "x"
        }),
        "provider_client_update" => json!({ "name": "made by a test" }),
        "connection_create" => json!({
            "workspace_id": cast.acme.workspace, "provider_client_id": cast.acme.provider_client,
            "name": format!("by a test {}", uuid::Uuid::now_v7())
        }),
        "credential_request_create" => json!({
            "workspace_id": cast.acme.workspace, "email": "owner@elsewhere.test",
            "connection_ids": [cast.acme.connection]
        }),
        "billing_settings_update" => json!({ "payment_note": "by a test" }),
        "billing_party_update" => json!({ "address": "by a test" }),
        "agency_update" => json!({ "welcome": "by a test" }),
        "webhook_create" => json!({ "url": "https://hooks.example.com/", "event_types": ["task.done"] }),
        "webhook_update" => json!({ "description": "by a test" }),
        "webhook_replay" => json!({ "since": "2026-01-01T00:00:00Z" }),
        "brand_draft_put" => json!({ "palette": { "light": { "accent": "#1f5f4c" } } }),
        // What is sent is no JSON but a file.
        "brand_image_put" | "upload_create" => Value::Null,
        // Nor is this: it is a table.
        "invoice_import" => {
            let row = format!("T-{},{},by a test,1,1", Uuid::new_v4(), cast.acme.workspace);
            json!(format!("number,client,description,quantity,unit_price\n{row}\n"))
        }
        "client_import" => json!(format!("workspace,short_name\nby a test,t-{}\n", Uuid::new_v4())),
        "project_import" => json!(format!("workspace,name\n{},by a test {}\n", cast.acme.workspace, Uuid::new_v4())),
        "request_import" => {
            let row = format!("{},{},by a test,by a test", Uuid::new_v4(), cast.acme.workspace);
            json!(format!("external_id,workspace,subject,body\n{row}\n"))
        }
        "file_create" => json!({ "upload_ids": [cast.acme.upload], "project_id": cast.acme.project }),
        "stripe_set_keys" => json!({ "secret_key": "sk_test_access", "webhook_secrets": ["whsec_access"] }),
        "audit_export" => json!({ "action": "member" }),
        other => panic!("no row says what {other} takes"),
    }
}

/// A line of an invoice.
fn line() -> Value {
    json!({ "description": "by a test", "quantity": 1000, "unit_price": 100 })
}
