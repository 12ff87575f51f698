//! The orders of the list of requests: each is what it says, page by page, with ties and with what is empty.

use chrono::{DateTime, TimeDelta, Utc};
use poem::http::Method;
use serde_json::{Value, json};

use crate::staff_api::made::{ids, request};
use crate::support::{Staff, TestApp};

/// Each order, and the same turned round.
const ORDERS: [[&str; 2]; 11] = [
    ["oldest", "newest"],
    ["waiting", "waiting_least"],
    ["priority_least", "priority"],
    ["number", "number_desc"],
    ["client", "client_desc"],
    ["subject", "subject_desc"],
    ["assignee", "assignee_desc"],
    ["status", "status_desc"],
    ["due", "due_desc"],
    ["updated", "updated_desc"],
    ["snoozed", "snoozed_desc"],
];

/// Requests that are alike in some things and empty in others.
async fn many(app: &TestApp, mia: &Staff) -> Vec<String> {
    let (carla, ben) = (app.as_client("carla").await, app.as_client("ben").await);
    let people = [app.cast.people["mia"], app.cast.people["adam"]];
    let subjects = ["apple", "Banana", "apple", "Apple", "banana", "Éclair", "APPLE", "apple pie"];
    let priorities = ["urgent", "low", "normal", "high"];
    let days = [Some("2026-12-24"), None, Some("2026-12-01"), Some("2026-12-24"), None];
    let places = ["open", "waiting_on_client", "waiting_on_agency", "resolved"];
    let mut made = Vec::new();
    for (number, subject) in subjects.into_iter().enumerate() {
        let id = request(if number % 3 == 0 { &ben } else { &carla }, "job", subject).await;
        let path = format!("/requests/{id}");
        let mut change = json!({ "priority": priorities[number / 2] });
        if let Some(day) = days[number % days.len()] {
            change["due_on"] = json!(day);
        }
        if number % 3 != 1 {
            change["assignee_id"] = json!(people[number % 2]);
        }
        if number > 1 {
            change["status"] = json!(places[number % places.len()]);
        }
        mia.patch(&path, change).await.expect(200);
        if number == 4 || number == 5 {
            let until = app.app.database.system().now() + TimeDelta::hours(30 - 3 * i64::from(number == 4));
            let snooze = mia.ask(Method::PUT, &format!("{path}/snooze")).json(&json!({ "until": until }));
            snooze.send().await.expect(200);
        }
        if number % 2 == 0 {
            app.advance(TimeDelta::minutes(1));
        }
        made.push(id);
    }
    made
}

/// What stands in an order's column, so that it compares as the order goes upwards; none where it is empty.
fn column(order: &str, row: &Value) -> Option<String> {
    let text = |value: &Value| value.as_str().map(str::to_lowercase);
    let time = |value: &Value| {
        let at: DateTime<Utc> = value.as_str()?.parse().unwrap();
        Some(format!("{:020}", at.timestamp_nanos_opt().unwrap()))
    };
    let among = |words: &[&str], value: &Value| words.iter().position(|word| value == word).map(|at| at.to_string());
    let stages = ["new", "open", "waiting_on_client", "waiting_on_agency", "resolved", "closed"];
    match order {
        "oldest" => text(&row["id"]),
        "waiting" => time(&row["waits_since"]),
        "priority_least" => among(&["low", "normal", "high", "urgent"], &row["priority"]),
        "number" => Some(format!("{:020}", row["number"].as_i64().unwrap())),
        "client" => text(&row["workspace"]["name"]),
        "subject" => text(&row["subject"]),
        // What nobody has is before the first name.
        "assignee" => Some(text(&row["assignee"]["name"]).unwrap_or_default()),
        "status" => among(&stages, &row["status"]),
        "due" => text(&row["due_on"]),
        "updated" => time(&row["updated_at"]),
        "snoozed" => time(&row["snoozed_until"]),
        _ => panic!("{order}"),
    }
}

/// The ids as they have to stand: what is empty last either way, and what is alike by its id.
fn expected(order: &str, turned: bool, rows: &[Value]) -> Vec<String> {
    let mut keyed: Vec<_> = rows.iter().map(|row| (column(order, row), row["id"].as_str().unwrap())).collect();
    keyed.sort();
    if turned {
        keyed.reverse();
    }
    let (there, empty): (Vec<_>, Vec<_>) = keyed.into_iter().partition(|(key, _)| key.is_some());
    there.into_iter().chain(empty).map(|(_, id)| id.to_owned()).collect()
}

