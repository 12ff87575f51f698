use chrono::TimeDelta;
use poem::http::Method;
use serde_json::{Value, json};

use super::idempotency::under;
use super::made::with_token;
use crate::support::{Answer, Staff, TestApp, canaries};

/// A new API token: what the answer says of it.
async fn made(app: &TestApp, staff: &Staff, scopes: &[&str], days: i64) -> Answer {
    let until = app.app.database.system().now() + TimeDelta::days(days);
    staff.post("/api-tokens", json!({ "name": "Reports", "scopes": scopes, "expires_at": until })).await
}

/// What exchanging an API token answers.
async fn exchanged(app: &TestApp, token: &str) -> Answer {
    app.ask(Method::POST, "/api/v1/auth/token").json(&json!({ "api_token": token })).send().await
}

/// An access token with these scopes, and the API token's id.
async fn access(app: &TestApp, staff: &Staff, scopes: &[&str]) -> (String, String) {
    let new = made(app, staff, scopes, 30).await.expect(201).json();
    let answer = exchanged(app, new["token"].as_str().unwrap()).await.expect(200).json();
    (answer["access_token"].as_str().unwrap().to_owned(), new["api_token"]["id"].as_str().unwrap().to_owned())
}

both! {
    async fn an_api_token_is_shown_once_and_exchanged_for_ten_minutes(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let new = made(&app, &mia, &["requests:read", "read", "read"], 30).await.expect(201).json();
        let token = new["token"].as_str().unwrap();
        assert!(token.starts_with(new["api_token"]["prefix"].as_str().unwrap()) && token.len() == 47);
        assert!(!token.contains("portico"));
        let listed = mia.get("/api-tokens").await.expect(200);
        assert!(!listed.body.contains(token));
        let item = listed.json()["items"][0].clone();
        assert_eq!((&item["name"], &item["scopes"]), (&json!("Reports"), &json!(["read", "requests:read"])));
        assert_eq!(item["last_used_at"], Value::Null);
        assert_eq!(app.store.value(&format!("SELECT count(*) FROM api_token WHERE token_hash LIKE '%{}%'", &token[4..])).await, "0");
        let answer = exchanged(&app, token).await.expect(200).json();
        assert_eq!((&answer["refresh_token"], &answer["expires_in"]), (&Value::Null, &json!(600)));
        assert_eq!(answer["scopes"], json!(["read", "requests:read"]));
        let access = answer["access_token"].as_str().unwrap();
        let me = with_token(&app, Method::GET, "/api/v1/me", access).await.expect(200).json();
        assert_eq!(me["staff"]["name"], "Mia");
        with_token(&app, Method::GET, "/api/v1/requests", access).await.expect(200);
        // The token itself is none for the API.
        with_token(&app, Method::GET, "/api/v1/requests", token).await.expect(401);
        assert!(mia.get("/api-tokens").await.expect(200).json()["items"][0]["last_used_at"].is_string());
        assert!(mia.all("/me/sessions", 200).await.iter().all(|session| session["device"] != "Reports"));
        app.advance(TimeDelta::minutes(10));
        with_token(&app, Method::GET, "/api/v1/requests", access).await.expect(401);
    }

    async fn a_scope_opens_what_it_names_and_nothing_else(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let (acme, request) = (app.cast.acme.workspace, app.cast.acme.request);
        let (note, message) = (format!("/requests/{request}/notes"), format!("/requests/{request}/messages"));
        let workspace = format!("/workspaces/{acme}");
        let operations = [
            (Method::GET, "/requests", None),
            (Method::GET, message.as_str(), None),
            (Method::POST, note.as_str(), Some(json!({ "body": "by a program" }))),
            (Method::GET, "/projects", None),
            (Method::GET, workspace.as_str(), None),
            (Method::PATCH, workspace.as_str(), Some(json!({ "show_team_members": true }))),
            (Method::GET, "/staff", None),
            (Method::GET, "/audit", None),
        ];
        for (scopes, open) in [
            (["read"].as_slice(), [true, true, false, true, true, false, true, true]),
            (&["write"], [false, false, true, false, false, true, false, false]),
            (&["read", "write"], [true; 8]),
            (&["requests:read"], [true, true, false, false, false, false, false, false]),
            (&["requests:read", "requests:write", "workspaces:write"], [true, true, true, false, false, true, false, false]),
            (&["projects:read", "audit:read"], [false, false, false, true, false, false, false, true]),
        ] {
            let (access, _) = access(&app, &adam, scopes).await;
            for ((method, path, body), open) in operations.iter().zip(open) {
                let ask = app.ask(method.clone(), &format!("/api/v1{path}")).header("authorization", &format!("Bearer {access}"));
                let answer = match body {
                    Some(body) => ask.json(body).send().await,
                    None => ask.send().await,
                };
                if open {
                    assert!([200, 201].contains(&answer.status), "{scopes:?} {path}: {}", answer.everything());
                } else {
                    assert_eq!(answer.status, 403, "{scopes:?} {method} {path}: {}", answer.everything());
                    assert_eq!(answer.code(), "scope_missing");
                }
            }
        }
    }

    /// Nothing of an account is open to its API tokens: none makes another, or a password.
    async fn no_scope_opens_the_account_of_its_owner(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let (access, id) = access(&app, &olivia, &["read", "write"]).await;
        for (method, path, body) in [
            (Method::GET, "/api-tokens".to_owned(), None),
            (Method::POST, "/api-tokens".into(), Some(json!({ "name": "x", "scopes": ["read"], "expires_at": "2027-01-01T00:00:00Z" }))),
            (Method::DELETE, format!("/api-tokens/{id}"), None),
            (Method::GET, "/me/sessions".into(), None),
            (Method::DELETE, "/me/sessions".into(), None),
            (Method::PATCH, "/me".into(), Some(json!({ "title": "x" }))),
            (Method::POST, "/me/password".into(), Some(json!({ "current": "x", "new": "y" }))),
            (Method::POST, "/me/second-factor".into(), Some(json!({ "password": "x" }))),
        ] {
            let ask = app.ask(method.clone(), &format!("/api/v1{path}")).header("authorization", &format!("Bearer {access}"));
            let answer = match body {
                Some(body) => ask.json(&body).send().await,
                None => ask.send().await,
            };
            assert_eq!(answer.expect(403).code(), "scope_missing", "{method} {path}");
        }
        // Words that name the account, or nothing, are no scopes.
        for wrong in ["account:write", "auth:write", "requests", "requests:delete", ":read", "nothing:read", "READ", "read write", ""] {
            made(&app, &olivia, &[wrong], 1).await.expect(422);
        }
        for days in [-1, 0, 366] {
            made(&app, &olivia, &["read"], days).await.expect(422);
        }
    }

    async fn an_api_token_ends_at_once_when_it_is_revoked_runs_out_or_its_owner_goes(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let opens = async |access: &str| with_token(&app, Method::GET, "/api/v1/requests", access).await.status;
        let (access_of, id) = access(&app, &mia, &["read"]).await;
        assert_eq!(opens(&access_of).await, 200);
        adam.ask(Method::DELETE, &format!("/api-tokens/{id}")).send().await.expect(404);
        assert_eq!(opens(&access_of).await, 200);
        mia.ask(Method::DELETE, &format!("/api-tokens/{id}")).send().await.expect(204);
        assert_eq!(opens(&access_of).await, 401);
        mia.ask(Method::DELETE, &format!("/api-tokens/{id}")).send().await.expect(404);
        assert_eq!(mia.get("/api-tokens").await.expect(200).json()["items"], json!([]));

        let short = made(&app, &mia, &["read"], 1).await.expect(201).json()["token"].as_str().unwrap().to_owned();
        let access_of_short = exchanged(&app, &short).await.expect(200).json()["access_token"].as_str().unwrap().to_owned();
        let long = made(&app, &mia, &["read"], 300).await.expect(201).json()["token"].as_str().unwrap().to_owned();
        app.advance(TimeDelta::days(1));
        assert_eq!(opens(&access_of_short).await, 401);
        assert_eq!(exchanged(&app, &short).await.expect(401).code(), "api_token_refused");
        let access_of_long = exchanged(&app, &long).await.expect(200).json()["access_token"].as_str().unwrap().to_owned();
        assert_eq!(opens(&access_of_long).await, 200);
        app.store.sql("UPDATE staff_user SET disabled_at = created_at WHERE email = 'mia@northwind.test'").await;
        assert_eq!(opens(&access_of_long).await, 401);
        assert_eq!(exchanged(&app, &long).await.expect(401).code(), "api_token_refused");
    }

    /// It acts as its owner and is never more: the role is that of this very request.
    async fn an_api_token_is_of_its_owners_agency_and_role(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let path = format!("/api/v1/workspaces/{}", app.cast.acme.workspace);
        let rename = async |access: &str| {
            let ask = app.ask(Method::PATCH, &path).header("authorization", &format!("Bearer {access}"));
            ask.json(&json!({ "name": "Renamed" })).send().await
        };
        let (of_mia, _) = access(&app, &mia, &["read", "write"]).await;
        assert_eq!(rename(&of_mia).await.expect(403).code(), "admin_only");
        let (of_adam, _) = access(&app, &adam, &["read", "write"]).await;
        rename(&of_adam).await.expect(200);
        app.store.sql("UPDATE staff_user SET role = 'member' WHERE email = 'adam@northwind.test'").await;
        assert_eq!(rename(&of_adam).await.expect(403).code(), "admin_only");
        let all = with_token(&app, Method::GET, "/api/v1/requests?status=all", &of_mia).await.expect(200);
        assert!(all.body.contains(canaries::ACME) && !all.body.contains(canaries::HARBOR));
        // Another agency's host takes it for nothing.
        let token = made(&app, &mia, &["read"], 1).await.expect(201).json()["token"].clone();
        let ask = app.ask(Method::POST, "/api/v1/auth/token").header("host", "harbor.localhost");
        assert_eq!(ask.json(&json!({ "api_token": token })).send().await.expect(401).code(), "api_token_refused");
        for wrong in ["", "pat_", "x", &format!("pat_{}", "A".repeat(43)), &"A".repeat(128)] {
            let answer = exchanged(&app, wrong).await;
            assert!([401, 422].contains(&answer.status), "{wrong}: {}", answer.everything());
        }
        let both = json!({ "api_token": token, "email": "mia@northwind.test" });
        app.ask(Method::POST, "/api/v1/auth/token").json(&both).send().await.expect(422);
        app.ask(Method::POST, "/api/v1/auth/token").json(&json!({})).send().await.expect(422);
        app.ask(Method::POST, "/api/v1/auth/token").json(&json!({ "email": "x@y.test" })).send().await.expect(422);
    }

    /// `made_before`: sent again under its key, no second token is made, and the first is not shown again.
    async fn an_api_token_that_is_asked_for_again_is_neither_made_nor_shown(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let until = app.app.database.system().now() + TimeDelta::days(30);
        let new = json!({ "name": "Reports", "scopes": ["read"], "expires_at": until });
        let first = under(&mia, "one", "/api-tokens", &new).await.expect(201).json();
        let token = first["token"].as_str().unwrap();
        let again = under(&mia, "one", "/api-tokens", &new).await.expect(409);
        assert_eq!(again.code(), "made_before");
        assert!(!again.body.contains(token), "{}", again.body);
        assert_eq!(mia.get("/api-tokens").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
        exchanged(&app, token).await.expect(200);
    }
}
