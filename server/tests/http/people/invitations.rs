use chrono::TimeDelta;
use serde_json::json;

use super::made::{invite, mailed, path, register};
use crate::staff_api::idempotency::under;
use crate::support::{TestApp, email};

both! {
    /// S2.26, S2.129, S2.130, S2.138: the agency invites, and the invitee gets an email in the agency's name.
    async fn s2_130_the_invitee_gets_an_email_of_the_agency(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let sent = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        assert_eq!(sent["state"], "pending");
        assert_eq!(sent["inviter"]["name"], "Adam");
        assert_eq!(sent["permissions"]["can_submit_requests"], true);
        assert_eq!(sent["permissions"]["can_approve_work"], false);
        assert_eq!(mailed(&app, "nora@acme.test", "/portal/invite/").await, path(&sent));
        let listed = adam.all(&format!("/invitations?workspace_id={}&state=pending", app.cast.acme.workspace), 50).await;
        let own = listed.iter().find(|row| row["id"] == sent["id"]).unwrap();
        assert_eq!(own["accept_url"], json!(null), "the link is shown once");
        let token = path(&sent).rsplit('/').next().unwrap().to_owned();
        let kept = "SELECT count(*) FROM invitation_token WHERE token_hash = ";
        assert_eq!(app.store.value(&format!("{kept}'{token}'")).await, "0");
        assert_eq!(app.store.value(&format!("{kept}'{}'", portico::secrets::hash(&token))).await, "1");
    }

    /// S2.118: only an owner or an admin, in the own agency alone.
    async fn only_owners_and_admins_invite(app: TestApp) {
        let acme = format!("/workspaces/{}/invitations", app.cast.acme.workspace);
        let body = json!({ "email": "nora@acme.test", "preset": "viewer" });
        assert_eq!(app.as_staff("mia").await.post(&acme, body.clone()).await.expect(403).code(), "admin_only");
        app.as_staff("henry").await.post(&acme, body.clone()).await.expect(404);
        for wrong in [
            json!({ "email": "nora@acme.test" }),
            json!({ "email": "nora@acme.test", "preset": "viewer", "permissions": {
                "can_view_invoices": true, "can_approve_work": true, "can_comment": true, "can_submit_requests": true,
                "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": true
            } }),
            json!({ "email": "nora", "preset": "viewer" }),
            json!({ "email": "nora@acme.test\r\nbcc: eve@evil.test", "preset": "viewer" }),
            json!({ "email": "nöra@acme.test", "preset": "viewer" }),
            json!({ "email": "nora@acme.test", "preset": "viewer", "name": "n".repeat(121) }),
        ] {
            let answer = app.as_staff("adam").await.post(&acme, wrong.clone()).await;
            assert!([400, 422].contains(&answer.status), "{wrong}: {}", answer.everything());
        }
        app.run_jobs().await;
        assert!(app.mails().is_empty());
    }

    /// Addresses: case, plus, a domain in another script, and the longest there is; each is one address.
    async fn an_address_is_one_however_it_is_written(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let long = format!("{}@{}.{}.{}.test", "a".repeat(64), "b".repeat(63), "c".repeat(63), "d".repeat(56));
        for (written, again, kept) in [
            ("Nora@ACME.test", "nora@acme.TEST", "nora@acme.test"),
            ("nora+one@acme.test", "NORA+ONE@acme.test", "nora+one@acme.test"),
            ("nora@bücher.test", "nora@XN--BCHER-KVA.test", "nora@xn--bcher-kva.test"),
            (&long, &long.to_uppercase(), &long),
        ] {
            assert_eq!(invite(&adam, &app.cast.acme, written).await["email"], kept);
            let acme = format!("/workspaces/{}/invitations", app.cast.acme.workspace);
            let twice = adam.post(&acme, json!({ "email": again, "preset": "viewer" })).await.expect(409);
            assert_eq!(twice.code(), "already_invited", "{again}");
        }
        // People read the domain as it was thought of; what a browser keeps the password by is the one address.
        let sent = invite(&adam, &app.cast.acme, "olga@bücher.test").await;
        let page = app.stranger().get(&path(&sent)).await.expect(200).body;
        assert!(page.contains("<strong>olga@bücher.test</strong>") && page.contains("value=\"olga@xn--bcher-kva.test\""));
        let carla = app.as_client("carla").await;
        carla.post("/portal/team", &[("email", "otto@bücher.test"), ("can_comment", "true")]).await.expect(303);
        let team = carla.get("/portal/team").await.expect(200).body;
        assert!(team.contains("otto@bücher.test") && !team.contains("olga@"), "{team}");
        let longer = json!({ "email": format!("a{long}"), "preset": "viewer" });
        adam.post(&format!("/workspaces/{}/invitations", app.cast.acme.workspace), longer).await.expect(422);
    }

    async fn who_is_in_or_disabled_is_not_invited(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let acme = format!("/workspaces/{}/invitations", app.cast.acme.workspace);
        let of = |person: &str| json!({ "email": email(person).to_uppercase(), "preset": "viewer" });
        assert_eq!(adam.post(&acme, of("carla")).await.expect(409).code(), "already_member");
        adam.post(&format!("/clients/{}/disable", app.cast.people["ben"]), json!({})).await.expect(200);
        assert_eq!(adam.post(&acme, of("ben")).await.expect(409).code(), "client_disabled");
        // Another agency's client is nobody here.
        adam.post(&acme, of("hana")).await.expect(201);
    }

    /// A link that does not work is not shown as if it did, and works again once what stands in its way is gone.
    async fn what_stands_in_the_way_of_an_invitation_is_told(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let sent = invite(&adam, &app.cast.acme, &email("ben")).await;
        let link = path(&sent);
        let stands = async |link: &str| {
            let listed = adam.all(&format!("/invitations?workspace_id={}", app.cast.acme.workspace), 50).await;
            let row = listed.into_iter().find(|row| row["email"] == email("ben")).unwrap();
            let found = adam.all(&format!("/invitations?state={}", row["state"].as_str().unwrap()), 200).await;
            assert!(found.iter().any(|one| one["id"] == row["id"]), "the state finds it: {row}");
            (app.stranger().get(link).await.status, row["state"].clone(), row["void"].clone())
        };
        let pending = (200, json!("pending"), json!(null));
        assert_eq!(stands(&link).await, pending);
        let ben = format!("/clients/{}", app.cast.people["ben"]);
        adam.post(&format!("{ben}/disable"), json!({})).await.expect(200);
        assert_eq!(stands(&link).await, (404, json!("void"), json!("person_disabled")));
        let again = format!("/invitations/{}/resend", sent["id"].as_str().unwrap());
        let resent = adam.post(&again, json!({})).await.expect(200).json();
        assert_eq!((&resent["state"], &resent["void"]), (&json!("void"), &json!("person_disabled")));
        let link = path(&resent);
        adam.post(&format!("{ben}/enable"), json!({})).await.expect(200);
        assert_eq!(stands(&link).await, pending);
        adam.post(&format!("/workspaces/{}/archive", app.cast.acme.workspace), json!({})).await.expect(200);
        assert_eq!(stands(&link).await, (404, json!("void"), json!("workspace_archived")));
    }

    /// A new link kills the old, taking back kills it for good, and nobody comes after seven days.
    async fn a_link_ends_by_resending_revoking_and_time(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let sent = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        let id = sent["id"].as_str().unwrap();
        assert_eq!(mailed(&app, "nora@acme.test", "/portal/invite/").await, path(&sent));
        let again = adam.post(&format!("/invitations/{id}/resend"), json!({})).await.expect(200).json();
        app.stranger().get(&path(&sent)).await.expect(404);
        register(&app.stranger(), &path(&sent)).await.expect(404);
        app.stranger().get(&path(&again)).await.expect(200);
        assert_eq!(mailed(&app, "nora@acme.test", "/portal/invite/").await, path(&again));
        app.advance(TimeDelta::days(7));
        let adam = app.as_staff("adam").await;
        app.stranger().get(&path(&again)).await.expect(404);
        register(&app.stranger(), &path(&again)).await.expect(404);
        assert_eq!(adam.all("/invitations?state=expired", 50).await.iter().filter(|row| row["id"] == id).count(), 1);
        // Inviting anew is the same invitation, with new days.
        let renewed = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        assert_eq!(renewed["id"], id);
        app.stranger().get(&path(&renewed)).await.expect(200);
        adam.post(&format!("/invitations/{id}/revoke"), json!({})).await.expect(204);
        adam.post(&format!("/invitations/{id}/revoke"), json!({})).await.expect(204);
        app.stranger().get(&path(&renewed)).await.expect(404);
        register(&app.stranger(), &path(&renewed)).await.expect(404);
        let refused = adam.post(&format!("/invitations/{id}/resend"), json!({})).await.expect(409);
        assert_eq!(refused.code(), "invitation_revoked");
        assert_eq!(app.store.value("SELECT count(*) FROM client_user WHERE email = 'nora@acme.test'").await, "0");
        let other = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        assert_ne!(other["id"], id);
    }

    async fn an_invitation_sent_again_under_its_key_is_one_without_its_link(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for (path, body) in [
            (
                format!("/workspaces/{}/invitations", app.cast.acme.workspace),
                json!({ "email": "nora@acme.test", "preset": "viewer" }),
            ),
            ("/staff-invitations".to_owned(), json!({ "email": "nora@northwind.test", "role": "admin" })),
            ("/workspaces".to_owned(), json!({ "name": "Nora & Sons" })),
        ] {
            let first = under(&adam, "k", &path, &body).await.expect(201).json();
            let again = under(&adam, "k", &path, &body).await.expect(201).json();
            assert_eq!(first["id"], again["id"], "{path}");
            assert_eq!(again["accept_url"], json!(null), "{path}");
            app.store.sql("DELETE FROM once_key").await;
        }
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 2, "each letter once");
    }

    /// FreeScout CVE-2026-53595, CVE-2026-41902: an empty, malformed or foreign token is no token, and all that do
    /// not work look the same.
    async fn cve_2026_53595_no_malformed_token_works(app: TestApp) {
        let (adam, henry) = (app.as_staff("adam").await, app.as_staff("henry").await);
        let sent = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        let theirs = invite(&henry, &app.cast.harbor, "nora@acme.test").await;
        let theirs = theirs["accept_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        adam.post(&format!("/invitations/{}/revoke", sent["id"].as_str().unwrap()), json!({})).await.expect(204);
        let revoked = path(&sent).rsplit('/').next().unwrap().to_owned();
        let hash = portico::secrets::hash(&revoked);
        let unknown = app.stranger().get(&format!("/portal/invite/{}", "A".repeat(43))).await.expect(404).body;
        for token in ["", "x", "%00", "null", &"A".repeat(400), &hash, "..", "%27%20OR%201=1", &revoked, &theirs] {
            for answer in [
                app.stranger().get(&format!("/portal/invite/{token}")).await,
                register(&app.stranger(), &format!("/portal/invite/{token}")).await,
            ] {
                // What has no token at all is no page, and strangers who look are asked to sign in there.
                let refused = if token.is_empty() { &[303, 405][..] } else { &[404, 405] };
                assert!(refused.contains(&answer.status), "{token}: {}", answer.everything());
                assert!(!answer.body.contains("acmecanary") && !answer.body.contains("nora"), "{}", answer.body);
                if answer.header("referrer-policy") == "no-referrer" && answer.body.contains("This invitation") {
                    assert_eq!(answer.body, unknown, "{token}");
                }
            }
        }
        assert_eq!(app.store.value("SELECT count(*) FROM client_user WHERE email = 'nora@acme.test'").await, "0");
    }

    /// Guessing is slowed by network; who holds a link that works is not.
    async fn guessing_at_links_is_slowed(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let sent = path(&invite(&adam, &app.cast.acme, "nora@acme.test").await);
        for _ in 0..99 {
            let guess = portico::secrets::random_token().unwrap();
            app.stranger().get(&format!("/portal/invite/{guess}")).await.expect(404);
        }
        let guess = portico::secrets::random_token().unwrap();
        app.stranger().get(&format!("/portal/invite/{guess}")).await.expect(429);
        app.stranger().get(&sent).await.expect(200);
        app.advance(TimeDelta::minutes(16));
        register(&app.stranger(), &sent).await.expect(303);
    }
}
