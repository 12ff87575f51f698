use serde_json::{Value, json};

use super::{allow, current, history, kinds, next, page, sent, simple, text};
use crate::support::{Browser, TestApp};

async fn say(client: &Browser, approval: &Value, version: &str, more: &[(&str, &str)]) -> crate::support::Answer {
    let mut fields = vec![("version", version), ("body", "Look **here**.")];
    fields.extend(more);
    client.post(&format!("{}/comments", page(approval)), &fields).await
}

both! {
    /// S1.58, S1.46, S1.50, S1.61: a comment stands at a passage of its version, is answered, and is dealt with by
    /// either side.
    async fn s1_58_a_comment_stands_at_its_passage_and_is_a_thread(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        let version = current(&approval, 0);
        let anchor = json!({ "kind": "passage", "quote": "roast slowly", "prefix": "We ", "suffix": ".", "start": 3 });
        say(&carla, &approval, &version, &[("anchor", &anchor.to_string())]).await.expect(303);
        let path = format!("/approvals/{}/comments", text(&approval, "id"));
        let said = mia.all(&path, 50).await;
        assert_eq!((said[0]["number"].as_i64(), &said[0]["anchor"]["quote"]), (Some(1), &json!("roast slowly")));
        let answer = json!({ "version_id": version, "parent_id": said[0]["id"], "body": "We see it." });
        mia.post(&path, answer.clone()).await.expect(201);
        // An answer is answered where its thread is, and stands nowhere itself.
        let mut nested = answer.clone();
        nested["parent_id"] = mia.all(&path, 50).await[1]["id"].clone();
        mia.post(&path, nested).await.expect(422);
        let mut placed = answer;
        placed["anchor"] = anchor.clone();
        mia.post(&path, placed).await.expect(422);
        let shown = carla.get(&page(&approval)).await.expect(200);
        assert!(shown.body.contains("We see it.") && shown.body.contains("roast slowly</q>"), "{}", shown.body);
        let id = text(&said[0], "id");
        let resolved = mia.post(&format!("{path}/{id}/resolve"), json!({})).await.expect(200).json();
        assert_eq!(text(&resolved, "resolved_by"), "Mia");
        mia.post(&format!("{path}/{id}/resolve"), json!({})).await.expect(200);
        carla.post(&format!("{}/comments/{id}/reopen", page(&approval)), &[]).await.expect(303);
        assert!(mia.all(&path, 50).await[0].get("resolved_at").is_none());
        let events = history(&mia, &approval).await;
        assert_eq!(kinds(&events)[2..], ["commented", "commented", "opened", "resolved", "unresolved"]);
        // It stays with its version.
        let now = next(&mia, &approval, 0, "Another text").await;
        assert!(!carla.get(&page(&now)).await.body.contains("roast slowly</q>"));
        let old = carla.get(&format!("{}?version={version}", page(&now))).await.expect(200);
        assert!(old.body.contains("roast slowly</q>") && old.body.contains("Version 2 was sent"));
    }

    /// Without a script, and by the keyboard, words of the text are a place where they are typed in quotation marks.
    async fn a_passage_is_typed(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        let version = current(&approval, 0);
        assert!(carla.get(&page(&approval)).await.expect(200).body.contains("name=\"place\""));
        say(&carla, &approval, &version, &[("place", "“roast slowly”")]).await.expect(303);
        say(&carla, &approval, &version, &[("place", "“roast quickly”")]).await.expect(303);
        let said = mia.all(&format!("/approvals/{}/comments", text(&approval, "id")), 50).await;
        assert_eq!(text(&said[0]["anchor"], "quote"), "roast slowly");
        assert!(said[1]["anchor"].is_null() && text(&said[1], "body").starts_with("“roast quickly”: "), "{said:?}");
        let shown = carla.get(&page(&approval)).await.expect(200);
        assert!(shown.body.contains("class=\"note-quote\" href=\"#sheet\""), "the quotation does not lead to the text");
    }

    /// A place that cannot be is refused; one that only people understand is said in words.
    async fn a_comments_place_is_one_of_its_version(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        let version = current(&approval, 0);
        for wrong in [
            json!({ "kind": "passage", "quote": "no such words" }),
            json!({ "kind": "point", "file": app.cast.acme.request, "x": 0.5, "y": 0.5 }),
            json!({ "kind": "point", "x": 0.5, "y": 0.5 }),
            json!({ "kind": "passage", "quote": "roast", "x": 1 }),
            json!({ "kind": "elsewhere" }),
            json!([1, 2]),
        ] {
            let refused = say(&carla, &approval, &version, &[("anchor", &wrong.to_string())]).await.expect(422);
            assert!(refused.body.contains("Look **here**."), "{wrong}");
            let path = format!("/approvals/{}/comments", text(&approval, "id"));
            let refused = mia.post(&path, json!({ "version_id": version, "body": "x", "anchor": wrong })).await;
            assert!([400, 422].contains(&refused.status), "{wrong}: {}", refused.everything());
        }
        // What is too long is told how much fits, to clients as to staff.
        let long = json!({ "kind": "passage", "quote": "We roast ".repeat(250) });
        let refused = say(&carla, &approval, &version, &[("anchor", &long.to_string())]).await.expect(422);
        assert!(refused.body.contains("at most 2000 characters"), "{}", refused.body);
        let path = format!("/approvals/{}/comments", text(&approval, "id"));
        let refused = mia.post(&path, json!({ "version_id": version, "body": "x", "anchor": long })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "anchor");
        assert!(refused.to_string().contains("at most 2000 characters"), "{refused}");
        say(&carla, &approval, &version, &[("place", "second line")]).await.expect(303);
        say(&carla, &approval, &version, &[("body", " ")]).await.expect(422);
        let said = mia.all(&format!("/approvals/{}/comments", text(&approval, "id")), 50).await;
        assert_eq!(said.len(), 1);
        assert_eq!(text(&said[0], "body"), "second line: Look **here**.");
    }

    /// S1.132, S1.134: either permission is enough to comment, and one of them is needed.
    async fn s1_132_who_may_approve_or_comment_comments(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let approval = sent(&mia, simple(&app, "Story")).await;
        let version = current(&approval, 0);
        let set = async |column: &str, allowed: bool| allow(&app, "victor", column, allowed).await;
        let browser = app.as_client("victor").await;
        say(&browser, &approval, &version, &[]).await.expect(404);
        set("can_comment", true).await;
        say(&browser, &approval, &version, &[]).await.expect(303);
        set("can_comment", false).await;
        set("can_approve_work", true).await;
        say(&browser, &approval, &version, &[]).await.expect(303);
        assert_eq!(mia.all(&format!("/approvals/{}/comments", text(&approval, "id")), 50).await.len(), 2);
    }
}
