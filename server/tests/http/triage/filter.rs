use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::json;

use super::coded;
use crate::staff_api::made::{ids, request};
use crate::support::{Staff, TestApp, canaries};

async fn found(staff: &Staff, made: &[String; 4], filter: &str) -> Vec<usize> {
    let items = staff.all(&format!("/requests?filter={}", coded(filter)), 3).await;
    let ids: BTreeSet<String> = ids(&items).into_iter().collect();
    (0..4).filter(|index| ids.contains(&made[*index])).collect()
}

/// Four requests, two of each of two clients; three days later two more words.
async fn four(app: &TestApp) -> [String; 4] {
    let (carla, ben, mia) = (app.as_client("carla").await, app.as_client("ben").await, app.as_staff("mia").await);
    let made = [
        request(&carla, "job", "umbrella stand").await,
        request(&carla, "support", "umbrella repair").await,
        request(&ben, "job", "garden fence").await,
        request(&ben, "support", "broken gate").await,
    ];
    let (me, adam, project) = (app.cast.people["mia"], app.cast.people["adam"], app.cast.acme.project);
    for (id, change) in made.iter().zip([
        json!({ "assignee_id": me, "priority": "urgent", "tags": ["Launch", "print"], "project_id": project, "due_on": "2020-01-01" }),
        json!({ "assignee_id": adam, "priority": "low", "tags": ["print"], "follower_ids": [me] }),
        json!({ "priority": "high", "status": "open", "due_on": "9999-01-01" }),
        json!({ "status": "closed" }),
    ]) {
        mia.patch(&format!("/requests/{id}"), change).await.expect(200);
    }
    app.advance(TimeDelta::days(3));
    let mia = app.as_staff("mia").await;
    mia.post(&format!("/requests/{}/messages", made[1]), json!({ "body": "about the old zeppelin" })).await.expect(201);
    mia.post(&format!("/requests/{}/notes", made[2]), json!({ "body": "not a word of xylophones" })).await.expect(201);
    made
}

