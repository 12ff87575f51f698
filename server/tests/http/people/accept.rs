use serde_json::json;

use super::made::{NEW, invite, path, register, sign_in};
use crate::support::{Browser, TestApp, canaries, email};

both! {
    /// S2.25, S2.128, S2.131, S2.134: looking uses nothing up; signing up makes an account that is signed in.
    async fn s2_131_the_invitee_signs_up_and_is_in(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let sent = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        let path = path(&sent);
        for _ in 0..3 {
            let page = app.stranger().get(&path).await.expect(200);
            assert_eq!(page.header("referrer-policy"), "no-referrer");
            assert!(page.body.contains("Northwind Studio") && page.body.contains("Adam") && page.body.contains("acmecanary workspace"));
            assert!(page.body.contains("nora@acme.test"));
        }
        let nora = app.stranger();
        assert!(!nora.get(&path).await.expect(200).body.contains(" autofocus"));
        for (name, password, field) in [
            ("Nora", "short", "15 characters"),
            ("", NEW, "Write something"),
            ("Nora", "nora@acme.test!!", "Leave out"),
            ("Nora", "northwindstudio", "Leave out"),
            ("Nora", "Nora Acmecanary Workspace", "Leave out"),
        ] {
            let weak = nora.plain_post(&path, &[("name", name), ("password", password)]).await.expect(422);
            assert!(weak.body.contains(field), "{}", weak.body);
            // Typing goes on in the field that is wrong.
            let begun: Vec<_> = weak.body.split("<input").filter(|input| input.contains(" autofocus")).collect();
            let wrong = if name.is_empty() { "id=\"name\"" } else { "id=\"password\"" };
            assert!(begun.len() == 1 && begun[0].contains(wrong), "{}", weak.body);
        }
        let joined = nora.plain_post(&path, &[("name", "Nora New"), ("password", NEW), ("email", "eve@evil.test")]).await;
        assert_eq!(joined.expect(303).location(), "/portal/welcome");
        nora.get("/portal/projects").await.expect(200);
        nora.get("/portal/requests").await.expect(200);
        assert_eq!(app.store.value("SELECT count(*) FROM client_user WHERE email = 'eve@evil.test'").await, "0");
        app.stranger().get(&path).await.expect(404);
        register(&app.stranger(), &path).await.expect(404);
        let members = adam.all(&format!("/workspaces/{}/members", app.cast.acme.workspace), 50).await;
        let own = members.iter().find(|member| member["email"] == "nora@acme.test").unwrap();
        assert_eq!((own["name"].as_str(), own["permissions"]["can_comment"].as_bool()), (Some("Nora New"), Some(true)));
        assert_eq!(own["permissions"]["can_approve_work"], false);
        // Who invited is told.
        app.run_jobs().await;
        let told = adam.all("/notifications?unread=true", 50).await;
        assert!(told.iter().any(|row| row["kind"] == "invitation_accepted" && row["title"] == "Nora New accepted the invitation to acmecanary workspace"), "{told:?}");
        let trail = adam.all("/audit?action=invitation.accepted", 50).await;
        assert_eq!((trail[0]["actor_name"].as_str(), trail[0]["target_name"].as_str()), (Some("Nora New"), Some("nora@acme.test")));
        sign_in(&app, "nora@acme.test").await;
    }

    /// S2.132, `invited_somebody_else`: an address that has an account accepts as that account, and nobody can take it
    /// over by a link.
    async fn s2_132_an_account_accepts_for_itself(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let path = path(&invite(&adam, &app.cast.acme, &email("ben")).await);
        let page = app.stranger().get(&path).await.expect(200);
        assert!(page.body.contains(&format!("/portal/login?next={path}")), "{}", page.body);
        assert!(!page.body.contains("name=\"password\""));
        assert_eq!(register(&app.stranger(), &path).await.expect(303).location(), path);
        app.stranger().plain_post("/portal/login", &[("email", &email("ben")), ("password", NEW)]).await.expect(422);
        // Somebody else who is signed in is told so, and cannot join in Ben's place.
        let victor = app.as_client("victor").await;
        let page = victor.get(&path).await.expect(200);
        assert!(page.body.contains(&email("victor")) && page.body.contains("/portal/logout") && !page.body.contains("/join\""));
        assert_eq!(victor.post(&format!("{path}/join"), &[]).await.expect(303).location(), path);
        app.as_client("carla").await.post(&format!("{path}/join"), &[]).await.expect(303);
        app.stranger().plain_post(&format!("{path}/join"), &[]).await.expect(303);
        let count = format!("SELECT count(*) FROM membership WHERE client_user_id IN (SELECT id FROM client_user WHERE email = '{}')", email("ben"));
        assert_eq!(app.store.value(&count).await, "1");
        // Signing out leads back to the invitation.
        assert_eq!(victor.post("/portal/logout", &[("next", &path)]).await.expect(303).location(), path);
        let ben = app.stranger();
        let fields = [("email", email("ben")), ("password", crate::support::PASSWORD.to_owned()), ("next", path.clone())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(ben.plain_post("/portal/login", &fields).await.expect(303).location(), path);
        assert!(ben.get(&path).await.expect(200).body.contains("Join acmecanary workspace"));
        ben.plain_post(&format!("{path}/join"), &[]).await.expect(403);
        assert_eq!(ben.post(&format!("{path}/join"), &[]).await.expect(303).location(), "/portal");
        assert!(ben.get("/portal/projects").await.expect(200).body.contains(canaries::ACME));
        assert_eq!(app.store.value(&count).await, "2");
        ben.get(&path).await.expect(404);
        // Who presses twice is in; the link is nothing for anybody else.
        assert_eq!(ben.post(&format!("{path}/join"), &[]).await.expect(303).location(), "/portal");
        app.as_client("victor").await.post(&format!("{path}/join"), &[]).await.expect(404);
        // Whoever was here before is never welcomed.
        ben.get("/portal").await.expect(200);
    }

    /// Whoever is in already stays as they are, and the invitation is used.
    async fn who_is_in_already_keeps_their_permissions(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let sent = invite(&adam, &app.cast.bluebird, &email("victor")).await;
        let (here, other) = (app.cast.people["victor"], app.cast.bluebird.workspace);
        let scope = app.app.database.system().agency(app.cast.acme.agency.into());
        portico::features::workspaces::grant(&scope, other.into(), here.into(), portico::access::Permissions::default()).await.unwrap();
        let victor = app.as_client("victor").await;
        assert_eq!(victor.post(&format!("{}/join", path(&sent)), &[]).await.expect(303).location(), "/portal");
        let members = adam.all(&format!("/workspaces/{other}/members"), 50).await;
        let own: Vec<_> = members.iter().filter(|member| member["person_id"] == json!(here)).collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0]["permissions"]["can_comment"], false, "an invitation gives nothing to who is in");
        assert_eq!(adam.all("/invitations?state=accepted", 50).await[0]["id"], sent["id"]);
    }

    /// A disabled person, an archived workspace: the link does not work, and says nothing of why.
    async fn a_link_into_nowhere_does_not_work(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let bens = path(&invite(&adam, &app.cast.acme, &email("ben")).await);
        let noras = path(&invite(&adam, &app.cast.acme, "nora@acme.test").await);
        let ben = app.as_client("ben").await;
        adam.post(&format!("/clients/{}/disable", app.cast.people["ben"]), json!({})).await.expect(200);
        app.stranger().get(&bens).await.expect(404);
        assert_eq!(ben.post(&format!("{bens}/join"), &[]).await.expect(303).location(), "/portal/login");
        adam.post(&format!("/workspaces/{}/archive", app.cast.acme.workspace), json!({})).await.expect(200);
        app.stranger().get(&noras).await.expect(404);
        register(&app.stranger(), &noras).await.expect(404);
        adam.post(&format!("/workspaces/{}/restore", app.cast.acme.workspace), json!({})).await.expect(200);
        register(&app.stranger(), &noras).await.expect(303);
    }

    /// S2.135, S2.136: the same address at two agencies is two accounts.
    async fn an_account_is_of_one_agency(app: TestApp) {
        let henry = app.as_staff("henry").await;
        let body = json!({ "email": email("carla"), "preset": "viewer" });
        let sent = henry.post(&format!("/workspaces/{}/invitations", app.cast.harbor.workspace), body).await.expect(201).json();
        let path = sent["accept_url"].as_str().unwrap().strip_prefix("http://harbor.localhost").unwrap().to_owned();
        let there = Browser::at(&app.served, "harbor.localhost");
        assert_eq!(register(&there, &path).await.expect(303).location(), "/portal/welcome");
        app.as_client("carla").await.get("/portal/projects").await.expect(200);
        there.get("/portal/requests").await.expect(404);
    }

    /// What a request says of its host does not get into a link.
    async fn cve_2025_70948_no_host_header_gets_into_an_invitation(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let ask = adam.ask(poem::http::Method::POST, &format!("/workspaces/{}/invitations", app.cast.acme.workspace));
        let ask = ask.header("host", "northwind.localhost:6666").header("x-forwarded-host", "evil.test");
        let sent = ask.json(&json!({ "email": "nora@acme.test", "preset": "viewer" })).send().await.expect(201).json();
        path(&sent);
        app.run_jobs().await;
        let all: String = app.mails().into_iter().map(|mail| mail.text + &mail.html).collect();
        assert!(!all.contains("evil") && !all.contains("6666"), "{all}");
    }
}
