use poem::http::Method;
use serde_json::json;

use crate::staff_api::made::patch_if;
use crate::support::TestApp;

both! {
    async fn a_canned_reply_is_kept_filled_and_forgotten(app: TestApp) {
        let (mia, adam, henry) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("henry").await);
        let body = "Hello {{client_first_name}},\n\nthank you for “{{request_subject}}” (#{{request_number}}).\n\n{{staff_name}}, {{ agency_name }}";
        let kept = mia.post("/canned-replies", json!({ "name": "Thanks", "body": body })).await.expect(201).json();
        let path = format!("/canned-replies/{}", kept["id"].as_str().unwrap());
        assert_eq!(adam.get("/canned-replies").await.expect(200).json()["items"][0]["name"], "Thanks");
        assert_eq!(henry.get("/canned-replies").await.expect(200).json()["items"], json!([]));
        let request = app.cast.acme.request;
        app.store.sql("UPDATE request SET author_name = '[Ana](https://evil.test) Ortiz', subject = '**bold** {{staff_name}}'").await;
        let filled = adam.get(&format!("/requests/{request}{path}")).await.expect(200).json();
        let said = filled["body"].as_str().unwrap();
        assert!(said.contains("Hello \\[Ana\\]\\(https\\:\\/\\/evil\\.test\\),"), "{said}");
        assert!(said.contains("\\*\\*bold\\*\\* \\{\\{staff\\_name\\}\\}") && said.contains("Northwind Studio"), "{said}");
        for (staff, of) in [(&henry, request), (&mia, app.cast.harbor.request), (&henry, app.cast.harbor.request)] {
            staff.get(&format!("/requests/{of}{path}")).await.expect(404);
        }
        let changed = adam.patch(&path, json!({ "name": "Thank you" })).await.expect(200).json();
        assert_eq!((&changed["name"], &changed["body"], &changed["version"]), (&json!("Thank you"), &json!(body), &json!(2)));
        assert_eq!(patch_if(&mia, &path, "\"1\"", &json!({ "name": "x" })).await.expect(412).code(), "stale");
        henry.patch(&path, json!({ "name": "x" })).await.expect(404);
        henry.ask(Method::DELETE, &path).send().await.expect(404);
        mia.ask(Method::DELETE, &path).send().await.expect(204);
        mia.get(&path).await.expect(404);
        let trail = app.as_staff("olivia").await.get("/audit?action=canned_reply").await.expect(200).json();
        assert_eq!(trail["items"].as_array().unwrap().len(), 3);
    }

    /// A place that there is not is told with where it stands, before anybody is sent one.
    async fn a_place_that_is_none_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let problem = mia.post("/canned-replies", json!({ "name": "x", "body": "größe {{password}}" })).await.expect(422).json();
        assert_eq!(problem["place"], json!({ "offset": 6, "word": "password" }));
        for wrong in ["{{", "{{client_name", "{{}}", "{{ client.name }}"] {
            mia.post("/canned-replies", json!({ "name": "x", "body": wrong })).await.expect(422);
        }
        mia.post("/canned-replies", json!({ "name": "\u{7}", "body": "x" })).await.expect(422);
        mia.post("/canned-replies", json!({ "name": "x", "body": "" })).await.expect(422);
        let known = mia.get("/canned-replies/placeholders").await.expect(200).json();
        let all: String = known["items"].as_array().unwrap().iter().map(|one| format!("{{{{{}}}}}", one["name"].as_str().unwrap())).collect();
        mia.post("/canned-replies", json!({ "name": "All", "body": all })).await.expect(201);
    }

    async fn an_agency_keeps_at_most_five_hundred_replies(app: TestApp) {
        let (mia, henry) = (app.as_staff("mia").await, app.as_staff("henry").await);
        for number in 0..500 {
            let new = json!({ "name": format!("Reply {number}"), "body": "Thanks" });
            mia.post("/canned-replies", new).await.expect(201);
        }
        let one_more = json!({ "name": "One more", "body": "Thanks" });
        assert_eq!(mia.post("/canned-replies", one_more.clone()).await.expect(409).code(), "too_many_replies");
        henry.post("/canned-replies", one_more).await.expect(201);
    }
}
