use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use super::{allow, current, history, page, seen, sent, simple, text};
use crate::support::{Answer, Ask, TestApp};

/// How often something is done at once; every eleventh is a new version and no decision.
const AT_ONCE: usize = 220;

/// What is answered at last: a node that has no time says so, and is asked the same again.
async fn answered(ask: impl Fn() -> Ask) -> Answer {
    for _ in 0..20 {
        let answer = ask().send().await;
        if answer.status != 503 {
            return answer;
        }
    }
    panic!("there is never time");
}

both! {
    /// S1.51: two hundred clicks of two reviewers at once, on what they saw and on what just arrived, while twenty new
    /// versions arrive: one outcome at every moment, no decision on a version that was not current, and a chain that is
    /// whole.
    async fn s1_51_decisions_and_versions_at_once_leave_one_outcome(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let tokens = [carla.token().await, victor.token().await];
        let approval = sent(&mia, simple(&app, "Raced")).await;
        let (decision, step) = (format!("{}/decision", page(&approval)), text(&approval["steps"][0], "id").to_owned());
        let versions = format!("/approvals/{}/steps/{step}/versions", text(&approval, "id"));
        let (shown, first) = (format!("/approvals/{}", text(&approval, "id")), current(&approval, 0));
        let all = (0..AT_ONCE).map(|number| {
            let (mia, shown, decision, versions, step, first) = (&mia, &shown, &decision, &versions, &step, &first);
            let (browser, token) = if number % 2 == 0 { (&carla, &tokens[0]) } else { (&victor, &tokens[1]) };
            async move {
                let once = format!("race-{number}");
                if number % 11 == 10 {
                    let body = json!({ "body": format!("text {number}") });
                    let send = || mia.ask(Method::POST, versions).header("idempotency-key", &once).json(&body);
                    return (true, answered(send).await);
                }
                let version = if number % 4 == 1 {
                    let now = answered(|| mia.ask(Method::GET, shown)).await.expect(200).json();
                    current(&now, 0)
                } else {
                    first.clone()
                };
                let verdict = if number % 5 == 0 { "changes_requested" } else { "approved" };
                let fields = [
                    ("csrf", token.as_str()), ("once", &once), ("step", step), ("version", &version),
                    ("verdict", verdict), ("feedback", "because"),
                ];
                (false, answered(|| browser.ask(Method::POST, decision).form(&fields)).await)
            }
        });
        let mut counted = [0, 0, 0];
        for (is_version, answer) in join_all(all).await {
            match (is_version, answer.status) {
                (true, 201) => counted[2] += 1,
                (false, 303) => counted[0] += 1,
                (false, 409) => counted[1] += 1,
                _ => panic!("{}", answer.everything()),
            }
        }
        println!("{counted:?} taken, refused, sent");
        assert!(counted[0] + counted[1] == 200 && counted[0] > 0 && counted[1] > 0 && counted[2] == 20, "{counted:?}");
        let approval = seen(&mia, &approval).await;
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
