use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{TestApp, canaries, email};

fn names(list: &[Value]) -> Vec<&str> {
    list.iter().map(|row| row["name"].as_str().unwrap()).collect()
}

both! {
    async fn people_are_found_by_name_and_address(app: TestApp) {
        let (mia, henry) = (app.as_staff("mia").await, app.as_staff("henry").await);
        assert_eq!(names(&mia.all("/clients?q=CARL", 50).await), ["Carla"]);
        assert_eq!(names(&mia.all("/clients?q=acme.test", 50).await), ["Carla", "Victor"]);
        assert_eq!(names(&henry.all("/clients", 50).await), ["Hana"]);
        for nothing in ["%25", "_", "%00", "car%25la", "%5C", "zzz"] {
            assert!(mia.all(&format!("/clients?q={nothing}"), 50).await.len() != 1, "{nothing}");
        }
        assert!(mia.all("/clients?q=%25", 50).await.is_empty() && mia.all("/clients?q=_", 50).await.is_empty());
        let fiona = mia.get(&format!("/clients/{}", app.cast.people["fiona"])).await.expect(200).json();
        let places: Vec<&str> = fiona["memberships"].as_array().unwrap().iter().map(|row| row["workspace"]["name"].as_str().unwrap()).collect();
        assert_eq!(places, ["east", "west"]);
        mia.get(&format!("/clients/{}", app.cast.people["hana"])).await.expect(404);
    }

    /// FreeScout CVE-2026-48810: out of the agency at the next request, with the session they have; the stream ends.
    async fn cve_2026_48810_who_is_disabled_is_out_at_once(app: TestApp) {
        app.hear().await;
        let (adam, carla) = (app.as_staff("adam").await, app.as_client("carla").await);
        let mut ear = carla.get("/portal/events").await.expect(200).stream.unwrap();
        let path = format!("/clients/{}", app.cast.people["carla"]);
        let off = adam.post(&format!("{path}/disable"), json!({})).await.expect(200).json();
        assert!(off["disabled_at"].is_string());
        assert!(ear.ends().await, "a stream outlives the person");
        assert!(carla.get("/portal").await.expect(303).location().starts_with("/portal/login"));
        app.stranger().sign_in("carla", crate::support::PASSWORD).await.expect(422);
        app.stranger().plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.expect(200);
        app.run_jobs().await;
        assert!(app.mails().iter().all(|mail| mail.recipient != email("carla")), "no link for who is out");
        assert_eq!(names(&adam.all("/clients?disabled=true", 50).await), ["Carla"]);
        adam.post(&format!("{path}/enable"), json!({})).await.expect(200);
        // The session that ended stays so.
        assert!(carla.get("/portal").await.expect(303).location().starts_with("/portal/login"));
        assert!(app.as_client("carla").await.get("/portal/projects").await.expect(200).body.contains(canaries::ACME));
        app.as_staff("mia").await.post(&format!("{path}/disable"), json!({})).await.expect(403);
        app.as_staff("henry").await.post(&format!("{path}/disable"), json!({})).await.expect(404);
    }

    /// S2.30, S2.31, S2.113: out of one workspace at the next request, and the open page is told to go.
    async fn s2_31_who_is_removed_is_out_of_that_workspace_at_once(app: TestApp) {
        app.hear().await;
        let (adam, fiona, carla) = (app.as_staff("adam").await, app.as_client("fiona").await, app.as_client("carla").await);
        let mut ears = [&fiona, &carla].map(|_| None);
        for (ear, browser) in ears.iter_mut().zip([&fiona, &carla]) {
            *ear = browser.get("/portal/events").await.expect(200).stream;
        }
        let path = |world: &crate::support::World| format!("/workspaces/{}/members/{}", world.workspace, world.member);
        app.as_staff("mia").await.ask(Method::DELETE, &path(&app.cast.east)).send().await.expect(403);
        adam.ask(Method::DELETE, &path(&app.cast.east)).send().await.expect(204);
        adam.ask(Method::DELETE, &path(&app.cast.east)).send().await.expect(404);
        let gone = ears[0].as_mut().unwrap().next().await;
        assert_eq!((gone.kind.as_str(), gone.data), ("gone", json!({})));
        assert!(ears[0].as_mut().unwrap().ends().await);
        fiona.get(&format!("/portal/requests/{}", app.cast.east.request)).await.expect(404);
        assert!(fiona.get("/portal/projects").await.expect(200).body.contains(canaries::WEST));
        adam.ask(Method::DELETE, &path(&app.cast.acme)).send().await.expect(204);
        assert!(ears[1].as_mut().unwrap().ends().await);
        assert_eq!(carla.get("/portal").await.expect(303).location(), "/");
        carla.get("/").await.expect(200);
        // The account is there: it can be invited again, and accepts as itself.
        let sent = crate::people::made::invite(&adam, &app.cast.acme, &email("carla")).await;
        let join = format!("{}/join", crate::people::made::path(&sent));
        let page = carla.get(&crate::people::made::path(&sent)).await.expect(200);
        let token = crate::support::attribute_after(&page.body, "name=\"csrf\"", "value").unwrap().to_owned();
        assert_eq!(carla.plain_post(&join, &[("csrf", &token)]).await.expect(303).location(), "/portal");
        carla.get("/portal/projects").await.expect(200);
    }

    async fn the_presets_are_documented(app: TestApp) {
        let presets = app.as_staff("mia").await.get("/permission-presets").await.expect(200).json();
        let names = names(presets["items"].as_array().unwrap());
        assert_eq!(names, ["viewer", "collaborator", "approver", "everything"]);
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/people.md")).unwrap();
        for preset in presets["items"].as_array().unwrap() {
            let allowed = preset["permissions"].as_object().unwrap().iter().filter(|(_, on)| **on == true).count();
            let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", preset["name"].as_str().unwrap())));
            assert_eq!(row.unwrap().matches('✓').count(), allowed, "{preset}");
        }
    }
}
