//! Versions that are documents: their pages, and places on them.

use serde_json::{Value, json};

use super::{current, page, sent, text};
use crate::files::upload;
use crate::support::{A4, Staff, TestApp, pdf_of, png};

/// A document of so many pages, as a version.
async fn menu(mia: &Staff, pages: usize) -> Value {
    let stored = upload(mia, "menu.pdf", pdf_of(&vec![(A4, "0.6 0.2 0.1 rg 90 90 90 90 re f"); pages])).await;
    json!({ "files": [stored.expect(201).json()["id"]] })
}

async fn with(app: &TestApp, mia: &Staff, version: Value) -> Value {
    let steps = json!([{ "title": "Menu", "version": version }]);
    let approval = json!({ "workspace_id": app.cast.acme.workspace, "title": "Menu", "steps": steps });
    let approval = sent(mia, approval).await;
    app.run_jobs().await;
    approval
}

fn file(approval: &Value, version: usize) -> String {
    text(&approval["steps"][0]["versions"][version]["files"][0], "id").to_owned()
}

/// What is drawn of one page of a document.
fn leaf<'a>(body: &'a str, file: &str, page: u32) -> &'a str {
    let (_, from) =
        body.split_once(&format!("id=\"file-{file}-page-{page}\"")).unwrap_or_else(|| panic!("no page {page}: {body}"));
    from.split_once("</section>").unwrap().0
}

