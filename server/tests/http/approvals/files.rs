//! Versions that are files, and files that come with comments.

use chrono::TimeDelta;
use portico::features::certificates;
use serde_json::json;

use super::{current, decide, page, sent, simple, text};
use crate::files::upload;
use crate::support::{TestApp, png};

both! {
    /// S1.40, S1.41, S1.52–S1.54: what was uploaded is what the client sees, downloads, approves and has proved.
    async fn s1_52_a_versions_files_are_seen_downloaded_approved_and_certified(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let picture = png(60, 40);
        let poster = upload(&mia, "Plakat.png", picture.clone()).await.expect(201).json();
        let paper = upload(&mia, "Papier.txt", "170 g, uncoated").await.expect(201).json();
        let version = json!({ "files": [poster["id"], paper["id"]] });
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "Poster",
            "steps": [{ "title": "Poster", "version": version }],
        })).await;
        let shown = carla.get(&page(&approval)).await.expect(200);
        let files = approval["steps"][0]["versions"][0]["files"].as_array().unwrap().clone();
        assert_eq!(files.iter().map(|file| text(file, "name")).collect::<Vec<_>>(), ["Plakat.png", "Papier.txt"]);
        for (file, content) in files.iter().zip([picture.as_slice(), b"170 g, uncoated"]) {
            let path = format!("/portal/files/{}/content", text(file, "id"));
            assert!(shown.body.contains(text(file, "name")) && shown.body.contains(&path), "{path}");
            assert_eq!(carla.get(&path).await.expect(200).bytes, content);
            app.as_client("ben").await.get(&path).await.expect(404);
        }
        assert!(carla.get("/portal/files?view=list").await.expect(200).body.contains("Plakat.png"));
        // A pin stands on one of them, and never on a page or a moment that it has not.
        let version = current(&approval, 0);
        let say = async |anchor: serde_json::Value| {
            let fields = [("version", version.as_str()), ("body", "x"), ("anchor", &anchor.to_string())];
            carla.post(&format!("{}/comments", page(&approval)), &fields).await
        };
        say(json!({ "kind": "point", "file": files[0]["id"], "x": 0.5, "y": 1.0 })).await.expect(303);
        for wrong in [
            json!({ "kind": "point", "file": files[0]["id"], "x": 0.5, "y": 1.1 }),
            json!({ "kind": "point", "file": files[0]["id"], "page": 1, "x": 0.5, "y": 0.5 }),
            json!({ "kind": "point", "file": files[1]["id"], "x": 0.5, "y": 0.5 }),
            json!({ "kind": "time", "file": files[0]["id"], "seconds": 1.0 }),
            json!({ "kind": "box", "file": files[0]["id"], "x": 0.5, "y": 0.5, "w": 0.6, "h": 0.1 }),
            json!({ "kind": "point", "file": app.cast.acme.file, "x": 0.5, "y": 0.5 }),
        ] {
            say(wrong).await.expect(422);
        }
        // Beside the work it is said where the pin is, for whoever does not see it.
        assert!(carla.get(&page(&approval)).await.expect(200).body.contains("class=\"note-place\">Plakat.png, 50 % / 100 %<"));
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let step = text(&approval["steps"][0], "id").to_owned();
        let pdf = carla.get(&format!("{}/certificate/{step}", page(&approval))).await.expect(200).bytes;
        let record = certificates::open(&pdf).unwrap().record;
        let proved: Vec<_> = record.version.files.iter().map(|file| file.sha256.as_str()).collect();
        assert_eq!(proved, [text(&poster, "sha256"), text(&paper, "sha256")]);
    }

    /// Of several recordings, a moment says which it is of; of one alone it need not.
    async fn a_moment_says_of_which_recording_it_is(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let of = |brand: &[u8]| [b"\0\0\0\x18ftyp".as_slice(), brand, b"\0\0\0\x01isommp42"].concat();
        let film = upload(&mia, "clip.mp4", of(b"M4V ")).await.expect(201).json();
        let jingle = upload(&mia, "jingle.m4a", of(b"M4A ")).await.expect(201).json();
        let shown = async |files: serde_json::Value| {
            let approval = sent(&mia, json!({
                "workspace_id": app.cast.acme.workspace, "title": "Spot",
                "steps": [{ "title": "Spot", "version": { "files": files } }],
            })).await;
            let version = current(&approval, 0);
            let file = approval["steps"][0]["versions"][0]["files"].as_array().unwrap().last().unwrap()["id"].clone();
            let anchor = json!({ "kind": "time", "file": file, "seconds": 43.0 }).to_string();
            let fields = [("version", version.as_str()), ("body", "Too loud."), ("anchor", &anchor)];
            carla.post(&format!("{}/comments", page(&approval)), &fields).await.expect(303);
            carla.get(&page(&approval)).await.expect(200).body
        };
        let both = shown(json!([film["id"], jingle["id"]])).await;
        assert!(both.contains(">jingle.m4a, 0:43<"), "{both}");
        let alone = shown(json!([jingle["id"]])).await;
        assert!(alone.contains(">0:43<"), "{alone}");
    }

    /// Both sides send files with a comment, once, and nobody else reaches them.
    async fn a_comment_carries_files_of_either_side(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        let version = current(&approval, 0);
        let comments = format!("{}/comments", page(&approval));
        let fields = [("version", version.as_str()), ("body", "Like this one."), ("once", "c1")];
        let sketch: [(&str, &[u8]); 1] = [("sketch.txt", b"a sketch")];
        for _ in 0..2 {
            carla.send(&comments, &fields, &sketch).await.expect(303);
        }
        carla.send(&comments, &fields, &[("sketch.txt", b"another")]).await.expect(409);
        let said = mia.all(&format!("/approvals/{}/comments", text(&approval, "id")), 50).await;
        assert_eq!((said.len(), text(&said[0]["files"][0], "name")), (1, "sketch.txt"));
        assert_eq!(said[0]["files"][0]["place"], "approval_comment");
        let answer = upload(&mia, "answer.txt", "yes").await.expect(201).json();
        let new = json!({ "version_id": version, "parent_id": said[0]["id"], "body": "So?", "files": [answer["id"]] });
        let path = format!("/approvals/{}/comments", text(&approval, "id"));
        let answered = mia.post(&path, new).await.expect(201).json();
        assert_eq!(text(&answered["files"][0], "name"), "answer.txt");
        let foreign = json!({ "version_id": version, "body": "So?", "files": [app.cast.harbor.upload] });
        assert_eq!(mia.post(&path, foreign).await.expect(422).json()["errors"][0]["field"], "files");
        let shown = carla.get(&page(&approval)).await.expect(200);
        assert!(shown.body.contains("sketch.txt") && shown.body.contains("answer.txt"));
        let file = format!("/portal/files/{}/content", text(&said[0]["files"][0], "id"));
        assert_eq!(carla.get(&file).await.expect(200).body, "a sketch");
        app.as_client("ben").await.get(&file).await.expect(404);
        // What is wrong is said at its field, with what was typed; no file stays.
        let before = app.store.value("SELECT count(*) FROM upload").await;
        let empty = carla.send(&comments, &[("version", &version), ("body", " ")], &sketch).await.expect(422);
        assert!(empty.body.contains("Choose the files again"), "{}", empty.body);
        let nothing = carla.send(&comments, &[("version", &version), ("body", "kept words")], &[("a.txt", b"")]).await.expect(422);
        assert!(nothing.body.contains("This file is empty.") && nothing.body.contains("kept words"));
        assert_eq!(app.store.value("SELECT count(*) FROM upload").await, before);
        // What a version shows is evidence; what was said of it is not.
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let decided = mia.all(&format!("/approvals/{}/decisions", text(&approval, "id")), 10).await;
        assert_eq!(decided[0]["evidence"]["files"], json!([]));
    }

    /// S1.40: an approval waits like everything that clients see, with its files, and can be recalled.
    async fn s1_40_an_approval_and_a_placed_comment_can_be_held(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let file = upload(&mia, "held.png", png(9, 9)).await.expect(201).json();
        let new = |title: &str| json!({ "approval_create": {
            "workspace_id": app.cast.acme.workspace, "title": title,
            "steps": [{ "title": "One", "version": { "body": "Held words", "files": [file["id"]] } }],
        } });
        let recalled = mia.post("/held", new("Taken back")).await.expect(201).json();
        let path = format!("/held/{}", text(&recalled, "id"));
        mia.ask(poem::http::Method::DELETE, &path).send().await.expect(200);
        let kept = mia.post("/held", new("Sent later")).await.expect(201).json();
        assert_eq!(kept["action"]["approval_create"]["steps"][0]["version"]["files"], json!([file["id"]]));
        let mut wrong = new("No version");
        wrong["approval_create"]["steps"][0]["version"] = json!({ "files": [app.cast.harbor.upload] });
        mia.post("/held", wrong).await.expect(422);
        let list = async || carla.get("/portal/approvals").await.expect(200).body;
        assert!(!list().await.contains("Sent later"));
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        let shown = list().await;
        assert!(shown.contains("Sent later") && !shown.contains("Taken back"));
        let id = mia.get(&format!("/held/{}", text(&kept, "id"))).await.expect(200).json()["result_id"].clone();
        let approval = mia.get(&format!("/approvals/{}", id.as_str().unwrap())).await.expect(200).json();
        let version = &approval["steps"][0]["versions"][0];
        let anchor = json!({ "kind": "point", "file": version["files"][0]["id"], "x": 0.25, "y": 0.5 });
        let comment = json!({ "approval_comment": {
            "approval_id": id, "version_id": version["id"], "body": "Here.", "anchor": anchor, "files": [file["id"]],
        } });
        let held = mia.post("/held", comment).await.expect(201).json();
        assert_eq!(held["action"]["approval_comment"]["anchor"], anchor);
        mia.post(&format!("/held/{}/send", text(&held, "id")), json!({})).await.expect(200);
        let said = mia.all(&format!("/approvals/{}/comments", text(&approval, "id")), 10).await;
        assert_eq!((&said[0]["anchor"], said[0]["files"].as_array().unwrap().len()), (&anchor, 1));
    }
}
