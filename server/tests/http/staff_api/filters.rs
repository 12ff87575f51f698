use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::made::{ids, request};
use crate::support::{Staff, TestApp};

/// Four requests beside those that everybody has, each different from the others in everything.
async fn four(app: &TestApp) -> [String; 4] {
    let (carla, ben, mia) = (app.as_client("carla").await, app.as_client("ben").await, app.as_staff("mia").await);
    let made = [
        request(&carla, "job", "umbrella stand").await,
        request(&carla, "support", "umbrella repair").await,
        request(&ben, "job", "garden fence").await,
        request(&ben, "support", "broken gate").await,
    ];
    let (me, adam, project) = (app.cast.people["mia"], app.cast.people["adam"], app.cast.acme.project);
    let changes = [
        json!({ "assignee_id": me, "priority": "urgent", "tags": ["Launch", "print"], "project_id": project }),
        json!({ "assignee_id": adam, "priority": "low", "tags": ["print"] }),
        json!({ "assignee_id": me, "priority": "high" }),
        json!({ "status": "closed" }),
    ];
    for (id, change) in made.iter().zip(changes) {
        mia.patch(&format!("/requests/{id}"), change).await.expect(200);
    }
    mia.post(&format!("/requests/{}/messages", made[1]), json!({ "body": "about the zeppelin" })).await.expect(201);
    mia.post(&format!("/requests/{}/notes", made[2]), json!({ "body": "not a word of xylophones" })).await.expect(201);
    made
}

/// Which of the four a filter finds.
async fn found(staff: &Staff, made: &[String; 4], filter: &str) -> Vec<usize> {
    let items = staff.all(&format!("/requests?{filter}"), 3).await;
    let ids: BTreeSet<String> = ids(&items).into_iter().collect();
    (0..4).filter(|index| ids.contains(&made[*index])).collect()
}

