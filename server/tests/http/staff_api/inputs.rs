use poem::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Staff, TestApp};

/// Every operation that takes a body, with one that it would take.
fn doors(app: &TestApp) -> Vec<(Method, String, Value)> {
    let world = &app.cast.acme;
    let (request, project, task) = (world.request, world.project, world.task);
    let permissions = json!({
        "can_view_invoices": true, "can_approve_work": true, "can_comment": true, "can_submit_requests": true,
        "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": true
    });
    vec![
        (Method::PATCH, format!("/requests/{request}"), json!({ "priority": "low" })),
        (Method::POST, format!("/requests/{request}/messages"), json!({ "body": "so" })),
        (Method::POST, format!("/requests/{request}/notes"), json!({ "body": "so" })),
        (Method::POST, "/projects".into(), json!({ "workspace_id": world.workspace, "name": "so" })),
        (Method::PATCH, format!("/projects/{project}"), json!({ "name": "so" })),
        (Method::POST, format!("/projects/{project}/milestones"), json!({ "name": "so" })),
        (Method::PATCH, format!("/projects/{project}/milestones/{}", world.milestone), json!({ "name": "so" })),
        (Method::POST, format!("/projects/{project}/tasks"), json!({ "title": "so" })),
        (Method::PATCH, format!("/projects/{project}/tasks/{task}"), json!({ "title": "so" })),
        (Method::POST, format!("/projects/{project}/comments"), json!({ "body": "so" })),
        (Method::PATCH, format!("/workspaces/{}", world.workspace), json!({ "name": "so" })),
        (
            Method::PATCH,
            format!("/workspaces/{}/members/{}", world.workspace, world.member),
            json!({ "permissions": permissions }),
        ),
        (Method::POST, "/workspaces".into(), json!({ "name": "so" })),
        (Method::PUT, format!("/workspaces/{}/managers", world.workspace), json!({ "staff_ids": [world.staff] })),
        (
            Method::POST,
            format!("/workspaces/{}/invitations", world.workspace),
            json!({ "email": "so@elsewhere.test", "preset": "viewer" }),
        ),
        (Method::POST, "/staff-invitations".into(), json!({ "email": "so@elsewhere.test", "role": "member" })),
        (Method::PATCH, format!("/staff/{}", world.staff), json!({ "title": "so" })),
        (Method::POST, "/ownership-transfer".into(), json!({ "staff_id": world.staff })),
        (
            Method::POST,
            "/auth/accept-invitation".into(),
            json!({ "token": "so", "name": "so", "password": "nine patient herons" }),
        ),
        (Method::POST, "/auth/token".into(), json!({ "email": "nobody@northwind.test", "password": "so" })),
        (Method::POST, "/auth/refresh".into(), json!({ "refresh_token": "so" })),
        (Method::POST, "/auth/revoke".into(), json!({ "refresh_token": "so" })),
    ]
}

fn send(
    staff: &Staff,
    method: &Method,
    path: &str,
    kind: &str,
    body: impl Into<Vec<u8>>,
) -> impl Future<Output = Answer> {
    staff.ask(method.clone(), path).body(kind, body).send()
}

async fn everything(staff: &Staff, app: &TestApp) -> Vec<Value> {
    let world = &app.cast.acme;
    let mut all = Vec::new();
    for path in [
        format!("/requests/{}", world.request),
        format!("/projects/{}", world.project),
        format!("/workspaces/{}", world.workspace),
        format!("/workspaces/{}/members", world.workspace),
        format!("/projects/{}/tasks", world.project),
    ] {
        let mut answer = staff.get(&path).await.expect(200).json();
        if let Some(fields) = answer.as_object_mut() {
            fields.retain(|name, _| !name.ends_with("_seconds"));
        }
        all.push(answer);
    }
    all
}

