use poem::http::Method;
use serde_json::json;

use crate::support::{Browser, Staff, TestApp, png};

async fn link(staff: &Staff) -> String {
    let palette = json!({ "palette": { "light": { "accent": "#9a3b26" } } });
    let draft = staff.ask(Method::PUT, "/agency/brand/draft").json(&palette).send().await.expect(200).json();
    draft["preview_url"].as_str().unwrap().to_owned()
}

fn path(link: &str) -> &str {
    link.strip_prefix("http://northwind.localhost").unwrap_or_else(|| panic!("{link} is at another host"))
}

both! {
    async fn a_draft_is_seen_by_whoever_has_its_link_and_by_nobody_else(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let logo = adam.ask(Method::PUT, "/agency/images/logo_light?draft=true").body("application/octet-stream", png(90, 30));
        let logo = logo.send().await.expect(200).json()["path"].as_str().unwrap().to_owned();
        let link = link(&adam).await;
        let page = app.stranger().get(path(&link)).await.expect(200);
        assert!(page.body.contains("Sign in") && page.body.contains("Site refresh") && page.body.contains(&logo));
        assert_eq!(page.header("x-robots-tag"), "noindex");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "no-store");
        let sheets = page.body.split("/brand/").filter_map(|part| part.split_once(".css\"")).map(|(word, _)| word);
        let sheet = sheets.filter(|word| word.len() == 72).last().unwrap();
        assert!(app.stranger().get(&format!("/brand/{sheet}.css")).await.body.contains("#9a3b26"));
        let mail = app.stranger().get(&format!("{}/mail", path(&link))).await.expect(200);
        assert!(mail.body.contains("background:#9a3b26") && mail.body.contains(&logo));
        assert!(mail.header("content-security-policy").contains("sandbox"));

        let login = app.stranger().get("/portal/login").await;
        assert!(!login.body.contains(&logo), "clients see nothing of it yet");
        app.stranger().get(&logo).await.expect(200);
        let harbor = Browser::at(&app.served, "harbor.localhost");
        harbor.get(path(&link)).await.expect(404);
        harbor.get(&format!("{}/mail", path(&link))).await.expect(404);
        let wrong = "A".repeat(43);
        for wrong in ["x", "", &wrong, &format!("{}A", path(&link).rsplit('/').next().unwrap())] {
            app.stranger().get(&format!("/preview/{wrong}")).await.expect(404);
        }
        adam.post("/agency/brand/publish", json!({})).await.expect(200);
        assert!(app.stranger().get("/portal/login").await.body.contains(&logo));
        app.stranger().get(path(&link)).await.expect(404);
    }

    async fn a_link_ends_after_a_day_and_with_the_next_one(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let (first, second) = (link(&adam).await, link(&adam).await);
        app.stranger().get(path(&first)).await.expect(404);
        app.stranger().get(path(&second)).await.expect(200);
        app.advance(chrono::TimeDelta::hours(25));
        app.stranger().get(path(&second)).await.expect(404);
        let adam = app.as_staff("adam").await;
        assert!(adam.get("/agency/brand").await.json()["draft"].is_object(), "the draft itself stays");
        let third = link(&adam).await;
        adam.ask(Method::DELETE, "/agency/brand/draft").send().await.expect(204);
        app.stranger().get(path(&third)).await.expect(404);
    }

    async fn the_links_secret_is_not_kept(app: TestApp) {
        let link = link(&app.as_staff("adam").await).await;
        let token = link.rsplit('/').next().unwrap();
        for column in ["token_hash", "look"] {
            assert!(!app.store.value(&format!("SELECT {column} FROM brand_draft")).await.contains(token));
        }
        assert!(!app.store.value("SELECT detail FROM audit_entry WHERE action = 'brand.drafted'").await.contains(token));
    }
}
