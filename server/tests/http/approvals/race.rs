use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use super::{allow, current, history, page, seen, sent, simple, text};
use crate::support::TestApp;

both! {
    /// S1.51: two hundred clicks of two reviewers while new versions arrive: one outcome at every moment, no
    /// decision on a version that was not current, and a chain that is whole.
    async fn s1_51_decisions_and_versions_at_once_leave_one_outcome(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let tokens = [carla.token().await, victor.token().await];
        let mut approval = sent(&mia, simple(&app, "Raced")).await;
        let (decision, step) = (format!("{}/decision", page(&approval)), text(&approval["steps"][0], "id").to_owned());
        let versions = format!("/approvals/{}/steps/{step}/versions", text(&approval, "id"));
        let mut counted = [0, 0, 0];
        for round in 0..5 {
            let version = current(&approval, 0);
            let clicks = (0..36).map(|number| {
                let (browser, token) = if number % 2 == 0 { (&carla, &tokens[0]) } else { (&victor, &tokens[1]) };
                let verdict = if number % 3 == 0 { "changes_requested" } else { "approved" };
                let once = format!("{round}-{number}");
                let fields = [
                    ("csrf", token.as_str()), ("once", &once), ("step", &step), ("version", &version),
                    ("verdict", verdict), ("feedback", "because"),
                ];
                browser.ask(Method::POST, &decision).form(&fields).send()
            });
            let sends = (0..4).map(|number| mia.post(&versions, json!({ "body": format!("round {round}, {number}") })));
            let (clicked, sent) = tokio::join!(join_all(clicks), join_all(sends));
            for answer in &clicked {
                assert!([303, 409].contains(&answer.status), "{}", answer.everything());
                counted[usize::from(answer.status == 409)] += 1;
            }
            for answer in sent {
                answer.expect(201);
                counted[2] += 1;
            }
            approval = seen(&mia, &approval).await;
        }
        println!("{counted:?} taken, refused, sent");
        assert_eq!(counted.iter().sum::<i32>(), 200);
        let events = history(&mia, &approval).await;
        let (mut newest, mut open) = (String::new(), true);
        for event in &events {
            match text(event, "kind") {
                "version_sent" => (newest, open) = (text(event, "version_id").to_owned(), true),
                "approved" | "changes_requested" => {
                    assert_eq!(text(event, "version_id"), newest, "a decision on a version that was not current");
                    assert!(open, "a second outcome");
                    open = false;
                }
                _ => {}
            }
        }
        let decisions = mia.all(&format!("/approvals/{}/decisions", text(&approval, "id")), 200).await;
        let told = events.iter().filter(|event| ["approved", "changes_requested"].contains(&text(event, "kind"))).count();
        assert_eq!(decisions.len(), told);
        for decision in &decisions {
            let same = decisions.iter().filter(|other| other["version_id"] == decision["version_id"]).count();
            assert_eq!(same, 1, "two outcomes of one version");
        }
        let numbers: Vec<i64> = approval["steps"][0]["versions"].as_array().unwrap().iter().map(|row| row["number"].as_i64().unwrap()).collect();
        assert_eq!(numbers, (1..=21).collect::<Vec<_>>());
    }
}
