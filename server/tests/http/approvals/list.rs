//! The list of approvals: what needs the reader first, however much there is.

use chrono::TimeDelta;
use serde_json::json;

use super::{allow, decide, sent, simple};
use crate::support::{Answer, TestApp};

/// The titles that a page lists.
fn titles(page: &Answer) -> Vec<String> {
    let rows = page.body.split("class=\"row-title\"").skip(1);
    rows.filter_map(|row| Some(row.split_once('>')?.1.split('<').next()?.to_owned())).collect()
}

/// Where the list goes on.
fn more(page: &Answer) -> Vec<String> {
    let links = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|href| href.contains("cursor=")).map(|href| href.replace("&amp;", "&")).collect()
}

both! {
    /// What is late needs the reader more than what only waits longer.
    async fn what_is_late_stands_first(app: TestApp) {
        let mia = app.as_staff("mia").await;
        sent(&mia, simple(&app, "Undated")).await;
        app.advance(TimeDelta::minutes(5));
        for (title, hours) in [("Late", 2), ("Later still", 1), ("Due next week", 170)] {
            let mut new = simple(&app, title);
            new["steps"][0]["due_at"] = json!(app.app.database.system().now() + TimeDelta::hours(hours));
            sent(&mia, new).await;
        }
        app.advance(TimeDelta::hours(3));
        let listed = titles(&app.as_client("carla").await.get("/portal/approvals").await.expect(200));
        assert_eq!(listed[..2], ["Later still", "Late"], "{listed:?}");
        let at = |title: &str| listed.iter().position(|listed| listed == title).unwrap();
        assert!(at("Undated") < at("Due next week"), "{listed:?}");
    }

    /// However much is late, all of it stands on some page, before what is not.
    async fn what_is_late_goes_on_page_by_page(app: TestApp) {
        let mia = app.as_staff("mia").await;
        sent(&mia, simple(&app, "Undated")).await;
        let now = app.app.database.system().now();
        for number in 1..=28 {
            let mut new = simple(&app, &format!("Poster {number:02}"));
            new["steps"][0]["due_at"] = json!(now + TimeDelta::minutes(60 + number));
            sent(&mia, new).await;
        }
        app.advance(TimeDelta::hours(3));
        let carla = app.as_client("carla").await;
        let mut page = carla.get("/portal/approvals").await.expect(200);
        let mut listed = titles(&page);
        assert!(listed.iter().all(|title| title != "Undated"), "what is late stands first, also on the next page");
        while let Some(next) = more(&page).pop() {
            page = carla.get(&next).await.expect(200);
            listed.extend(titles(&page));
        }
        listed.retain(|title| title.starts_with("Poster") || title == "Undated");
        let mut all: Vec<String> = (1..=28).map(|number| format!("Poster {number:02}")).collect();
        all.push("Undated".to_owned());
        assert_eq!(listed, all);
    }

    async fn what_waits_goes_on_page_by_page_in_each_part(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let changed = sent(&mia, simple(&app, "Back with you")).await;
        decide(&carla, &changed, 0, "changes_requested", "Shorter").await.expect(303);
        let mut named = simple(&app, "For Victor");
        named["steps"][0]["reviewers"] = json!([app.cast.people["victor"]]);
        sent(&mia, named).await;
        for number in 1..=28 {
            sent(&mia, simple(&app, &format!("Poster {number:02}"))).await;
        }
        let first = carla.get("/portal/approvals").await.expect(200);
        let listed = titles(&first);
        // What the world began with waits the longest; then in the order in which they came.
        let own: Vec<&String> = listed.iter().filter(|title| title.starts_with("Poster")).collect();
        assert_eq!((own[0].as_str(), listed.iter().position(|title| title == own[0]).unwrap() < 25), ("Poster 01", true));
        let needs = first.body.find("Needs you").unwrap();
        let waiting = first.body.find("Waiting for colleagues").unwrap();
        let team = first.body.find("With the team").unwrap();
        assert!(needs < waiting && waiting < team, "what needs the reader comes first");
        assert!(first.body.find("For Victor").unwrap() > waiting && first.body.find("Back with you").unwrap() > team);
        let links = more(&first);
        assert_eq!(links.len(), 1, "{links:?}");
        let rest = carla.get(&links[0]).await.expect(200);
        let others = titles(&rest);
        assert!(more(&rest).is_empty() && !rest.body.contains("For Victor") && rest.body.contains("needs-you-rows"));
        let mut posters: Vec<String> = listed.into_iter().chain(others).filter(|title| title.starts_with("Poster")).collect();
        posters.dedup();
        assert_eq!(posters, (1..=28).map(|number| format!("Poster {number:02}")).collect::<Vec<_>>());
        // A cursor of another list, or of none, is refused; a turn that is none shows all.
        carla.get("/portal/approvals?cursor=nothing").await.expect(422);
        let all = carla.get("/portal/approvals?show=all").await.expect(200);
        carla.get(&more(&all)[0].replace("show=all", "show=open&turn=needs-you")).await.expect(422);
        assert!(carla.get("/portal/approvals?turn=x").await.expect(200).body.contains("With the team"));
        // Whoever does not decide has nothing that needs them.
        allow(&app, "victor", "can_approve_work", false).await;
        let victor = app.as_client("victor").await.get("/portal/approvals").await.expect(200);
        assert!(!victor.body.contains("Needs you") && victor.body.contains("Waiting for colleagues"));
    }
}
