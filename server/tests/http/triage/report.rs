//! What requests come to over some weeks: history that is made by hand, so that every number is known.

use chrono::{DateTime, Utc};
use portico::entity::words::{Priority, RequestKind, RequestStage, RequestStatus, WaitsOn};
use portico::entity::{request, request_span};
use portico::ids::{Id, RequestId, RequestSpanId, StaffId};
use sea_orm::ActiveValue::{NotSet, Set};
use serde_json::{Value, json};

use crate::support::{Staff, TestApp, World};

/// The two weeks, of which the first has a holiday on its Wednesday.
const DAYS: &str = "from=2025-03-03&to=2025-03-16";

/// A request as it came to be; times are of 2025 and UTC, an hour behind the agency's own in that month.
struct Made<'a> {
    number: i64,
    kind: RequestKind,
    category: &'a str,
    assignee: Option<&'a str>,
    opened: &'a str,
    answered: Option<&'a str>,
    closed: Option<&'a str>,
    /// When the agency had the turn, from and to.
    turns: &'a [(&'a str, &'a str)],
    merged: bool,
}

const DESIGN: Made<'_> = Made {
    number: 0,
    kind: RequestKind::Job,
    category: "design",
    assignee: Some("mia"),
    opened: "03-03T08:00",
    answered: None,
    closed: None,
    turns: &[],
    merged: false,
};

fn at(text: &str) -> DateTime<Utc> {
    format!("2025-{text}:00Z").parse().unwrap()
}

async fn make(app: &TestApp, world: &World, made: Made<'_>) {
    let scope = app.app.database.system().agency(world.agency.into());
    let (id, opened) = (RequestId::new(), at(made.opened));
    let last = made.turns.last().map_or(opened, |(_, to)| at(to));
    let (status, stage, side) = match (made.closed, made.answered) {
        (Some(_), _) => (RequestStatus::Closed, RequestStage::Resolved, WaitsOn::Nobody),
        (None, Some(_)) => (RequestStatus::Open, RequestStage::WaitingOnClient, WaitsOn::Client),
        (None, None) => (RequestStatus::Open, RequestStage::New, WaitsOn::Agency),
    };
    let row = request::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(world.workspace.into()),
        number: Set(made.number),
        kind: Set(made.kind),
        category: Set(made.category.into()),
        subject: Set("of other days".into()),
        status: Set(status),
        priority: Set(Priority::Normal),
        assignee_id: Set(made.assignee.map(|person| StaffId::from(app.cast.people[person]))),
        author_id: Set(world.client.into()),
        author_name: Set("somebody".into()),
        waits_on: Set(side),
        waits_since: Set(last),
        agency_seconds: Set(0),
        client_seconds: Set(0),
        first_reply_at: Set(made.answered.map(at)),
        closed_at: Set(made.closed.map(at)),
        message_count: Set(1),
        last_message_at: Set(opened),
        version: Set(1),
        created_at: Set(opened),
        updated_at: Set(opened),
        stage: Set(stage),
        merged_at: Set(made.merged.then_some(opened)),
        ..Default::default()
    };
    scope.insert(row).await.unwrap();
    for (from, to) in made.turns {
        let span = request_span::ActiveModel {
            id: Set(RequestSpanId::new()),
            agency_id: NotSet,
            workspace_id: Set(world.workspace.into()),
            request_id: Set(id),
            side: Set(WaitsOn::Agency),
            began_at: Set(at(from)),
            ended_at: Set(at(to)),
        };
        scope.insert(span).await.unwrap();
    }
}