both! {
    /// S1.76–S1.79: what staff set is what they ask for, in one line.
    async fn s1_76_a_line_says_which_requests_are_wanted(app: TestApp) {
        let made = four(&app).await;
        let mia = app.as_staff("mia").await;
        let adam = app.cast.people["adam"];
        let expected: [(&str, &[usize]); 47] = [
            ("", &[0, 1, 2]),
            ("status:new", &[0]),
            ("status:open", &[2]),
            ("status:new,open", &[0, 2]),
            ("status:waiting_on_client", &[1]),
            ("status:closed", &[3]),
            ("-status:closed", &[0, 1, 2]),
            ("-status:new,open", &[1, 3]),
            ("is:open", &[0, 1, 2]),
            ("is:closed", &[3]),
            ("-is:open", &[3]),
            ("assignee:me", &[0]),
            ("-assignee:me", &[1, 2]),
            ("assignee:none", &[2]),
            ("assignee:adam", &[1]),
            ("ASSIGNEE:ADAM,me", &[0, 1]),
            ("-assignee:adam,none", &[0]),
            ("assignee:nobodyhasthisname", &[]),
            ("follower:me", &[1]),
            ("-follower:me", &[0, 2]),
            ("follower:none", &[0, 2]),
            ("priority>=high", &[0, 2]),
            ("priority<normal", &[1]),
            ("priority:urgent,low", &[0, 1]),
            ("priority>urgent", &[]),
            ("kind:job", &[0, 2]),
            ("turn:client", &[1]),
            ("turn:agency -kind:support", &[0, 2]),
            ("waiting>2d", &[0, 2]),
            ("waiting<1h", &[1]),
            ("age>2d", &[0, 1, 2]),
            ("age<2d", &[]),
            ("tag:print", &[0, 1]),
            ("tag:LAUNCH,nothing", &[0]),
            ("-tag:launch", &[1, 2]),
            ("due:none", &[1]),
            ("due:overdue", &[0]),
            ("due<7d", &[0]),
            ("-due<7d", &[1, 2]),
            ("due>=9999-01-01", &[2]),
            ("project:acmecanary", &[0]),
            ("project:none", &[1, 2]),
            ("-project:acmecanary", &[1, 2]),
            ("umbrella", &[0, 1]),
            ("umbr -repair", &[0]),
            ("\"old zeppelin\"", &[1]),
            ("\"zeppelin old\"", &[]),
        ];
        for (filter, which) in expected {
            assert_eq!(found(&mia, &made, filter).await, which, "{filter}");
        }
        let acme = mia.get(&format!("/workspaces/{}", app.cast.acme.workspace)).await.expect(200).json();
        let slug = acme["slug"].as_str().unwrap();
        assert_eq!(found(&mia, &made, &format!("workspace:{slug}")).await, [0, 1]);
        assert_eq!(found(&mia, &made, &format!("-workspace:{}", app.cast.acme.workspace)).await, [2]);
        assert_eq!(found(&mia, &made, &format!("assignee:{adam}")).await, [1]);
        assert_eq!(found(&mia, &made, "xylophones").await.len(), 0);
        // Capitals do not matter, those of other alphabets neither.
        for name in ["Überseehafen", "ÜBERSEEHÄFEN"] {
            mia.patch(&format!("/projects/{}", app.cast.acme.project), json!({ "name": name })).await.expect(200);
            for filter in ["project:Übersee", "project:überSEE", "project:ÜBERSEE"] {
                assert_eq!(found(&mia, &made, filter).await, [0], "{name}: {filter}");
            }
        }
    }

    async fn a_filter_and_the_other_parameters_narrow_together(app: TestApp) {
        let made = four(&app).await;
        let mia = app.as_staff("mia").await;
        let asked = async |query: &str| ids(&mia.all(&format!("/requests?{query}"), 50).await);
        assert_eq!(asked("filter=umbrella&kind=support").await, [made[1].clone()]);
        assert_eq!(asked("filter=status%3Aclosed%20gate&status=open").await, Vec::<String>::new());
        assert_eq!(asked("filter=gate&status=all").await, [made[3].clone()]);
    }

    /// A fault is told with the place in the text, and nothing is asked.
    async fn a_fault_points_at_its_place(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (filter, offset, word) in [
            ("größe status:opened", 13, "opened"),
            ("colour:red", 0, "colour"),
            ("tag:", 4, ""),
            ("waiting>2x", 8, "2x"),
            ("a \"b", 2, "\""),
        ] {
            let problem = mia.get(&format!("/requests?filter={}", coded(filter))).await.expect(422);
            assert_eq!(problem.header("content-type"), "application/problem+json");
            let problem = problem.json();
            assert_eq!((&problem["code"], &problem["errors"][0]["field"]), (&json!("invalid"), &json!("filter")));
            assert_eq!(problem["place"], json!({ "offset": offset, "word": word }), "{filter}");
        }
        let terms = coded(&"tag:x ".repeat(31));
        mia.get(&format!("/requests?filter={terms}")).await.expect(422);
        mia.get(&format!("/requests?filter={}", "x".repeat(2001))).await.expect(400);
    }

    /// CVE-2026-55381 and its kin: whatever stands in a filter, it finds nothing of another agency's.
    async fn a_filter_never_leaves_the_agency(app: TestApp) {
        let henry = app.as_staff("henry").await;
        let mine = henry.all("/requests?status=all", 200).await.len();
        for filter in [
            "-tag:nothing".to_owned(),
            "-is:open -is:closed".into(),
            "-follower:me -assignee:me".into(),
            format!("workspace:{}", app.cast.acme.workspace),
            format!("project:{} -is:closed", app.cast.acme.project),
            format!("assignee:{}", app.cast.people["mia"]),
            "workspace:acme".into(),
            "assignee:mia".into(),
            "acmecanary".into(),
            "\"acmecanary subject\"".into(),
            "tag:\"x') OR 1=1 --\"".into(),
            "project:\"' OR ''='\"".into(),
            "project:%".into(),
            format!("-\"a{}\"", app.cast.acme.agency.simple()),
            format!("a{}", app.cast.acme.agency.simple()),
        ] {
            let answer = henry.get(&format!("/requests?limit=200&status=all&filter={}", coded(&filter))).await.expect(200);
            assert!(answer.json()["items"].as_array().unwrap().len() <= mine, "{filter}");
            for canary in canaries::ALL.iter().filter(|canary| **canary != canaries::HARBOR) {
                assert!(!answer.body.contains(canary), "{filter}: {canary}");
            }
        }
    }
}
