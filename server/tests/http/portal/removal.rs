use crate::support::{Browser, TestApp, canaries};

both! {
    /// FreeScout CVE-2026-48810, S2.22, S2.30, S2.31: who is removed from every workspace lands on the agency's
    /// page, at the next request, with the session they have.
    async fn cve_2026_48810_removal_takes_effect_at_the_next_request(app: TestApp) {
        let carla = app.as_client("carla").await;
        let request = app.cast.acme.request;
        carla.get(&format!("/portal/requests/{request}")).await.expect(200);
        let token = carla.token().await;
        let removed = "DELETE FROM membership WHERE client_user_id IN (SELECT id FROM client_user WHERE email = 'carla@acme.test')";
        assert_eq!(app.store.sql(removed).await, 1);
        for path in ["/portal", "/portal/projects", "/portal/notifications", &format!("/portal/requests/{request}")] {
            let answer = carla.get(path).await.expect(303);
            assert_eq!(answer.location(), "/", "{path}");
        }
        let said = carla.plain_post(&format!("/portal/requests/{request}/messages"), &[("csrf", &token), ("body", "x")]).await;
        assert_eq!(said.expect(303).location(), "/");
        let home = carla.get("/").await.expect(200);
        assert!(!home.body.contains(canaries::ACME), "{}", home.body);
    }

    async fn an_archived_workspace_is_gone_at_the_next_request(app: TestApp) {
        let carla = app.as_client("carla").await;
        assert_eq!(app.store.sql("UPDATE workspace SET archived_at = created_at WHERE slug = 'acme'").await, 1);
        assert_eq!(carla.get("/portal").await.expect(303).location(), "/");
    }

    /// S2.32–S2.36, and a workspace that is left is not looked at any more.
    async fn a_person_of_two_workspaces_sees_one_at_a_time(app: TestApp) {
        let fiona = app.as_client("fiona").await;
        let (east, west) = (&app.cast.east, &app.cast.west);
        let see = async |browser: &Browser| browser.get("/portal/projects").await.expect(200).body;
        let first = see(&fiona).await;
        assert!(first.contains(canaries::EAST) && !first.contains(canaries::WEST));
        let answer = fiona.post("/portal/workspace", &[("workspace_id", &west.workspace.to_string())]).await.expect(303);
        assert!(answer.header("set-cookie").contains("HttpOnly"));
        let second = see(&fiona).await;
        assert!(second.contains(canaries::WEST) && !second.contains(canaries::EAST));
        fiona.get(&format!("/portal/requests/{}", east.request)).await.expect(404);
        // Remembered beyond the session, and a hint only: a foreign one opens nothing.
        fiona.post("/portal/logout", &[]).await.expect(303);
        fiona.sign_in("fiona", crate::support::PASSWORD).await.expect(303);
        assert!(see(&fiona).await.contains(canaries::WEST));
        fiona.set_cookie("workspace", &app.cast.acme.workspace.to_string());
        assert!(see(&fiona).await.contains(canaries::EAST));
        let carla = app.as_client("carla").await.get("/portal").await.expect(200).body;
        assert!(!carla.contains("/portal/workspace"), "S2.34: one workspace needs no switcher");
        fiona.set_cookie("workspace", &west.workspace.to_string());
        assert_eq!(app.store.sql("DELETE FROM membership WHERE workspace_id IN (SELECT id FROM workspace WHERE slug = 'west')").await, 1);
        assert!(see(&fiona).await.contains(canaries::EAST));
    }

    /// Whoever stands in another workspace without having gone there is told so, once.
    async fn who_loses_the_workspace_they_look_at_is_told_where_they_are(app: TestApp) {
        let fiona = app.as_client("fiona").await;
        let (acme, east) = (&app.cast.acme, &app.cast.east);
        let told = "You no longer have access to the workspace you were in. This is west.";
        let look = async || fiona.get("/portal/projects").await.expect(200).body;
        // What somebody else was shown in this browser is not hers to lose.
        let carlas = format!("{}.{}", acme.workspace, app.cast.people["carla"]);
        fiona.set_cookie("workspace", &carlas);
        assert!(!look().await.contains("no longer have access"));
        assert!(look().await.contains(canaries::EAST));
        assert_eq!(app.store.sql("DELETE FROM membership WHERE workspace_id IN (SELECT id FROM workspace WHERE slug = 'east')").await, 1);
        // A page that renews itself, or is fetched ahead, says nothing yet: nobody may be looking.
        for (name, value) in [("x-live", "1"), ("sec-purpose", "prefetch"), ("purpose", "prefetch")] {
            let unseen = fiona.ask(poem::http::Method::GET, "/portal/projects").header(name, value).send().await.expect(200);
            assert!(unseen.headers.get("set-cookie").is_none() && !unseen.body.contains("no longer have access"), "{name}");
        }
        fiona.get(&format!("/portal/requests/{}", east.request)).await.expect(404);
        let first = look().await;
        assert!(first.contains(told) && first.contains(canaries::WEST), "{first}");
        assert!(!look().await.contains("no longer have access"));
    }
}
