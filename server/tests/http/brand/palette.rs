use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, Staff, TestApp};

async fn put(staff: &Staff, body: Value) -> Answer {
    staff.ask(Method::PUT, "/agency/brand/draft").json(&body).send().await
}

/// The stylesheet of the agency's colours that a page loads.
async fn sheet(browser: &Browser, path: &str) -> String {
    let page = browser.get(path).await;
    let at = page.body.find("/brand/").unwrap();
    let address: String = page.body[at..].chars().take_while(|letter| *letter != '"').collect();
    let sheet = browser.get(&address).await.expect(200);
    assert!(
        sheet.header("cache-control").contains("immutable") && sheet.header("content-type").starts_with("text/css")
    );
    sheet.body
}

both! {
    async fn s2_125_a_published_palette_colours_the_next_page(app: TestApp) {
        let (adam, carla) = (app.as_staff("adam").await, app.as_client("carla").await);
        assert!(sheet(&carla, "/portal").await.contains("--accent:light-dark(#0f766e"), "the colour it was made with");
        let light = json!({ "accent": "#9a3b26", "background": "#fbf8f4", "border": "#e9e0d8" });
        let draft = put(&adam, json!({ "palette": { "light": light, "dark": { "accent": "#e39479" } } })).await.expect(200);
        assert_eq!(draft.json()["corrected"], json!([]));
        assert!(sheet(&carla, "/portal").await.contains("#0f766e"), "a draft is nobody's yet");
        let published = adam.post("/agency/brand/publish", json!({})).await.expect(200);
        assert_eq!(published.json()["published"]["light"]["border"], "#e9e0d8");
        assert!(published.json().get("draft").is_none());
        for (browser, path) in [(&carla, "/portal"), (&app.stranger(), "/portal/login"), (&carla, "/portal/nothing")] {
            let sheet = sheet(browser, path).await;
            assert!(sheet.contains("--accent:light-dark(#9a3b26,#e39479)"), "{path}: {sheet}");
            assert!(sheet.contains("--background:light-dark(#fbf8f4,"), "{path}: {sheet}");
        }
        let hana = app.as_client("hana").await;
        assert!(self::sheet(&hana, "/portal").await.contains("#0f766e"), "another agency keeps its own");
        let twice = adam.post("/agency/brand/publish", json!({})).await.expect(409);
        assert_eq!(twice.code(), "no_draft");
    }

    async fn a_palette_that_cannot_be_read_is_refused_with_the_pair_and_the_ratio(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let pale = json!({ "light": { "accent": "#1f5f4c", "background": "#ffffff", "muted": "#8c8c8c" } });
        let refused = put(&adam, json!({ "palette": pale })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "light.muted");
        assert_eq!(refused["errors"][0]["message"], "muted on background has 3.36:1; 4.5:1 is needed");
        assert!(adam.get("/agency/brand").await.json().get("draft").is_none(), "nothing is kept of it");

        let corrected = put(&adam, json!({ "palette": pale, "correct": true })).await.expect(200).json();
        let correction = &corrected["corrected"][0];
        assert_eq!((correction["field"].as_str(), correction["from"].as_str()), (Some("light.muted"), Some("#8c8c8c")));
        assert_eq!(correction["to"], corrected["look"]["light"]["muted"]);
    }

    async fn a_colour_that_is_none_is_refused_at_its_field(app: TestApp) {
        let adam = app.as_staff("adam").await;
        for wrong in ["red", "#fff", "#12345g", "", "url(javascript:1)", "#112233;}body{display:none", "#１１２２３３"] {
            let palette = json!({ "light": { "accent": "#1f5f4c", "text": wrong }, "dark": { "on_accent": wrong } });
            let refused = put(&adam, json!({ "palette": palette })).await.expect(422).json();
            let fields: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
            assert_eq!(fields, ["light.text", "dark.on_accent"], "{wrong}");
        }
        let nothing = put(&adam, json!({ "palette": { "light": {} } })).await.expect(422).json();
        assert_eq!(nothing["errors"][0]["field"], "light.accent");
        put(&adam, json!({ "palette": { "light": { "accent": 7 } } })).await.expect(422);
        put(&adam, json!({ "palette": { "light": { "accent": "#1f5f4c", "shadow": "#000000" } } })).await.expect(400);
    }

    async fn a_stylesheet_is_made_of_colours_or_not_at_all(app: TestApp) {
        let stranger = app.stranger();
        for wrong in ["none.css", "aa.css", ".css", "x.png", "x.svg", "112233-445566-41.js", "%3Cscript%3E.css"] {
            stranger.get(&format!("/brand/{wrong}")).await.expect(404);
        }
        let mark = stranger.get("/brand/9a3b26-ffffff-3c.svg").await.expect(200);
        assert!(mark.body.contains("&#60;") && mark.header("content-security-policy").contains("sandbox"));
    }

    async fn publishing_happens_once_for_a_key_and_not_over_what_has_changed(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let tag = adam.get("/agency/brand").await.expect(200).header("etag").to_owned();
        put(&adam, json!({ "palette": { "light": { "accent": "#1f5f4c" } } })).await.expect(200);
        adam.patch("/agency", json!({ "welcome": "Hello" })).await.expect(200);
        let publish = || adam.ask(Method::POST, "/agency/brand/publish").header("idempotency-key", "once");
        publish().header("if-match", &tag).send().await.expect(412);
        publish().send().await.expect(200);
        publish().send().await.expect(200);
        let audit = adam.get("/audit?action=brand.published").await.expect(200).json();
        assert_eq!(audit["items"].as_array().unwrap().len(), 1);
    }
}