/// Nine to five from Monday to Friday, an hour to the first answer and four to the end.
async fn history(app: &TestApp) {
    let hours: Vec<Value> = ["monday", "tuesday", "wednesday", "thursday", "friday"]
        .iter()
        .map(|day| json!({ "weekday": day, "from": "09:00", "to": "17:00" }))
        .collect();
    let kept = json!({
        "hours": hours,
        "holidays": [{ "date": "2025-03-05", "name": "Ash Wednesday" }],
        "targets": [{ "priority": "normal", "first_response_minutes": 60, "resolution_minutes": 240 }],
    });
    app.as_staff("adam").await.patch("/service-hours", kept).await.expect(200);
    let acme = &app.cast.acme;
    // Half an hour to the answer, a day of the client's, an hour to the end.
    let first = Made {
        number: 90_001,
        answered: Some("03-03T08:30"),
        closed: Some("03-04T09:00"),
        turns: &[("03-03T08:00", "03-03T08:30"), ("03-04T08:00", "03-04T09:00")],
        ..DESIGN
    };
    // Half an hour on Tuesday, none on the holiday, three quarters on Thursday.
    let second = Made {
        number: 90_002,
        opened: "03-04T15:30",
        answered: Some("03-06T08:45"),
        turns: &[("03-04T15:30", "03-06T08:45")],
        ..DESIGN
    };
    // Ten minutes; the client closes it when these days are over.
    let third = Made {
        number: 90_003,
        kind: RequestKind::Support,
        category: "access",
        assignee: Some("adam"),
        opened: "03-10T09:00",
        answered: Some("03-10T09:10"),
        closed: Some("03-17T09:00"),
        turns: &[("03-10T09:00", "03-10T09:10")],
        ..DESIGN
    };
    let fourth = Made { number: 90_004, category: "content", assignee: None, opened: "03-11T09:00", ..DESIGN };
    // There before, answered before, and done after twenty minutes of the agency's.
    let fifth = Made {
        number: 90_005,
        opened: "02-20T08:00",
        answered: Some("02-20T08:20"),
        closed: Some("03-12T11:00"),
        turns: &[("02-20T08:00", "02-20T08:20")],
        ..DESIGN
    };
    let part = Made { number: 90_006, merged: true, closed: Some("03-03T08:00"), ..DESIGN };
    for made in [first, second, third, fourth, fifth, part] {
        make(app, acme, made).await;
    }
    let foreign = Made { number: 90_007, assignee: Some("henry"), ..DESIGN };
    make(app, &app.cast.harbor, foreign).await;
}

async fn report(staff: &Staff, query: &str) -> Value {
    staff.get(&format!("/requests/report?{DAYS}{query}")).await.expect(200).json()
}

/// Opened, answered, resolved and open.
fn numbers(row: &Value) -> [i64; 4] {
    ["opened", "answered", "resolved", "open"].map(|name| row[name].as_i64().unwrap())
}

/// How many were measured, the median and nine of ten.
fn times(row: &Value, name: &str) -> (i64, Option<i64>, Option<i64>) {
    let times = &row[name];
    (times["count"].as_i64().unwrap(), times["median_seconds"].as_i64(), times["p90_seconds"].as_i64())
}

