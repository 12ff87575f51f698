use serde_json::json;

use super::{deliver, text, upload};
use crate::support::{TestApp, pdf, png};

both! {
    async fn the_gallery_shows_what_was_delivered_by_kind_and_project(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        deliver(&mia, &app.cast.acme, "sheet.png", png(40, 30)).await;
        deliver(&mia, &app.cast.bluebird, "bluebirdcanary.pdf", pdf()).await;
        app.run_jobs().await;
        let own = "acmecanary.pdf";
        for (query, shown, hidden) in [
            ("", vec![own, "sheet.png"], vec!["bluebirdcanary"]),
            ("?kind=images", vec!["sheet.png"], vec![own]),
            ("?kind=documents&view=list", vec![own], vec!["sheet.png"]),
            ("?kind=media", vec!["Nothing matches"], vec![own, "sheet.png"]),
            (&format!("?project={}", app.cast.acme.project), vec![own], vec!["sheet.png"]),
            (&format!("?project={}", app.cast.bluebird.project), vec!["Nothing matches"], vec![own, "bluebirdcanary"]),
        ] {
            let page = carla.get(&format!("/portal/files{query}")).await.expect(200);
            for name in shown {
                assert!(page.body.contains(name), "{query} lacks {name}");
            }
            for name in hidden {
                assert!(!page.body.contains(name), "{query} shows {name}");
            }
        }
        let page = carla.get("/portal/files").await;
        assert!(page.body.contains("/preview\""), "{}", page.body);
        assert!(page.body.contains("href=\"/portal/files\""), "the navigation");
    }

    /// Everybody of the client who sees files hears of new ones, and nobody else's; once for one delivery.
    async fn a_delivery_is_told_to_the_clients_people(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (carla, victor, ben) = (app.as_client("carla").await, app.as_client("victor").await, app.as_client("ben").await);
        deliver(&mia, &app.cast.acme, "acmecanary-poster.pdf", pdf()).await;
        let stored = upload(&mia, "first.txt", "x").await.expect(201).json();
        let three = json!({ "upload_ids": [stored["id"], stored["id"], stored["id"]] });
        mia.post(&format!("/workspaces/{}/files", app.cast.acme.workspace), three).await.expect(201);
        app.run_jobs().await;
        for browser in [&carla, &victor] {
            let news = browser.get("/portal/notifications").await.expect(200).body;
            assert!(news.contains("New in your files: acmecanary-poster.pdf"), "{news}");
            assert_eq!(news.matches("Mark as read: New in your files: first.txt and 2 more").count(), 1, "{news}");
        }
        assert!(!ben.get("/portal/notifications").await.expect(200).body.contains("acmecanary-poster"));
        let trail = app.as_staff("olivia").await.get("/audit?action=file.delivered").await.expect(200).json();
        assert_eq!(trail["items"][0]["detail"]["files"].as_array().unwrap().len(), 3);
    }

    async fn the_gallery_goes_on_where_it_ended(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let stored = upload(&mia, "many.txt", "x").await.expect(201).json();
        let many: Vec<_> = (0..50).map(|_| stored["id"].clone()).collect();
        let to = format!("/workspaces/{}/files", app.cast.acme.workspace);
        mia.post(&to, json!({ "upload_ids": many })).await.expect(201);
        let first = carla.get("/portal/files?view=list").await.expect(200);
        assert_eq!(first.body.matches("class=\"row-title\"").count(), 48);
        let next = first.body.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.contains("cursor="));
        let next = next.unwrap().replace("&amp;", "&");
        let rest = carla.get(&next).await.expect(200);
        assert_eq!(rest.body.matches("class=\"row-title\"").count(), 3);
        let all = mia.all(&format!("/files?workspace_id={}", app.cast.acme.workspace), 7).await;
        assert_eq!(all.len(), 51);
    }

    /// Who may not follow requests sees nothing of their files, wherever they ask.
    async fn a_requests_files_are_for_those_who_may_follow_requests(app: TestApp) {
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        let fields = [("kind", "job"), ("job_category", "design"), ("subject", "x"), ("body", "x")];
        carla.send("/portal/requests", &fields, &[("private.txt", b"acmecanary private")]).await.expect(303);
        let id = id_of(&app, "private.txt").await;
        for (browser, status) in [(&carla, 200), (&victor, 404)] {
            browser.get(&format!("/portal/files/{id}")).await.expect(status);
            browser.get(&format!("/portal/files/{id}/content")).await.expect(status);
            assert_eq!(browser.get("/portal/files").await.body.contains("private.txt"), status == 200);
        }
        victor.post("/portal/files/zip", &[("file", &id)]).await.expect(404);
        let own = app.cast.acme.file.to_string();
        let zip = victor.post("/portal/files/zip", &[("file", &id), ("file", &own)]).await.expect(200);
        assert!(!zip.body.contains("private"), "{}", zip.body);
    }

    /// A thousand files are one archive; one more is refused with the number that fits, and nothing is left out in silence.
    async fn an_archive_holds_a_thousand_files_and_says_so(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let stored = upload(&mia, "many.txt", "x").await.expect(201).json();
        let fifty: Vec<_> = (0..50).map(|_| stored["id"].clone()).collect();
        let to = format!("/workspaces/{}/files", app.cast.acme.workspace);
        for _ in 0..20 {
            mia.post(&to, json!({ "upload_ids": fifty })).await.expect(201);
        }
        let all = mia.all(&format!("/files?workspace_id={}", app.cast.acme.workspace), 200).await;
        let ids: Vec<&str> = all.iter().map(|file| text(&file["id"])).collect();
        assert_eq!(ids.len(), 1001);
        let listed = |answer: &crate::support::Answer| answer.bytes.windows(4).filter(|at| *at == b"PK\x01\x02").count();
        let choose = |ids: &[&str]| ids.iter().map(|id| ("file", (*id).to_owned())).collect::<Vec<_>>();
        let send = async |chosen: Vec<(&str, String)>| {
            let fields: Vec<(&str, &str)> = chosen.iter().map(|(name, id)| (*name, id.as_str())).collect();
            carla.post("/portal/files/zip", &fields).await
        };
        // The same one twice is one; one more is `too_many_files`.
        let mut thousand = choose(&ids[..1000]);
        thousand.push(("file", ids[0].to_owned()));
        assert_eq!(listed(&send(thousand).await.expect(200)), 1000);
        let refused = send(choose(&ids)).await.expect(409);
        assert!(refused.body.contains("1001 files were chosen") && refused.body.contains("at most 1000"), "{}", refused.body);
        // However many: it is the number of files that is said, as long as the form can be read at all.
        let many: Vec<String> = (0..5000).map(|_| uuid::Uuid::now_v7().to_string()).collect();
        let refused = send(choose(&many.iter().map(String::as_str).collect::<Vec<_>>())).await.expect(409);
        assert!(refused.body.contains("5000 files were chosen"), "{}", refused.body);
    }

    async fn the_chosen_files_come_as_one_archive(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut ids = Vec::new();
        for (name, content) in [("a.txt", "first"), ("A.txt", "second"), ("見積書.txt", "third"), ("x:y*.txt", "fourth")] {
            ids.push(text(&deliver(&mia, &app.cast.acme, name, content).await["id"]).to_owned());
        }
        let foreign = app.cast.bluebird.file.to_string();
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("file", id.as_str())).collect();
        fields.push(("file", &foreign));
        fields.push(("file", "nothing"));
        let zip = carla.post("/portal/files/zip", &fields).await.expect(200);
        assert_eq!(zip.header("content-type"), "application/zip");
        assert!(zip.header("content-disposition").contains("workspace files.zip"), "{}", zip.header("content-disposition"));
        for part in ["a.txt", "first", "A (2).txt", "second", "見積書.txt", "third", "x_y_.txt", "fourth"] {
            assert!(zip.body.contains(part), "{part}");
        }
        assert!(!zip.body.contains("bluebirdcanary"));
        // Nothing at all is `no_files_chosen`.
        let nothing = carla.post("/portal/files/zip", &[]).await.expect(409);
        assert!(nothing.body.contains("o file was chosen"), "{}", nothing.body);
        carla.post("/portal/files/zip", &[("file", &foreign)]).await.expect(404);
    }
}

async fn id_of(app: &TestApp, name: &str) -> String {
    let all = app.as_staff("mia").await.all("/files", 200).await;
    text(&all.iter().find(|file| file["name"] == name).unwrap()["id"]).to_owned()
}