both! {
    /// FreeScout CVE-2026-40569: a field that nobody offered is refused, whatever it is called.
    async fn cve_2026_40569_a_field_that_is_not_offered_is_refused(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = everything(&olivia, &app).await;
        let foreign = app.cast.harbor.agency;
        for (method, path, body) in doors(&app) {
            for (field, value) in [
                ("agency_id", json!(foreign)),
                ("id", json!(Uuid::now_v7())),
                ("role", json!("owner")),
                ("version", json!(99)),
                ("author_id", json!(app.cast.people["adam"])),
                ("created_at", json!("2020-01-01T00:00:00Z")),
                ("number", json!(1)),
                ("__proto__", json!({})),
            ] {
                let mut more = body.clone();
                more[field] = value;
                let answer = send(&olivia, &method, &path, "application/json", more.to_string()).await;
                // A teammate has a role, and nobody is made an owner by it.
                let known = field == "role" && path.starts_with("/staff");
                let wanted = if known { (422, "invalid") } else { (400, "malformed") };
                assert_eq!((answer.status, answer.code().as_str()), wanted, "{method} {path} {field}");
            }
        }
        let path = format!("/workspaces/{}/members/{}", app.cast.acme.workspace, app.cast.acme.member);
        olivia.patch(&path, json!({ "permissions": { "can_comment": true } })).await.expect(422);
        assert_eq!(everything(&olivia, &app).await, before);
    }

    async fn what_is_no_json_object_is_malformed_everywhere(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let deep = "[".repeat(60_000);
        let nested = format!("{}1{}", "{\"body\":".repeat(500), "}".repeat(500));
        let bodies: [&[u8]; 12] = [
            b"",
            b"null",
            b"[]",
            b"\"text\"",
            b"{",
            b"{\"body\":}",
            b"{\"body\":\"\xff\xfe\"}",
            b"{\"body\":\"\\ud800\"}",
            b"{}{}",
            b"body=so",
            deep.as_bytes(),
            nested.as_bytes(),
        ];
        for (method, path, _) in doors(&app) {
            for body in bodies {
                let answer = send(&olivia, &method, &path, "application/json", body).await;
                let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
                assert_eq!((answer.status, answer.code().as_str()), (400, "malformed"), "{method} {path} {shown}");
            }
        }
    }

    async fn a_body_is_json_and_says_so(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        for (method, path, body) in doors(&app) {
            for kind in [
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "multipart/form-data",
                "image/svg+xml",
                "x",
            ] {
                let answer = send(&olivia, &method, &path, kind, body.to_string()).await;
                let told = (answer.status, answer.code());
                assert_eq!(told, (415, "unsupported_media_type".to_owned()), "{method} {path} as {kind}");
            }
        }
        let path = format!("/requests/{}/notes", app.cast.acme.request);
        send(&olivia, &Method::POST, &path, "application/json; charset=utf-8", "{\"body\":\"so\"}").await.expect(201);
    }

    async fn a_body_that_is_too_large_is_refused_whatever_is_in_it(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        for (method, path, _) in doors(&app) {
            for kind in ["application/json", "text/plain"] {
                let answer = send(&olivia, &method, &path, kind, vec![b' '; 64 * 1024 + 1]).await;
                assert_eq!((answer.status, answer.code().as_str()), (413, "too_large"), "{method} {path}");
            }
        }
        let stranger =
            app.ask(Method::POST, "/api/v1/projects").body("application/json", vec![b'x'; 10_000_000]).send().await;
        assert_eq!(stranger.expect(413).code(), "too_large");
        let notes = format!("/requests/{}/notes", app.cast.acme.request);
        let mut full = json!({ "body": "n".repeat(20_000) }).to_string();
        full.push_str(&" ".repeat(64 * 1024 - full.len()));
        send(&olivia, &Method::POST, &notes, "application/json", full).await.expect(201);
        let over = olivia.post(&notes, json!({ "body": "n".repeat(20_001) })).await;
        assert!([400, 422].contains(&over.status), "{}", over.everything());
    }

    /// What no keyboard makes is taken out or refused, and is never our failure.
    async fn hostile_text_is_never_a_failure_of_ours(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let texts = [
            "\0",
            "a\0b",
            "\u{1b}[31m",
            "\u{feff}",
            "\u{202e}txt",
            "💥",
            "'; DROP TABLE request; --",
            "\u{ffff}",
            "%00",
            "\\",
        ];
        for (method, path, body) in doors(&app) {
            for text in texts {
                let mut hostile = body.clone();
                for value in hostile.as_object_mut().unwrap().values_mut().filter(|value| value.is_string()) {
                    if Uuid::parse_str(value.as_str().unwrap()).is_err() {
                        *value = json!(text);
                    }
                }
                let answer = send(&olivia, &method, &path, "application/json", hostile.to_string()).await;
                assert!(answer.status < 500, "{method} {path} {text:?}: {}", answer.everything());
            }
        }
        let request = format!("/requests/{}", app.cast.acme.request);
        olivia.patch(&request, json!({ "tags": ["a\0b", "💥", "'"] })).await.expect(200);
        let notes = olivia.get(&format!("{request}/notes")).await.expect(200);
        assert!(!notes.body.contains("\\u0000") && !notes.body.contains("\\u001b"), "{}", notes.body);
        for field in ["q", "tag", "assignee", "workspace_id", "kind", "sort", "cursor", "limit"] {
            for text in [
                "%00",
                "%FF",
                "a%00b",
                "%27%20OR%201=1--",
                "%22",
                "*",
                "NEAR(",
                "a%20AND%20",
                "%F0%9F%92%A5",
                "%5C",
                "(",
                "",
            ] {
                let answer = olivia.get(&format!("/requests?{field}={text}")).await;
                assert!(answer.status < 500, "{field}={text}: {}", answer.everything());
            }
        }
    }
}
