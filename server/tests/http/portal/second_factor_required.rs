use poem::http::Method;
use serde_json::json;

use super::enrolled::Authenticator;
use crate::support::{PASSWORD, TestApp};

both! {
    /// A workspace that asks for a second factor serves nothing to who has none (`second_factor_missing`), and nobody else
    /// notices.
    async fn a_workspace_can_ask_for_a_second_factor(app: TestApp) {
        let (adam, mia) = (app.as_staff("adam").await, app.as_staff("mia").await);
        let (carla, ben, fiona) =
            (app.as_client("carla").await, app.as_client("ben").await, app.as_client("fiona").await);
        let path = format!("/workspaces/{}", app.cast.acme.workspace);
        mia.patch(&path, json!({ "requires_second_factor": true })).await.expect(403);
        carla.token().await;
        let answer = adam.patch(&path, json!({ "requires_second_factor": true })).await.expect(200);
        assert_eq!(answer.json()["requires_second_factor"], true);
        let request = app.cast.acme.request;
        for closed in [
            "/portal".to_owned(),
            "/portal/projects".to_owned(),
            "/portal/requests".to_owned(),
            format!("/portal/requests/{request}"),
            "/portal/notifications".to_owned(),
        ] {
            let answer = carla.get(&closed).await.expect(303);
            assert_eq!(answer.location(), "/portal/account/second-factor", "{closed}");
            let fragment = carla.fragment(&closed).await.expect(403);
            assert!(!fragment.body.contains(app.cast.acme.canary), "{closed}");
            assert!(fragment.body.contains("This workspace asks for a second factor; set one up"), "{}", fragment.body);
        }
        let reply = [("body", "in spite of all")];
        carla.post(&format!("/portal/requests/{request}/messages"), &reply).await.expect(303);
        let replies = mia.all(&format!("/requests/{request}/messages"), 200).await;
        assert!(replies.iter().all(|reply| reply["body"] != "in spite of all"));
        // The account is there, and holds nothing of the workspace but its name.
        for open in ["/portal/account", "/portal/account/security", "/portal/account/second-factor"] {
            let page = carla.get(open).await.expect(200).body;
            assert!(!page.contains("href=\"/portal/requests\"") && !page.contains("/portal/events"), "{open}");
        }
        let page = carla.get("/portal/account/second-factor").await.expect(200).body;
        assert!(page.contains("asks for a second factor"), "{page}");
        ben.get("/portal").await.expect(200);
        fiona.get("/portal").await.expect(200);
        Authenticator::of(&app, &carla).await;
        carla.get("/portal").await.expect(200);
        carla.get(&format!("/portal/requests/{request}")).await.expect(200);
    }

    /// Who is in two workspaces, of which one asks, goes on in the other.
    async fn ones_other_workspace_stays_open(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let fiona = app.as_client("fiona").await;
        let (east, west) = (app.cast.east.workspace, app.cast.west.workspace);
        adam.patch(&format!("/workspaces/{east}"), json!({ "requires_second_factor": true })).await.expect(200);
        fiona.set_cookie("workspace", &east.to_string());
        fiona.get("/portal").await.expect(303);
        fiona.post("/portal/workspace", &[("workspace_id", &west.to_string())]).await.expect(303);
        fiona.get("/portal").await.expect(200);
        fiona.set_cookie("workspace", &east.to_string());
        assert_eq!(fiona.get("/portal").await.expect(303).location(), "/portal/account/second-factor");
    }

    /// A page that listens hears nothing more from the moment on in which the workspace asks.
    async fn an_open_stream_ends(app: TestApp) {
        app.hear().await;
        let adam = app.as_staff("adam").await;
        let carla = app.as_client("carla").await;
        let listen = || carla.ask(Method::GET, "/portal/events").header("accept", "text/event-stream");
        let mut stream = listen().send().await.expect(200);
        let path = format!("/workspaces/{}", app.cast.acme.workspace);
        adam.patch(&path, json!({ "requires_second_factor": true })).await.expect(200);
        assert!(stream.stream.as_mut().unwrap().ends().await);
        listen().send().await.expect(403);
    }

    /// Who may not sign in any more is not helped by a code.
    async fn a_disabled_person_does_not_complete_a_sign_in(app: TestApp) {
        let phone = Authenticator::of(&app, &app.as_client("carla").await).await;
        let browser = app.stranger();
        browser.sign_in("carla", PASSWORD).await.expect(303);
        app.store.sql("UPDATE client_user SET disabled_at = created_at WHERE email = 'carla@acme.test'").await;
        browser.plain_post("/portal/login/code", &[("code", &phone.code(&app))]).await.expect(404);
        app.stranger().sign_in("carla", PASSWORD).await.expect(422);
    }
}
