use chrono::TimeDelta;
use serde_json::{Value, json};

use super::made::{NEW, mailed, path};
use crate::support::{Staff, TestApp, email};

async fn invite(staff: &Staff, address: &str, role: &str) -> Value {
    staff.post("/staff-invitations", json!({ "email": address, "role": role })).await.expect(201).json()
}

fn token(sent: &Value) -> String {
    path(sent).strip_prefix("/dashboard/invite/").unwrap().to_owned()
}

async fn accept(app: &TestApp, token: &str) -> crate::support::Answer {
    let body = json!({ "token": token, "name": "Nora New", "password": NEW });
    app.ask(poem::http::Method::POST, "/api/v1/auth/accept-invitation").json(&body).send().await
}

both! {
    /// S2.19, S2.20: a teammate is invited as admin or member, and joins over the API or the page.
    async fn a_teammate_joins_once(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let sent = invite(&adam, "Nora@Northwind.test", "admin").await;
        assert_eq!((sent["role"].as_str(), sent["email"].as_str()), (Some("admin"), Some("nora@northwind.test")));
        assert_eq!(mailed(&app, "nora@northwind.test", "/dashboard/invite/").await, path(&sent));
        for _ in 0..2 {
            let page = app.stranger().get(&path(&sent)).await.expect(200);
            assert_eq!(page.header("referrer-policy"), "no-referrer");
            assert!(page.body.contains("nora@northwind.test") && page.body.contains("as admin"), "{}", page.body);
        }
        let joined = accept(&app, &token(&sent)).await.expect(201).json();
        assert_eq!((joined["role"].as_str(), joined["email"].as_str()), (Some("admin"), Some("nora@northwind.test")));
        accept(&app, &token(&sent)).await.expect(404);
        app.stranger().get(&path(&sent)).await.expect(404);
        app.staff_sign_in("nora@northwind.test", NEW).await.expect(200);
        // Staff do not sign in at the portal.
        app.stranger().plain_post("/portal/login", &[("email", "nora@northwind.test"), ("password", NEW)]).await.expect(422);
        let listed = adam.all("/staff-invitations?state=accepted", 50).await;
        assert_eq!(listed[0]["id"], sent["id"]);
        let trail = adam.all("/audit?action=staff_invitation.accepted", 50).await;
        assert_eq!((trail[0]["actor_name"].as_str(), trail[0]["actor_id"].as_str()), (Some("Nora New"), joined["id"].as_str()));
    }

    async fn a_teammate_joins_by_the_page(app: TestApp) {
        let sent = invite(&app.as_staff("olivia").await, "nora@northwind.test", "member").await;
        let nora = app.stranger();
        nora.plain_post(&path(&sent), &[("name", "Nora"), ("password", "short")]).await.expect(422);
        let done = nora.plain_post(&path(&sent), &[("name", "Nora"), ("password", NEW)]).await.expect(200);
        assert!(done.body.contains("portico-console --server http://northwind.localhost --email nora@northwind.test"));
        assert_eq!(done.headers.get("set-cookie"), None);
        nora.plain_post(&path(&sent), &[("name", "Nora"), ("password", NEW)]).await.expect(404);
        app.staff_sign_in("nora@northwind.test", NEW).await.expect(200);
        // A client who comes by is sent home.
        assert_eq!(app.as_client("carla").await.get(&path(&sent)).await.expect(303).location(), "/portal");
    }

    async fn only_owners_and_admins_invite_and_never_an_owner(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let body = json!({ "email": "nora@northwind.test", "role": "member" });
        assert_eq!(mia.post("/staff-invitations", body).await.expect(403).code(), "admin_only");
        mia.get("/staff-invitations").await.expect(403);
        adam.post("/staff-invitations", json!({ "email": "nora@northwind.test", "role": "owner" })).await.expect(422);
        let known = json!({ "email": email("mia"), "role": "member" });
        assert_eq!(adam.post("/staff-invitations", known.clone()).await.expect(409).code(), "already_staff");
        adam.post(&format!("/staff/{}/disable", app.cast.people["mia"]), json!({})).await.expect(200);
        assert_eq!(adam.post("/staff-invitations", known).await.expect(409).code(), "staff_disabled");
    }

    async fn a_link_to_the_team_ends(app: TestApp) {
        let (adam, olivia) = (app.as_staff("adam").await, app.as_staff("olivia").await);
        let sent = invite(&adam, "nora@northwind.test", "admin").await;
        let id = sent["id"].as_str().unwrap();
        let again = adam.post(&format!("/staff-invitations/{id}/resend"), json!({})).await.expect(200).json();
        accept(&app, &token(&sent)).await.expect(404);
        // It is worth nothing once who sent it may not invite any more.
        let role = |role: &str| json!({ "role": role });
        olivia.patch(&format!("/staff/{}", app.cast.people["adam"]), role("member")).await.expect(200);
        accept(&app, &token(&again)).await.expect(404);
        let stands = async |state: &str| {
            let listed = olivia.all(&format!("/staff-invitations?state={state}"), 50).await;
            listed.into_iter().find(|row| row["email"] == "nora@northwind.test").map(|row| row["void"].clone())
        };
        assert_eq!((stands("void").await, stands("pending").await), (Some(json!("inviter_gone")), None));
        olivia.patch(&format!("/staff/{}", app.cast.people["adam"]), role("admin")).await.expect(200);
        assert_eq!((stands("void").await, stands("pending").await), (None, Some(json!(null))));
        app.advance(TimeDelta::days(7));
        accept(&app, &token(&again)).await.expect(404);
        let olivia = app.as_staff("olivia").await;
        let third = invite(&olivia, "nora@northwind.test", "member").await;
        let id = third["id"].as_str().unwrap();
        olivia.post(&format!("/staff-invitations/{id}/revoke"), json!({})).await.expect(204);
        accept(&app, &token(&third)).await.expect(404);
        assert_eq!(olivia.post(&format!("/staff-invitations/{id}/resend"), json!({})).await.expect(409).code(), "invitation_revoked");
    }

    /// FreeScout CVE-2026-53595: no token, no team; and neither kind of token opens the other's door.
    async fn cve_2026_53595_no_malformed_token_joins_the_team(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let client = crate::people::made::invite(&adam, &app.cast.acme, "nora@acme.test").await;
        let theirs = path(&client).rsplit('/').next().unwrap().to_owned();
        let sent = invite(&adam, "nora@northwind.test", "admin").await;
        for wrong in ["x", "null", &"A".repeat(43), &portico::secrets::hash(&token(&sent)), &theirs] {
            let answer = accept(&app, wrong).await;
            assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"), "{wrong}");
        }
        app.stranger().get(&format!("/portal/invite/{}", token(&sent))).await.expect(404);
        app.stranger().get(&format!("/dashboard/invite/{theirs}")).await.expect(404);
        let there = app.ask(poem::http::Method::POST, "/api/v1/auth/accept-invitation").header("host", "harbor.localhost");
        let body = json!({ "token": token(&sent), "name": "Nora", "password": NEW });
        there.json(&body).send().await.expect(404);
        accept(&app, &token(&sent)).await.expect(201);
    }
}