both! {
    /// S1.58, S1.60: every page is shown, and what is said of a page stands on it.
    async fn s1_58_a_pin_stands_on_its_page(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = with(&app, &mia, menu(&mia, 3).await).await;
        let (id, version) = (file(&approval, 0), current(&approval, 0));
        let say = async |name: &str, place: &str| {
            let fields = [("version", version.as_str()), ("body", "Here."), (name, place)];
            carla.post(&format!("{}/comments", page(&approval)), &fields).await
        };
        let point = |page: u32| json!({ "kind": "point", "file": id, "page": page, "x": 0.25, "y": 0.5 }).to_string();
        let pinned = say("anchor", &point(3)).await.expect(303);
        assert!(pinned.location().contains(&format!("&file={id}&page=3#comment-")), "{}", pinned.location());
        say("anchor", &point(4)).await.expect(422);
        say("place", "page 2").await.expect(303);
        say("place", "page 9").await.expect(303);
        say("place", "page 3, top right").await.expect(303);
        say("place", "3 cm from the edge").await.expect(303);
        let said = mia.all(&format!("/approvals/{}/comments", text(&approval, "id")), 50).await;
        assert_eq!((&said[0]["anchor"]["kind"], &said[0]["anchor"]["page"]), (&json!("point"), &json!(3)));
        assert_eq!((&said[1]["anchor"]["kind"], &said[1]["anchor"]["page"]), (&json!("page"), &json!(2)));
        assert_eq!((said[2].get("anchor"), text(&said[2], "body")), (None, "page 9: Here."));
        assert_eq!((&said[3]["anchor"]["page"], text(&said[3], "body")), (&json!(3), "page 3, top right: Here."));
        assert_eq!((said[4].get("anchor"), text(&said[4], "body")), (None, "3 cm from the edge: Here."));
        let shown = carla.get(&page(&approval)).await.expect(200).body;
        for number in 1..=3 {
            let leaf = leaf(&shown, &id, number);
            assert!(leaf.contains(&format!("/portal/files/{id}/pages/{number}\"")) && leaf.contains("loading=\"lazy\""), "{leaf}");
            assert!(leaf.contains(&format!("data-tool=\"pin\" data-file=\"{id}\" data-page=\"{number}\"")), "{leaf}");
            let pin = format!("class=\"pin\" href=\"#comment-{}\"", text(&said[0], "id"));
            let note = format!("class=\"note-number\" href=\"#comment-{}\"", text(&said[1], "id"));
            assert_eq!((leaf.contains(&pin), leaf.contains(&note)), (number == 3, number == 2), "{leaf}");
        }
        assert!(shown.contains(&format!("href=\"#file-{id}-page-3\">menu.pdf, page 3, 25 % / 50 %</a>")), "{shown}");
        assert!(!shown.contains(&format!("/portal/files/{id}/preview")), "{shown}");
    }

    async fn the_same_page_of_two_versions_is_compared(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = with(&app, &mia, menu(&mia, 3).await).await;
        let path = format!("/approvals/{}/steps/{}/versions", text(&approval, "id"), text(&approval["steps"][0], "id"));
        let approval = mia.post(&path, menu(&mia, 4).await).await.expect(201).json();
        app.run_jobs().await;
        let at = async |page_number: u32| {
            let path = format!("{}?step={}&compare=1-2&page={page_number}", page(&approval), text(&approval["steps"][0], "id"));
            carla.get(&path).await.expect(200).body
        };
        let (old, new) = (file(&approval, 0), file(&approval, 1));
        let shows = |body: &str, file: &str, page: u32| body.contains(&format!("/portal/files/{file}/pages/{page}\""));
        let third = at(3).await;
        assert!(shows(&third, &old, 3) && shows(&third, &new, 3) && !shows(&third, &old, 1), "{third}");
        assert!(third.contains("Page 3 of 4") && third.contains("&amp;page=2#compare-title") && third.contains("data-wipe"));
        let fourth = at(4).await;
        assert!(shows(&fourth, &new, 4) && fourth.contains("Version 1 has no page 4.") && !fourth.contains("data-wipe"));
        assert!(shows(&at(0).await, &old, 1) && shows(&at(99).await, &new, 4));
    }

    /// A long document is shown in parts, which work without a script.
    async fn a_long_document_is_shown_in_parts(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = with(&app, &mia, menu(&mia, 23).await).await;
        let (id, version) = (file(&approval, 0), current(&approval, 0));
        let first = carla.get(&page(&approval)).await.expect(200).body;
        let next = format!("version={version}&amp;file={id}&amp;page=21#file-{id}-page-21");
        assert!(first.contains("Pages 1–20 of 23") && first.contains(&next), "{first}");
        assert!(!first.contains(&format!("id=\"file-{id}-page-21\"")));
        let last = carla.get(&format!("{}?file={id}&page=22", page(&approval))).await.expect(200).body;
        assert!(last.contains("Pages 21–23 of 23") && leaf(&last, &id, 23).contains("/pages/23"));
        let other = carla.get(&format!("{}?file={}&page=22", page(&approval), app.cast.acme.file)).await.expect(200).body;
        assert!(other.contains("Pages 1–20 of 23"), "another file's page is not this one's");
    }

    /// What comes after a long document is one press away, and so is the decision.
    async fn a_version_of_several_things_begins_with_its_contents(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let poster = upload(&mia, "poster.png", png(60, 40)).await.expect(201).json();
        let mut version = menu(&mia, 23).await;
        version["files"].as_array_mut().unwrap().insert(0, poster["id"].clone());
        version["body"] = json!("Last words.");
        let approval = with(&app, &mia, version).await;
        let files = approval["steps"][0]["versions"][0]["files"].as_array().unwrap().clone();
        let shown = carla.get(&page(&approval)).await.expect(200).body;
        let (_, rest) = shown.split_once("class=\"stage-contents\"").unwrap_or_else(|| panic!("no contents: {shown}"));
        let (contents, stage) = rest.split_once("id=\"stage\"").unwrap();
        let link = |file: &Value| format!("href=\"#file-{}\">{}</a>", text(file, "id"), text(file, "name"));
        assert!(contents.contains(&link(&files[0])) && contents.contains(&format!("{}, 23 pages", link(&files[1]))), "{contents}");
        assert!(contents.contains("href=\"#sheet\">Text</a>") && contents.contains("href=\"#decision\""), "{contents}");
        for file in &files {
            assert!(stage.contains(&format!("id=\"file-{}\"", text(file, "id"))), "{stage}");
        }
        assert!(stage.contains("id=\"sheet\"") && stage.contains("id=\"decision\""), "{stage}");
        // One thing has no contents.
        let one = with(&app, &mia, json!({ "files": [poster["id"]] })).await;
        assert!(!carla.get(&page(&one)).await.expect(200).body.contains("class=\"stage-contents\""));
    }

    /// A picture is shown once it was drawn here; until then its content is only served to be saved.
    async fn a_picture_that_is_not_drawn_yet_is_not_shown_broken(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let send = async |name: &str, content: Vec<u8>| {
            let stored = upload(&mia, name, content).await.expect(201).json();
            sent(&mia, json!({ "workspace_id": app.cast.acme.workspace, "title": name,
                "steps": [{ "title": name, "version": { "files": [stored["id"]] } }] })).await
        };
        let poster = send("poster.png", png(60, 40)).await;
        let broken = send("broken.png", b"\x89PNG\r\n\x1a\nnothing more".to_vec()).await;
        for approval in [&poster, &broken] {
            let waiting = carla.get(&page(approval)).await.expect(200).body;
            assert!(waiting.contains("It is still being drawn.") && !waiting.contains("data-canvas"), "{waiting}");
        }
        app.run_jobs().await;
        let drawn = carla.get(&page(&poster)).await.expect(200).body;
        assert!(!drawn.contains("It is still being drawn."), "{drawn}");
        // The button for a pin stands above the picture, and not below where the decision lies over it.
        let (tool, picture) = (drawn.find("data-tool=\"pin\"").unwrap(), drawn.find("data-canvas=").unwrap());
        assert!(tool < picture, "{drawn}");
        let failed = carla.get(&page(&broken)).await.expect(200).body;
        assert!(failed.contains("It could not be drawn. Save it to see it.") && !failed.contains("data-canvas"), "{failed}");
    }

    /// Whoever has opened the page before need not look again, and nothing changes under them once it is there.
    async fn what_was_drawn_comes_to_an_open_page(app: TestApp) {
        app.hear().await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let stored = upload(&mia, "poster.png", png(60, 40)).await.expect(201).json();
        // Everything but the drawing is done first.
        let drawing = async |state: &str| {
            let its = format!("kind = 'make_preview' AND payload LIKE '%{}%'", text(&stored, "id"));
            let set = format!("UPDATE job SET state = '{state}' WHERE {its}");
            assert_eq!(app.store.sql(&set).await, 1);
        };
        drawing("failed").await;
        let approval = with(&app, &mia, json!({ "files": [stored["id"]] })).await;
        let topic = format!("approval:{}", text(&approval, "id"));
        let figure = async || {
            let shown = carla.get(&page(&approval)).await.expect(200).body;
            let from = shown.split_once(&format!("id=\"file-{}\"", file(&approval, 0))).unwrap().1;
            from.split_once("</figure>").unwrap().0.to_owned()
        };
        let waiting = figure().await;
        assert!(waiting.contains(&format!("data-live=\"{topic}\"")) && !waiting.contains("data-canvas"), "{waiting}");
        let mut ear = carla.get("/portal/events").await.expect(200).stream.unwrap();
        drawing("ready").await;
        app.run_jobs().await;
        while ear.next().await.data["topic"] != topic {}
        let drawn = figure().await;
        assert!(drawn.contains("data-canvas") && !drawn.contains("data-live"), "{drawn}");
    }

    /// A picture that is still being drawn has its place in the film of versions already.
    async fn the_small_picture_of_a_version_is_of_the_same_file_at_any_time(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let late = upload(&mia, "late.png", png(60, 40)).await.expect(201).json();
        let early = upload(&mia, "early.png", png(40, 60)).await.expect(201).json();
        let first = with(&app, &mia, json!({ "files": [late["id"], early["id"]], "body": "Some words." })).await;
        let path = format!("/approvals/{}/steps/{}/versions", text(&first, "id"), text(&first["steps"][0], "id"));
        mia.post(&path, json!({ "body": "Other words." })).await.expect(201);
        let files = first["steps"][0]["versions"][0]["files"].as_array().unwrap().clone();
        let film = async || {
            let shown = carla.get(&page(&first)).await.expect(200).body;
            shown.split_once("class=\"film-picture\"").unwrap().1.split_once("class=\"film-words\"").unwrap().0.to_owned()
        };
        let preview = |file: usize| format!("/portal/files/{}/preview", text(&files[file], "id"));
        assert!(film().await.contains(&preview(0)));
        assert_eq!(app.store.sql("UPDATE file SET preview = 'waiting' WHERE name = 'late.png'").await, 1);
        let waiting = film().await;
        assert!(!waiting.contains("/preview") && !waiting.contains("Some words."), "{waiting}");
    }

    /// What no browser is given to show is said, and not shown broken.
    async fn a_picture_that_is_not_decoded_is_not_shown(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec();
        let stored = upload(&mia, "moving.gif", gif).await.expect(201).json();
        assert_eq!(stored["media_type"], "image/gif");
        let approval = with(&app, &mia, json!({ "files": [stored["id"]] })).await;
        let shown = carla.get(&page(&approval)).await.expect(200).body;
        assert!(shown.contains("This picture is not shown here. Save it to see it.") && shown.contains(">Save<") && !shown.contains("data-canvas"), "{shown}");
    }
}
