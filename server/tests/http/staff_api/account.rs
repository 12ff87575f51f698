use poem::http::Method;
use serde_json::json;

use super::made::patch_if;
use crate::support::{PASSWORD, TestApp, email};

const NEW: &str = "nine patient herons";

both! {
    async fn a_staff_user_changes_what_is_said_of_them_under_a_version(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let seen = mia.get("/me").await.expect(200);
        let tag = seen.header("etag").to_owned();
        let change = json!({ "name": "Mia Ö.", "title": "Design", "time_zone": "Europe/Oslo", "clear": ["phone"] });
        let changed = patch_if(&mia, "/me", &tag, &change).await.expect(200);
        let me = changed.json();
        assert_eq!((&me["staff"]["name"], &me["staff"]["title"]), (&json!("Mia Ö."), &json!("Design")));
        assert_eq!((&me["time_zone"], &me["staff"]["phone"]), (&json!("Europe/Oslo"), &json!(null)));
        assert_eq!(patch_if(&mia, "/me", &tag, &change).await.expect(412).code(), "stale");
        patch_if(&mia, "/me", changed.header("etag"), &json!({ "clear": ["title", "time_zone"] })).await.expect(200);
        for wrong in [json!({ "name": " " }), json!({ "time_zone": "Mars/Olympus" }), json!({ "phone": "call me" }), json!({ "name": 1 })] {
            mia.patch("/me", wrong.clone()).await.expect(422);
        }
        for wrong in [json!({ "role": "owner" }), json!({ "email": "x@y.test" })] {
            mia.patch("/me", wrong.clone()).await.expect(400);
        }
        assert_eq!(app.as_staff("adam").await.get("/me").await.expect(200).json()["staff"]["name"], "Adam");
    }

    /// vaultwarden CVE-2026-43911: no refresh token survives the password that it was had for.
    async fn cve_2026_43911_a_new_password_ends_every_other_sign_in_and_its_refresh_tokens(app: TestApp) {
        let (here, there, adam) = (app.as_staff("mia").await, app.as_staff("mia").await, app.as_staff("adam").await);
        let change = async |current: &str, new: &str| here.post("/me/password", json!({ "current": current, "new": new })).await;
        for (current, new) in [("wrong", NEW), (PASSWORD, "short"), (PASSWORD, "passwordpassword"), (PASSWORD, "mia@northwind.test1")] {
            change(current, new).await.expect(422);
        }
        change(PASSWORD, NEW).await.expect(204);
        here.get("/requests").await.expect(200);
        assert_eq!(there.get("/requests").await.expect(401).code(), "token_invalid");
        let refresh = |token: &str| json!({ "refresh_token": token });
        let ended = there.post("/auth/refresh", refresh(&there.refresh)).await.expect(401);
        assert!(["refresh_refused", "token_invalid"].contains(&ended.code().as_str()));
        let bare = app.ask(Method::POST, "/api/v1/auth/refresh").json(&refresh(&there.refresh)).send().await;
        assert_eq!(bare.expect(401).code(), "refresh_refused");
        app.ask(Method::POST, "/api/v1/auth/refresh").json(&refresh(&here.refresh)).send().await.expect(200);
        app.staff_sign_in(&email("mia"), PASSWORD).await.expect(401);
        app.staff_sign_in(&email("mia"), NEW).await.expect(200);
        adam.get("/requests").await.expect(200);
        let mut last = 0;
        for number in 0..30 {
            last = change(&format!("guess {number}"), NEW).await.status;
        }
        assert_eq!(last, 429);
    }

    async fn a_staff_user_sees_their_sign_ins_and_ends_them(app: TestApp) {
        let (here, there, adam) = (app.as_staff("mia").await, app.as_staff("mia").await, app.as_staff("adam").await);
        let all = here.all("/me/sessions", 2).await;
        assert_eq!(all.iter().filter(|session| session["current"] == true).count(), 1, "{all:?}");
        let of_there = there.all("/me/sessions", 200).await;
        let id = of_there.iter().find(|session| session["current"] == true).unwrap()["id"].as_str().unwrap().to_owned();
        let end = |id: &str| format!("/me/sessions/{id}");
        adam.ask(Method::DELETE, &end(&id)).send().await.expect(404);
        there.get("/requests").await.expect(200);
        here.ask(Method::DELETE, &end(&id)).send().await.expect(204);
        there.get("/requests").await.expect(401);
        here.ask(Method::DELETE, &end(&id)).send().await.expect(404);
        let bare = app.ask(Method::POST, "/api/v1/auth/refresh").json(&json!({ "refresh_token": there.refresh }));
        bare.send().await.expect(401);
        let third = app.as_staff("mia").await;
        here.ask(Method::DELETE, "/me/sessions").send().await.expect(204);
        third.get("/requests").await.expect(401);
        assert_eq!(here.all("/me/sessions", 200).await.len(), 1);
        adam.get("/requests").await.expect(200);
    }

    async fn a_forgotten_password_is_chosen_anew_by_a_link_once(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let forgot = async |address: &str| {
            let ask = app.ask(Method::POST, "/api/v1/auth/forgot").json(&json!({ "email": address }));
            let answer = ask.send().await;
            (answer.status, answer.body)
        };
        let answers = [forgot(&email("mia")).await, forgot("nobody@x.test").await, forgot(&email("carla")).await, forgot(&email("henry")).await];
        assert!(answers.iter().all(|answer| *answer == (204, String::new())), "{answers:?}");
        app.run_jobs().await;
        let mails = app.mails();
        assert_eq!(mails.iter().map(|mail| mail.recipient.clone()).collect::<Vec<_>>(), [email("mia")]);
        let url = mails[0].text.split_whitespace().find(|word| word.contains("/dashboard/reset/")).unwrap();
        let path = url.strip_prefix("http://northwind.localhost").unwrap();
        let browser = app.stranger();
        for _ in 0..2 {
            assert_eq!(browser.get(path).await.expect(200).header("referrer-policy"), "no-referrer");
        }
        // A client is sent home, and a client's link opens nothing here.
        assert_eq!(app.as_client("carla").await.get(path).await.expect(303).location(), "/portal");
        app.stranger().get(&path.replace("/dashboard/", "/portal/")).await.expect(404);
        browser.plain_post(path, &[("password", "short")]).await.expect(422);
        browser.plain_post(path, &[("password", NEW)]).await.expect(200);
        browser.plain_post(path, &[("password", NEW)]).await.expect(404);
        mia.get("/requests").await.expect(401);
        app.staff_sign_in(&email("mia"), PASSWORD).await.expect(401);
        app.staff_sign_in(&email("mia"), NEW).await.expect(200);
        forgot(&email("mia")).await;
        app.run_jobs().await;
        let mails = app.mails();
        let url = mails[1].text.split_whitespace().find(|word| word.contains("/dashboard/reset/")).unwrap();
        let late = url.strip_prefix("http://northwind.localhost").unwrap();
        app.advance(chrono::TimeDelta::minutes(30));
        browser.plain_post(late, &[("password", NEW)]).await.expect(404);
    }
}