both! {
    async fn s1_80_a_report_counts_the_agencys_time_within_its_hours_for_each_person(app: TestApp) {
        history(&app).await;
        let report = report(&app.as_staff("mia").await, "").await;
        let [mia, adam, nobody] = report["items"].as_array().unwrap().as_slice() else { panic!("{report}") };
        assert_eq!(mia["person"]["id"], json!(app.cast.people["mia"]));
        assert_eq!(numbers(mia), [2, 2, 2, 1]);
        assert_eq!(times(mia, "first_response"), (2, Some(30 * 60), Some(75 * 60)));
        assert_eq!(times(mia, "resolution"), (2, Some(20 * 60), Some(90 * 60)));
        assert_eq!((&mia["first_response"]["within_target"], &mia["resolution"]["within_target"]), (&json!(0.5), &json!(1.0)));
        assert_eq!(adam["person"]["id"], json!(app.cast.people["adam"]));
        assert_eq!((numbers(adam), times(adam, "first_response")), ([1, 1, 0, 1], (1, Some(600), Some(600))));
        assert_eq!((times(adam, "resolution"), adam["resolution"].get("within_target")), ((0, None, None), None));
        assert_eq!((nobody.get("person"), numbers(nobody)), (None, [1, 0, 0, 1]));
        assert_eq!((&report["by"], &report["cut"]), (&json!("person"), &json!(false)));
        let weeks = report["weeks"].as_array().unwrap();
        assert_eq!(weeks.iter().map(numbers).collect::<Vec<_>>(), [[2, 2, 1, 2], [2, 1, 1, 3]]);
    }

    async fn a_report_is_by_type_and_by_week_too(app: TestApp) {
        history(&app).await;
        let mia = app.as_staff("mia").await;
        let types = report(&mia, "&by=type").await;
        let rows = types["items"].as_array().unwrap();
        let names: Vec<_> = rows.iter().map(|row| (row["kind"].as_str().unwrap(), row["category"].as_str().unwrap())).collect();
        assert_eq!(names, [("job", "design"), ("job", "content"), ("support", "access")]);
        assert_eq!(rows.iter().map(numbers).collect::<Vec<_>>(), [[2, 2, 2, 1], [1, 0, 0, 1], [1, 1, 0, 1]]);
        let weeks = report(&mia, "&by=week").await;
        let rows = weeks["items"].as_array().unwrap();
        assert_eq!(rows.iter().map(|row| row["monday"].as_str().unwrap()).collect::<Vec<_>>(), ["2025-03-03", "2025-03-10"]);
        assert_eq!(rows.iter().map(numbers).collect::<Vec<_>>(), [[2, 2, 1, 2], [2, 1, 1, 3]]);
        assert_eq!((times(&rows[0], "first_response"), times(&rows[0], "resolution")), ((2, Some(1800), Some(4500)), (1, Some(5400), Some(5400))));
        assert_eq!((times(&rows[1], "first_response"), times(&rows[1], "resolution")), ((1, Some(600), Some(600)), (1, Some(1200), Some(1200))));
        let hours = json!({ "hours": [], "holidays": [] });
        app.as_staff("adam").await.patch("/service-hours", hours).await.expect(200);
        let always = report(&mia, "&by=week").await;
        // From Tuesday at half past three to Thursday at a quarter to nine.
        assert_eq!(times(&always["items"][0], "first_response").2, Some((41 * 60 + 15) * 60));
    }

    /// Its last day belongs to a report as a whole, where the agency is, and the night after it does not.
    async fn a_day_ends_at_midnight_where_the_agency_is(app: TestApp) {
        let late = [(90_001, "03-16T22:59"), (90_002, "03-16T23:00"), (90_003, "03-02T22:59"), (90_004, "03-02T23:00")];
        for (number, opened) in late {
            make(&app, &app.cast.acme, Made { number, opened, ..DESIGN }).await;
        }
        let report = report(&app.as_staff("mia").await, "").await;
        assert_eq!(numbers(&report["items"][0]), [2, 0, 0, 3], "the one before stood there already");
    }

    async fn a_report_is_of_the_own_agency_and_of_the_workspaces_in_its_lists(app: TestApp) {
        history(&app).await;
        let (mia, henry, olivia) = (app.as_staff("mia").await, app.as_staff("henry").await, app.as_staff("olivia").await);
        let theirs = report(&henry, "").await;
        let rows = theirs["items"].as_array().unwrap();
        assert_eq!((rows.len(), numbers(&rows[0])), (1, [1, 0, 0, 1]));
        assert_eq!(rows[0]["person"]["id"], json!(app.cast.people["henry"]));
        let acme = format!("&workspace_id={}", app.cast.acme.workspace);
        assert_eq!(report(&henry, &acme).await["items"], json!([]), "another agency's");
        let bluebird = format!("&workspace_id={}", app.cast.bluebird.workspace);
        assert_eq!(report(&mia, &bluebird).await["items"], json!([]), "nothing happened there");
        assert_eq!(report(&mia, &acme).await["items"].as_array().unwrap().len(), 3);
        olivia.post(&format!("/workspaces/{}/archive", app.cast.acme.workspace), json!({})).await.expect(200);
        assert_eq!(report(&mia, "").await["items"], json!([]), "what is in the archive is no load");
        assert_eq!(report(&mia, &acme).await["items"].as_array().unwrap().len(), 3, "but it can be asked for");
    }

    async fn days_that_make_no_report_are_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (field, query) in [
            ("to", "from=2025-03-02&to=2025-03-01"),
            ("to", "from=2024-01-01&to=2025-01-02"),
            ("from", "from=1899-12-31&to=1900-01-31"),
            ("to", "to=1899-12-31"),
        ] {
            let refused = mia.get(&format!("/requests/report?{query}")).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{query}");
        }
        for malformed in ["from=soon", "to=2025-02-30", "by=day", "workspace_id=acme"] {
            mia.get(&format!("/requests/report?{malformed}")).await.expect(400);
        }
        let year = mia.get("/requests/report?from=2024-01-01&to=2025-01-01&by=week").await.expect(200).json();
        assert_eq!(year["items"].as_array().unwrap().len(), 53);
        let usual = mia.get("/requests/report").await.expect(200).json();
        assert_eq!(usual["weeks"].as_array().unwrap().len(), 12);
    }
}
