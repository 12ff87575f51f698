//! S1.137, S1.138, S2.6: the portal is the agency's, in good times and in bad.

use poem::http::Method;
use serde_json::json;

use crate::support::{Answer, TestApp, png};

both! {
    async fn s1_137_every_refusal_wears_the_agencys_face(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let put = adam.ask(Method::PUT, "/agency/images/logo_light").body("application/octet-stream", png(90, 30));
        let logo = put.send().await.expect(200).json()["path"].as_str().unwrap().to_owned();
        let carla = app.as_client("carla").await;
        let form = |path: &str| carla.ask(Method::POST, path).form(&[("body", "x")]);
        let branded = |answer: &Answer, what: &str| {
            assert!(answer.body.contains(&logo) && answer.body.contains("alt=\"Northwind Studio\""), "{what}: {}", answer.body);
        };
        for (what, ask, status) in [
            ("a page that is not", carla.ask(Method::GET, "/portal/nothing"), 404),
            ("outside the portal", carla.ask(Method::GET, "/nothing"), 404),
            ("an image that is not", carla.ask(Method::GET, "/brand/x.png"), 404),
            ("a form without its token", form("/portal/preview"), 403),
            ("a form of another site", form("/portal/preview").header("sec-fetch-site", "cross-site"), 403),
            ("a large form", carla.ask(Method::POST, "/portal/login").form(&[("email", &"x".repeat(70_000))]), 413),
            ("a wrong method", carla.ask(Method::DELETE, "/portal"), 405),
            ("a wrong password", app.stranger().ask(Method::POST, "/portal/login").form(&[("email", "x@y.test")]), 422),
        ] {
            let answer = ask.send().await.expect(status);
            branded(&answer, what);
        }
        app.store.sql("ALTER TABLE project RENAME TO project_gone").await;
        branded(&carla.get("/portal/projects").await.expect(500), "a failure of ours");
        app.store.sql("ALTER TABLE project_gone RENAME TO project").await;
    }

    async fn at_a_host_of_nobody_no_brand_is_shown(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let put = adam.ask(Method::PUT, "/agency/images/logo_light").body("application/octet-stream", png(90, 30));
        let logo = put.send().await.expect(200).json()["path"].as_str().unwrap().to_owned();
        let elsewhere = |method: Method, path: &str| app.ask(method, path).header("host", "nobody.test");
        for ask in [elsewhere(Method::GET, "/"), elsewhere(Method::GET, "/portal/login"), elsewhere(Method::GET, &logo)] {
            let answer = ask.send().await.expect(421);
            assert!(!answer.body.contains("Northwind") && !answer.body.contains("Harbor"), "{}", answer.body);
        }
        let posted = elsewhere(Method::POST, "/portal/login").header("sec-fetch-site", "cross-site").send().await.expect(421);
        assert!(!posted.body.contains("Northwind") && !posted.body.contains("Harbor"), "{}", posted.body);
    }

    async fn s2_6_without_images_a_letter_in_the_agencys_colours_stands_in(app: TestApp) {
        let door = app.stranger().get("/portal/login").await.expect(200);
        let icon = crate::support::attribute_after(&door.body, "rel=\"icon\"", "href").unwrap().to_owned();
        assert_eq!(icon, "/brand/0f766e-ffffff-4e.svg");
        let icon = app.stranger().get(&icon).await.expect(200);
        assert!(icon.body.contains("fill=\"#0f766e\"") && icon.body.contains("&#78;"), "{}", icon.body);
        assert!(door.body.contains("mark-initial"));
    }

    async fn a_mail_wears_the_agencys_colours_by_day_and_by_night(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let palette = json!({ "palette": { "light": { "accent": "#9a3b26" }, "dark": { "accent": "#e39479" } } });
        adam.ask(Method::PUT, "/agency/brand/draft").json(&palette).send().await.expect(200);
        adam.post("/agency/brand/publish", json!({})).await.expect(200);
        let request = app.cast.acme.request;
        adam.post(&format!("/requests/{request}/messages"), json!({ "body": "<b>hello</b>" })).await.expect(201);
        app.run_jobs().await;
        let mail = app.mails().pop().unwrap();
        assert!(mail.html.contains("background:#9a3b26;color:#ffffff"), "{}", mail.html);
        assert!(mail.html.contains("prefers-color-scheme:dark") && mail.html.contains("background:#e39479!important"));
        assert!(mail.html.contains("lang=\"en\"") && mail.html.contains("Northwind Studio"));
        assert!(!mail.html.contains("<script") && !mail.html.contains("<link"));
    }
}
