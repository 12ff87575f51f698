use serde_json::{Value, json};

use super::{outcomes, send, trail};
use crate::support::{Answer, TestApp, canaries, email};

const HEAD: &str = "external_id,workspace,subject,body,status,tags,created_at\n";

/// The lines of a file of JSON lines.
fn lines(answer: &Answer) -> Vec<Value> {
    answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A text as it stands in a query.
fn coded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

both! {
    async fn an_export_of_requests_is_filtered_and_runs_nothing_in_a_spreadsheet(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = format!(
            "{HEAD}X-1,acme,=1+1,\"+cmd|' /C calc'!A0\",resolved,\"a,b\",2020-01-01\nX-2,bluebird,\"Quote \"\" and, comma\",\"two\nlines\",open,,2020-02-01\n"
        );
        send(&olivia, "requests", file).await.expect(200);
        let all = olivia.get("/exports/requests").await.expect(200);
        assert!(all.header("content-disposition").contains("requests.csv"));
        assert_eq!(all.header("content-type"), "text/csv; charset=utf-8");
        let first = all.body.lines().nth(1).unwrap();
        assert!(first.starts_with("X-1,acme,'=1+1,'+cmd|' /C calc'!A0,support,feedback,resolved,normal,"), "{first}");
        assert!(first.contains(&email("carla")) && first.contains(",a; b,,2020-01-01T00:00:00Z,"), "{first}");
        assert!(all.body.contains("\"Quote \"\" and, comma\",\"two\nlines\""), "{}", all.body);
        for cell in all.body.lines().flat_map(|line| line.split(',')) {
            assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '@']), "{cell}");
        }
        let wanted = coded("status:resolved workspace:acme");
        let some = olivia.get(&format!("/exports/requests?format=jsonl&filter={wanted}")).await.expect(200);
        assert!(some.header("content-disposition").contains("requests.jsonl"));
        assert_eq!(some.header("content-type"), "application/jsonl");
        let rows = lines(&some);
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0]["subject"], &rows[0]["body"]), (&json!("=1+1"), &json!("+cmd|' /C calc'!A0")), "as it is");
        assert_eq!((&rows[0]["tags"], &rows[0]["external_id"]), (&json!(["a", "b"]), &json!("X-1")));
        assert_eq!(trail(&olivia, "requests.exported").await["detail"], json!({ "format": "jsonl", "filter": "status:resolved workspace:acme" }));
        let before = olivia.all("/audit?action=requests.exported", 50).await.len();
        assert_eq!(olivia.get("/exports/requests?filter=status:nowhere").await.expect(422).json()["errors"][0]["field"], "filter");
        olivia.get("/exports/requests?format=xls").await.expect(400);
        assert_eq!(olivia.all("/audit?action=requests.exported", 50).await.len(), before, "nothing was taken away");
        // Another agency's file has nothing of all this.
        let theirs = app.as_staff("henry").await.get("/exports/requests").await.expect(200);
        assert!(theirs.body.contains(canaries::HARBOR) && !theirs.body.contains("X-1") && !theirs.body.contains(canaries::ACME));
    }

    /// More than a page of a list, and each of them once.
    async fn an_export_of_many_loses_nothing(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let rows: String = (0..450).map(|number| format!("M-{number},acme,Lamp {number},x\n")).collect();
        send(&olivia, "requests", format!("external_id,workspace,subject,body\n{rows}")).await.expect(200);
        let rows = lines(&olivia.get("/exports/requests?format=jsonl").await.expect(200));
        let mut ids: Vec<&str> = rows.iter().filter_map(|row| row["external_id"].as_str()?.strip_prefix("M-")).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((ids.len(), rows.len()), (450, olivia.all("/requests?status=all", 200).await.len()));
    }

    /// What was exported is known where it comes back: nothing is made, and nothing changes.
    async fn an_export_is_a_file_that_an_import_takes(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        // Projects are known by their names, and these have the same.
        for (number, project) in olivia.all("/projects", 200).await.iter().enumerate() {
            let path = format!("/projects/{}", project["id"].as_str().unwrap());
            olivia.patch(&path, json!({ "name": format!("Project {number}") })).await.expect(200);
        }
        send(&olivia, "requests", format!("{HEAD}X-1,acme,=1+1,- a list,open,,2020-01-01\n")).await.expect(200);
        send(&olivia, "projects", "workspace,name,description\nacme,Shop,=1+1\n").await.expect(200);
        send(&olivia, "clients", "workspace,name,email,permissions\nSolo,,,\nDuo,Nora,nora@duo.test,can_comment\n").await.expect(200);
        for (kind, query) in [("requests", ""), ("projects", "?existing=skip"), ("clients", "?existing=skip")] {
            let file = olivia.get(&format!("/exports/{kind}")).await.expect(200);
            let back = send(&olivia, &format!("{kind}{query}"), file.body).await.expect(200).json();
            assert!(outcomes(&back).iter().all(|(_, outcome)| *outcome == "skipped"), "{kind}: {back}");
        }
        // Another agency takes it over as it is; what was an apostrophe of ours is gone.
        let henry = app.as_staff("henry").await;
        let file = olivia.get("/exports/projects").await.expect(200).body;
        let head = file.lines().next().unwrap();
        let shop = file.lines().find(|line| line.contains("Shop")).unwrap().replace("acme", "harbor");
        let done = send(&henry, "projects", format!("{head}\n{shop}\n")).await.expect(200).json();
        let id = done["items"][0]["id"].as_str().unwrap();
        assert_eq!(henry.get(&format!("/projects/{id}")).await.expect(200).json()["summary"], "=1+1");
    }

    /// The apostrophe before what begins like a formula is the file's, and no part of the name.
    async fn names_that_begin_like_formulas_come_back_as_they_were(app: TestApp) {
        let (olivia, henry) = (app.as_staff("olivia").await, app.as_staff("henry").await);
        let house = olivia.post("/workspaces", json!({ "name": "@Work", "slug": "at-work" })).await.expect(201).json();
        let path = format!("/workspaces/{}", house["id"].as_str().unwrap());
        olivia.post("/projects", json!({ "workspace_id": house["id"], "name": "-Site", "summary": "" })).await.expect(201);
        let nora = "workspace,short_name,name,email\n'@Work,at-work,'+Nora,nora@work.test\n";
        send(&olivia, "clients?existing=skip", nora).await.expect(200);
        let ours = async |kind: &str| {
            let file = olivia.get(&format!("/exports/{kind}")).await.expect(200).body;
            let row = file.lines().find(|line| line.contains("at-work")).unwrap();
            format!("{}\n{row}\n", file.lines().next().unwrap())
        };
        let clients = ours("clients").await;
        assert!(clients.contains("\n'@Work,at-work,") && clients.contains(",'+Nora,"), "{clients}");
        let back = send(&olivia, "clients?existing=update", clients.clone()).await.expect(200).json();
        assert_eq!(outcomes(&back), [(2, "updated")]);
        assert_eq!(olivia.get(&path).await.expect(200).json()["name"], "@Work");
        let back = send(&olivia, "projects?existing=skip", ours("projects").await).await.expect(200).json();
        assert_eq!(outcomes(&back), [(2, "skipped")]);
        let lamp = "external_id,workspace,subject,body,project\nL-1,at-work,Lamp,It is dark.,'-Site\n";
        let lamp = send(&olivia, "requests", lamp).await.expect(200).json();
        let lamp = olivia.get(&format!("/requests/{}", lamp["items"][0]["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(lamp["project"]["name"], "-Site");
        let there = send(&henry, "clients", clients).await.expect(200).json();
        let path = format!("/workspaces/{}", there["items"][0]["id"].as_str().unwrap());
        assert_eq!(henry.get(&path).await.expect(200).json()["name"], "@Work");
        assert_eq!(henry.all(&format!("{path}/members"), 50).await[0]["name"], "+Nora");
    }

    async fn clients_and_projects_are_files_too(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = olivia.get("/exports/clients").await.expect(200);
        assert!(file.header("content-disposition").contains("clients.csv"));
        let carla = file.body.lines().find(|line| line.contains(&email("carla"))).unwrap();
        assert!(carla.contains(",acme,yes,yes,yes,") && carla.ends_with(",everything"), "{carla}");
        let people = lines(&olivia.get("/exports/clients?format=jsonl").await.expect(200));
        let victor = people.iter().find(|row| row["email"] == email("victor")).unwrap();
        assert_eq!((&victor["short_name"], &victor["permissions"], &victor["work"]), (&json!("acme"), &json!("viewer"), &json!(true)));
        let projects = lines(&olivia.get("/exports/projects?format=jsonl").await.expect(200));
        assert_eq!(projects.len(), olivia.all("/projects", 200).await.len());
        for (action, format) in [("clients.exported", "jsonl"), ("projects.exported", "jsonl")] {
            assert_eq!(trail(&olivia, action).await["detail"], json!({ "format": format }));
        }
        // What is in the archive stays there.
        olivia.post(&format!("/workspaces/{}/archive", app.cast.acme.workspace), json!({})).await.expect(200);
        for kind in ["clients", "projects", "requests"] {
            let file = olivia.get(&format!("/exports/{kind}")).await.expect(200);
            assert!(!file.body.contains(",acme,") && !file.body.starts_with("acme,") && !file.body.contains("\nacme,"), "{kind}");
        }
    }

    /// Whoever may be asked first about it is not whose it is.
    async fn what_is_the_whole_clients_has_no_author_in_a_file(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let new = json!({
            "workspace_id": app.cast.acme.workspace, "kind": "support", "category": "bugs", "subject": "Broken lamp",
            "body": "You rang."
        });
        olivia.post("/requests", new).await.expect(201);
        let rows = lines(&olivia.get("/exports/requests?format=jsonl").await.expect(200));
        let lamp = rows.iter().find(|row| row["subject"] == "Broken lamp").unwrap();
        assert!(lamp["author"].is_null() && lamp["workspace"] == "acme", "{lamp}");
    }
}
