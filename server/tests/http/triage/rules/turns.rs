use poem::http::Method;
use serde_json::json;

use super::{applied, assignee, canned, for_all, leaves};
use crate::staff_api::made::request;
use crate::support::{Holder, Kind, TestApp};
use crate::triage::seen;

both! {
    /// Several take turns; who has left is passed over, and where nobody is left nobody gets it.
    async fn several_take_turns_and_who_left_is_passed_over(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let people = ["adam", "mia", "olivia"].map(|person| app.cast.people[person]);
        for_all(&adam, 1, json!({ "assignee_ids": people })).await;
        let clients = app.as_client("carla").await;
        let mut got = Vec::new();
        for number in 0..7 {
            if number == 4 {
                leaves(&app, "mia").await;
            }
            let id = request(&clients, "job", "another").await;
            got.push(assignee(&seen(&adam, &id).await));
        }
        assert_eq!(got, ["Adam", "Mia", "Olivia", "Adam", "Olivia", "Adam", "Olivia"]);
        let mine = for_all(&adam, 0, json!({ "add_tags": ["x"] })).await;
        let gone = json!({ "actions": { "assignee_ids": [app.cast.people["mia"]] } });
        let refused = adam.patch(&format!("/request-rules/{mine}"), gone).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "assignee_ids");
        app.store.sql("UPDATE staff_user SET disabled_at = NULL").await;
        let only = json!({ "assignee_ids": [app.cast.people["mia"]] });
        adam.patch(&format!("/request-rules/{mine}"), json!({ "actions": only, "stops": true })).await.expect(200);
        leaves(&app, "mia").await;
        let id = request(&clients, "job", "nobody's").await;
        assert_eq!(assignee(&seen(&adam, &id).await), "nobody");
        assert_eq!(applied(&app).await[0]["detail"]["not_done"], json!([["assign", "nobody of these works here any more"]]));
    }

    /// A rule that cannot do something does the rest, and the client's request comes in all the same.
    async fn what_is_not_there_any_more_stops_no_request(app: TestApp) {
        let (carla, olivia) = (app.as_client("carla").await, app.as_staff("olivia").await);
        let thanks = canned(&olivia, "Thanks").await;
        let actions = json!({ "canned_reply_id": thanks, "project_name": "Nowhere", "add_tags": ["there"] });
        for_all(&olivia, 1, actions).await;
        olivia.ask(Method::DELETE, &format!("/canned-replies/{}", thanks.as_str().unwrap())).send().await.expect(204);
        let id = request(&carla, "job", "a poster").await;
        assert_eq!(seen(&olivia, &id).await["tags"], json!(["there"]));
        assert_eq!(applied(&app).await[0]["detail"]["not_done"], json!([
            ["project", "the client has no project of this name"],
            ["reply", "the canned reply is not there any more"],
        ]));
    }
}

/// A rule is removed while a client's request comes in that it fits: the request comes in, as if there were no such rule.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rule_that_goes_at_the_wrong_moment_refuses_no_request_postgres() {
    TestApp::run(Kind::Postgres, async |app| {
        let (carla, olivia) = (app.as_client("carla").await, app.as_staff("olivia").await);
        let rule = for_all(&olivia, 1, json!({ "assignee_ids": [app.cast.people["mia"]], "add_tags": ["x"] })).await;
        let removing = Holder::of(&app.store, &format!("DELETE FROM request_rule WHERE id = '{rule}'")).await;
        let id = removing.let_go_for(request(&carla, "job", "a poster")).await;
        let now = seen(&olivia, &id).await;
        assert_eq!((assignee(&now), &now["tags"]), ("nobody".to_owned(), &json!([])));
        assert!(applied(&app).await.is_empty());
    })
    .await;
}