both! {
    /// S1.76–S1.79: what staff set is what they find by.
    async fn s1_76_requests_are_found_by_everything_that_staff_set(app: TestApp) {
        let made = four(&app).await;
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let (acme, project) = (app.cast.acme.workspace, app.cast.acme.project);
        let expected: [(String, &[usize]); 27] = [
            (String::new(), &[0, 1, 2]),
            ("status=open".into(), &[0, 1, 2]),
            ("status=closed".into(), &[3]),
            ("status=all".into(), &[0, 1, 2, 3]),
            ("assignee=me".into(), &[0, 2]),
            ("assignee=none&status=all".into(), &[3]),
            (format!("assignee={}", app.cast.people["adam"]), &[1]),
            (format!("assignee={}", app.cast.people["henry"]), &[]),
            (format!("workspace_id={acme}"), &[0, 1]),
            (format!("project_id={project}"), &[0]),
            ("kind=job".into(), &[0, 2]),
            ("kind=support&status=all".into(), &[1, 3]),
            ("priority=urgent".into(), &[0]),
            ("priority=normal&status=all".into(), &[3]),
            ("waits_on=agency".into(), &[0, 2]),
            ("waits_on=client".into(), &[1]),
            ("waits_on=nobody&status=all".into(), &[3]),
            ("tag=print".into(), &[0, 1]),
            ("tag=launch".into(), &[0]),
            ("tag=LAUNCH".into(), &[0]),
            ("tag=pri".into(), &[]),
            ("q=umbrella".into(), &[0, 1]),
            ("q=UMBR".into(), &[0, 1]),
            ("q=zeppelin".into(), &[1]),
            ("q=xylophones&status=all".into(), &[]),
            ("q=umbrella+repair".into(), &[1]),
            (format!("q=umbrella&tag=print&kind=job&priority=urgent&assignee=me&workspace_id={acme}"), &[0]),
        ];
        for (filter, which) in expected {
            assert_eq!(found(&mia, &made, &filter).await, which, "{filter}");
        }
        assert_eq!(found(&adam, &made, "assignee=me").await, [1]);
        assert_eq!(mia.get("/requests?assignee=somebody").await.expect(422).json()["errors"][0]["field"], "assignee");
        for wrong in ["status=opened", "kind=x", "priority=x", "waits_on=x", "sort=x", "workspace_id=x"] {
            mia.get(&format!("/requests?{wrong}")).await.expect(400);
        }
        let long = "x".repeat(201);
        mia.get(&format!("/requests?q={long}")).await.expect(400);
    }

    async fn the_counts_are_those_of_the_lists(app: TestApp) {
        four(&app).await;
        for person in ["mia", "adam", "henry"] {
            let staff = app.as_staff(person).await;
            let counts = staff.get("/requests/counts").await.expect(200).json();
            for (name, filter) in [
                ("mine", "assignee=me"),
                ("unassigned", "assignee=none"),
                ("waiting_on_agency", "waits_on=agency"),
                ("urgent", "priority=urgent"),
                ("open", "status=open"),
                ("closed", "status=closed"),
            ] {
                let list = staff.all(&format!("/requests?{filter}"), 200).await;
                assert_eq!(counts[name], json!(list.len()), "{person} {name}");
            }
        }
    }

    async fn requests_stand_in_the_order_that_was_asked_for(app: TestApp) {
        four(&app).await;
        let mia = app.as_staff("mia").await;
        let order = async |sort: &str| mia.all(&format!("/requests?status=all&sort={sort}"), 2).await;
        let rank = |item: &Value| ["low", "normal", "high", "urgent"].iter().position(|word| item["priority"] == *word);
        let newest = order("newest").await;
        assert!(newest.windows(2).all(|pair| pair[0]["number"].as_i64() > pair[1]["number"].as_i64()));
        let mut turned = ids(&order("oldest").await);
        turned.reverse();
        assert_eq!(turned, ids(&newest));
        let waiting = order("waiting").await;
        let since =
            |item: &Value| item["waits_since"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        assert!(waiting.windows(2).all(|pair| since(&pair[0]) <= since(&pair[1])));
        let pressing = order("priority").await;
        assert!(pressing.windows(2).all(|pair| rank(&pair[0]) >= rank(&pair[1])));
        assert_eq!(
            ids(&mia.all("/requests?status=all", 200).await),
            ids(&newest),
            "the newest first unless said otherwise"
        );
        for list in [&waiting, &pressing] {
            assert_eq!(list.len(), newest.len());
        }
    }

    async fn tags_are_kept_once_and_folded_and_can_be_taken_away(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{}", app.cast.acme.request);
        let tags = async |change: Value| mia.patch(&path, change).await.expect(200).json()["tags"].clone();
        assert_eq!(tags(json!({ "tags": [" Print ", "print", "PRINT", "a  b"] })).await, json!(["a b", "print"]));
        assert_eq!(tags(json!({ "priority": "low" })).await, json!(["a b", "print"]), "what is left out stays");
        assert_eq!(tags(json!({ "tags": [] })).await, json!([]));
        let many: Vec<String> = (0..21).map(|number| format!("t{number}")).collect();
        for wrong in [json!({ "tags": many }), json!({ "tags": ["t".repeat(41)] }), json!({ "tags": [""] })] {
            let answer = mia.patch(&path, wrong).await;
            assert!([400, 422].contains(&answer.status), "{}", answer.everything());
        }
        let hidden = mia.patch(&path, json!({ "tags": ["\u{7}"] })).await.expect(422);
        assert_eq!(hidden.code(), "invalid", "a tag of which nothing is left");
    }

    /// S1.77, S1.78: what was set can be emptied, and not both at once.
    async fn s1_77_a_request_can_be_taken_from_its_assignee_and_project(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{}", app.cast.acme.request);
        let (me, project) = (app.cast.people["mia"], app.cast.acme.project);
        let set = mia.patch(&path, json!({ "assignee_id": me, "project_id": project })).await.expect(200).json();
        assert_eq!((&set["assignee"]["id"], &set["project"]["id"]), (&json!(me), &json!(project)));
        let empty = mia.patch(&path, json!({ "clear": ["assignee", "project"] })).await.expect(200).json();
        assert_eq!((empty.get("assignee"), empty.get("project")), (None, None));
        for both in [
            json!({ "clear": ["assignee"], "assignee_id": me }),
            json!({ "clear": ["project"], "project_id": Uuid::now_v7() }),
        ] {
            assert_eq!(mia.patch(&path, both).await.expect(422).json()["errors"][0]["field"], "clear");
        }
    }
}
