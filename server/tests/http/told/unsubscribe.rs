use poem::http::Method;
use serde_json::json;

use super::{answers, mails_to, settled};
use crate::support::{Browser, TestApp, text_of};

fn path(url: &str) -> String {
    url.strip_prefix("http://northwind.localhost").unwrap_or_else(|| panic!("{url}")).to_owned()
}

both! {
    /// RFC 8058: the mail program posts without a cookie, an origin or a word of ours, and that is all it takes.
    /// Looking, which scanners do, ends nothing.
    async fn one_click_ends_mails_of_a_kind(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        answers(&mia, &id, "x").await;
        app.run_jobs().await;
        let link = path(mails_to(&app, "carla")[0].unsubscribe.as_ref().unwrap());
        for _ in 0..2 {
            let page = app.stranger().get(&link).await.expect(200);
            assert!(text_of(&page.body).contains("You get mails about: Answers"), "{}", page.body);
            assert_eq!(page.header("referrer-policy"), "no-referrer");
        }
        assert_eq!(app.store.value("SELECT count(*) FROM client_preference").await, "0");
        let click = async || app.ask(Method::POST, &link).form(&[("List-Unsubscribe", "One-Click")]).send().await;
        for _ in 0..2 {
            assert!(text_of(&click().await.expect(200).body).contains("No more mails about: Answers"));
        }
        let multipart = app.ask(Method::POST, &link).body("multipart/form-data; boundary=b", "--b--");
        multipart.send().await.expect(200);
        answers(&mia, &id, "x").await;
        mia.patch(&format!("/requests/{id}"), json!({ "status": "closed" })).await.expect(200);
        app.run_jobs().await;
        let mails = mails_to(&app, "carla");
        assert_eq!(mails.len(), 2, "what is off came, or what is on did not");
        assert!(mails[1].text.contains("closed") && !mails[1].text.contains("replied"));
        assert!(carla.get("/portal").await.expect(200).body.contains("Mia replied to “Lanterns”"));
    }

    async fn a_link_is_good_for_one_person_at_one_agency(app: TestApp) {
        let (acme, harbor) = (app.cast.acme.agency, app.cast.harbor.agency);
        let token = app.unsubscribe_link(acme, app.cast.people["carla"]);
        let link = format!("/portal/unsubscribe/{token}");
        let elsewhere = Browser::at(&app.served, "harbor.localhost");
        let nothing = format!("{}x", &link[..link.len() - 1]);
        for (browser, link) in [
            (&elsewhere, link.as_str()),
            (&app.stranger(), nothing.as_str()),
            // Sealed for the right agency, about somebody of another.
            (&elsewhere, &format!("/portal/unsubscribe/{}", app.unsubscribe_link(harbor, app.cast.people["carla"]))),
        ] {
            let answer = browser.plain_post(link, &[]).await.expect(404);
            assert!(answer.body.contains("This link does not work"), "{link}");
        }
        assert_eq!(app.store.value("SELECT count(*) FROM client_preference").await, "0");
        app.stranger().plain_post(&link, &[]).await.expect(200);
        assert_eq!(app.store.value("SELECT choices FROM client_preference").await, "{\"answers\":\"off\"}");
    }

    /// Nothing else may be posted from elsewhere because this may.
    async fn only_this_page_takes_a_post_from_nowhere(app: TestApp) {
        for path in ["/portal/unsubscribe", "/portal/login", "/portal/forgot-password", "/portal/notifications/read"] {
            let answer = app.ask(Method::POST, path).form(&[("email", "x@y.test")]).send().await;
            assert_eq!(answer.status, 403, "{path}: {}", answer.everything());
        }
        let token = app.unsubscribe_link(app.cast.acme.agency, app.cast.people["carla"]);
        let smuggled = format!("/portal/unsubscribe/{token}/../../notifications/read");
        let answer = app.ask(Method::POST, &smuggled).form(&[]).send().await;
        assert!([403, 404, 405].contains(&answer.status), "{}", answer.everything());
    }
}