both! {
    async fn every_order_is_what_it_says_over_pages_of_any_size(app: TestApp) {
        let mia = app.as_staff("mia").await;
        many(&app, &mia).await;
        let mia = app.as_staff("mia").await;
        for asked in ["status=all&", ""] {
            let rows = mia.all(&format!("/requests?{asked}sort=newest"), 200).await;
            assert!(rows.len() > 4, "{asked} has {}", rows.len());
            for (order, name, turned) in ORDERS.iter().flat_map(|[up, down]| [(up, up, false), (up, down, true)]) {
                let list = format!("/requests?{asked}sort={name}");
                let whole = ids(&mia.all(&list, 200).await);
                for limit in [1, 3] {
                    assert_eq!(ids(&mia.all(&list, limit).await), whole, "{list} in pages of {limit}");
                }
                // Each database has its own notion of the small letter of one with an accent: what is open has none.
                if *order != "subject" || asked.is_empty() {
                    assert_eq!(whole, expected(order, turned, &rows), "{list}");
                }
            }
        }
    }

    /// Where all are alike, or empty, only the id tells them apart.
    async fn rows_that_are_alike_are_neither_lost_nor_shown_twice(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let made = many(&app, &mia).await;
        let alike = "UPDATE request SET subject = 'same', priority = 'high', stage = 'open', due_on = NULL, assignee_id = NULL, \
            snoozed_until = NULL, waits_since = created_at, updated_at = created_at";
        app.store.sql(alike).await;
        let one = "UPDATE request SET updated_at = (SELECT max(r.created_at) FROM request r), \
            waits_since = (SELECT max(r.created_at) FROM request r)";
        app.store.sql(one).await;
        let mia = app.as_staff("mia").await;
        for name in ORDERS.iter().flatten() {
            let list = format!("/requests?status=all&sort={name}");
            let mut seen = ids(&mia.all(&list, 2).await);
            assert_eq!(seen, ids(&mia.all(&list, 200).await), "{name}");
            let all = seen.len();
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), all, "{name}");
            assert!(made.iter().all(|id| seen.contains(id)), "{name}");
        }
    }

    /// A cursor goes on in its own order, and says so in any other, also in one that compares the same kind of thing.
    async fn a_cursor_of_one_order_is_refused_in_every_other(app: TestApp) {
        let mia = app.as_staff("mia").await;
        many(&app, &mia).await;
        let mia = app.as_staff("mia").await;
        let names: Vec<&str> = ORDERS.into_iter().flatten().collect();
        for of in &names {
            let page = mia.get(&format!("/requests?status=all&limit=1&sort={of}")).await.expect(200).json();
            let cursor = page["next_cursor"].as_str().unwrap();
            for at in &names {
                let answer = mia.get(&format!("/requests?status=all&limit=1&sort={at}&cursor={cursor}")).await;
                if of == at {
                    answer.expect(200);
                    continue;
                }
                assert_eq!((answer.status, answer.code().as_str()), (422, "invalid"), "a cursor of {of} at {at}");
                let fault = &answer.json()["errors"][0];
                assert_eq!(fault["field"], "cursor");
                assert!(fault["message"].as_str().unwrap().contains("another order"), "{fault}");
            }
        }
    }

    /// Nobody's cursor brings the database to fail.
    async fn a_forged_cursor_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let id = app.cast.acme.request;
        for key in [json!({ "w": "\u{0}" }), json!({ "w": 3 }), json!({ "t": "2026-12-01" }), json!("n")] {
            let forged = json!({ "k": key, "i": id, "o": "subject" }).to_string();
            let cursor = data_encoding::BASE64URL_NOPAD.encode(forged.as_bytes());
            let answer = mia.get(&format!("/requests?sort=subject&cursor={cursor}")).await.expect(422);
            assert_eq!(answer.json()["errors"][0]["field"], "cursor", "{forged}");
        }
        for (order, key) in [("waiting", json!({ "t": "-5000-01-01T00:00:00Z" })), ("due", json!({ "d": "-5000-01-01" }))] {
            let forged = json!({ "k": key, "i": id, "o": order }).to_string();
            let cursor = data_encoding::BASE64URL_NOPAD.encode(forged.as_bytes());
            mia.get(&format!("/requests?sort={order}&cursor={cursor}")).await.expect(422);
        }
    }

    async fn a_view_keeps_any_order(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for name in ORDERS.into_iter().flatten() {
            let view = json!({ "name": name, "filter": "is:open", "sort": name });
            let kept = mia.post("/saved-views", view).await.expect(201).json();
            let path = format!("/saved-views/{}", kept["id"].as_str().unwrap());
            assert_eq!(mia.get(&path).await.expect(200).json()["sort"], name);
        }
    }
}
