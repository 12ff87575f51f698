use poem::http::Method;
use serde_json::{Value, json};

use super::{faults, outcomes, send, trail};
use crate::support::{Staff, TestApp, email};

const HEAD: &str = "external_id,workspace,subject,body,type,category,status,priority,author,assignee,project,tags,due_on,created_at,closed_at\n";

async fn request(staff: &Staff, import: &Value, place: usize) -> Value {
    let id = import["items"][place]["id"].as_str().unwrap();
    staff.get(&format!("/requests/{id}")).await.expect(200).json()
}

both! {
    async fn a_file_becomes_requests_as_they_stood_elsewhere(app: TestApp) {
        let (olivia, carla) = (app.as_staff("olivia").await, email("carla"));
        app.run_jobs().await;
        let told = app.mails().len();
        let file = format!(
            "{HEAD}Z-1,acme,=HYPERLINK(1),\"- one\n- two\",job,design,resolved,high,{carla},{},,\"Print, web\",2030-01-31,2020-01-02T10:00:00+01:00,2020-01-03\n\
             Z-2,acme,Plain,Text,,,waiting_on_client,,,,,,,2021-01-01,\nZ-3,acme,Newest,Text,,,,,,,,,,,\n",
            email("mia")
        );
        let before = olivia.all("/requests?status=all", 200).await.len();
        let dry = send(&olivia, "requests?dry_run=true", file.clone()).await.expect(200).json();
        assert_eq!(outcomes(&dry), [(2, "created"), (4, "created"), (5, "created")]);
        assert_eq!(olivia.all("/requests?status=all", 200).await.len(), before, "a dry run keeps nothing");
        let done = send(&olivia, "requests", file).await.expect(200).json();
        let first = request(&olivia, &done, 0).await;
        assert_eq!((&first["subject"], &first["status"]), (&json!("=HYPERLINK(1)"), &json!("resolved")));
        assert_eq!((&first["kind"], &first["category"], &first["priority"]), (&json!("job"), &json!("design"), &json!("high")));
        assert_eq!((&first["author"]["name"], &first["assignee"]["name"]), (&json!("Carla"), &json!("Mia")));
        assert_eq!((&first["tags"], &first["due_on"]), (&json!(["print", "web"]), &json!("2030-01-31")));
        let at = |name: &str| first[name].as_str().unwrap().split('+').next().unwrap().to_owned();
        assert_eq!((at("created_at"), at("closed_at")), ("2020-01-02T09:00:00".into(), "2020-01-03T00:00:00".into()));
        let second = request(&olivia, &done, 1).await;
        assert_eq!(second["waits_on"], "client");
        assert!(second["client_seconds"].as_i64().unwrap() < 600, "what it waited elsewhere is not known");
        let thread = olivia.get(&format!("/requests/{}/messages", first["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!((&thread["items"][0]["body"], &thread["items"][0]["author"]["name"]), (&json!("- one\n- two"), &json!("Carla")));
        // They stand where their time is, are found by their words, and nobody was told.
        let oldest = olivia.get("/requests?status=all&sort=oldest&limit=2").await.expect(200).json();
        assert_eq!((&oldest["items"][0]["id"], &oldest["items"][1]["id"]), (&first["id"], &second["id"]));
        let found = olivia.get("/requests?status=all&q=hyperlink").await.expect(200).json();
        assert_eq!(found["items"][0]["id"], first["id"]);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), told);
        assert_eq!(trail(&olivia, "requests.imported").await["detail"]["created"], 3);
        assert!(app.as_client("carla").await.get("/portal/requests").await.body.contains("Newest"), "their client sees them");
        let ben = app.as_client("ben").await.get("/portal/requests?status=all").await;
        assert!(!ben.body.contains("Newest"), "and no other does");
    }

    /// Many files know no times, or only days.
    async fn requests_of_one_time_stand_in_the_order_of_their_file(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let day = |number: usize| if number < 20 { "2020-01-02" } else { "" };
        let rows: String = (0..40).map(|row| format!("Z-{row},acme,Row {row},Text,,,,,,,,,,{},\n", day(row))).collect();
        send(&olivia, "requests", format!("{HEAD}{rows}")).await.expect(200);
        let all = olivia.all("/requests?status=all&sort=oldest", 100).await;
        let said = all.iter().filter_map(|row| row["subject"].as_str()).filter(|said| said.starts_with("Row "));
        let said: Vec<&str> = said.collect();
        assert_eq!(said, (0..40).map(|row| format!("Row {row}")).collect::<Vec<_>>());
    }

    async fn the_same_file_again_makes_nothing(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = format!("{HEAD}Z-1,acme,One,Text,,,,,,,,,,,\nZ-1,bluebird,Other,Text,,,,,,,,,,,\n");
        let first = send(&olivia, "requests", file.clone()).await.expect(200).json();
        assert_eq!(first["created"], 2, "each client has its own");
        let again = send(&olivia, "requests", format!("{file}Z-2,acme,Two,Text,,,,,,,,,,,\n")).await.expect(200).json();
        assert_eq!(outcomes(&again), [(2, "skipped"), (3, "skipped"), (4, "created")]);
        assert_eq!(again["items"][0]["id"], first["items"][0]["id"]);
        let mut answers = Vec::new();
        for _ in 0..2 {
            let ask = olivia.ask(Method::POST, "/imports/requests").header("idempotency-key", "one");
            let file = format!("{HEAD}Z-3,acme,Three,Text,,,,,,,,,,,\n");
            answers.push(ask.body("text/csv", file).send().await.expect(200).json());
        }
        assert_eq!((answers[0] == answers[1], &answers[0]["created"]), (true, &json!(1)));
    }

    async fn what_is_here_is_skipped_whatever_has_become_of_what_it_names(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let shop = send(&olivia, "projects", "workspace,name\nacme,Shop\n").await.expect(200).json();
        let file = format!("{HEAD}Z-1,acme,One,Text,,,,,{},{},Shop,,,,\n", email("carla"), email("mia"));
        send(&olivia, "requests", file.clone()).await.expect(200);
        olivia.patch(&format!("/projects/{}", shop["items"][0]["id"].as_str().unwrap()), json!({ "name": "Store" })).await.expect(200);
        olivia.post(&format!("/clients/{}/disable", app.cast.people["carla"]), json!({})).await.expect(200);
        olivia.post(&format!("/staff/{}/disable", app.cast.people["mia"]), json!({})).await.expect(200);
        for query in ["requests?dry_run=true", "requests"] {
            assert_eq!(outcomes(&send(&olivia, query, file.clone()).await.expect(200).json()), [(2, "skipped")]);
        }
        let new = faults(&olivia, "requests", file.replace("Z-1", "Z-2")).await;
        assert_eq!(new, ["line.2.assignee", "line.2.author", "line.2.project"]);
    }

    /// Nobody of the client is left who may send requests, and so nothing is theirs.
    async fn whoever_is_disabled_has_asked_nothing(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        olivia.post(&format!("/clients/{}/disable", app.cast.people["carla"]), json!({})).await.expect(200);
        let carla = email("carla");
        for author in ["", carla.as_str()] {
            let file = format!("{HEAD}Z-1,acme,One,Text,,,,,{author},,,,,,\n");
            assert_eq!(faults(&olivia, "requests", file).await, ["line.2.author"], "{author}");
        }
    }

    async fn one_bad_row_and_no_request_is_made(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = olivia.all("/requests?status=all", 200).await.len();
        let (victor, hana, henry) = (email("victor"), email("hana"), email("henry"));
        let file = format!(
            "{HEAD}1,acme,Fine,x,,,,,,,,,,,\n2,harbor,Foreign,x,,,,,,,,,,,\n3,acme,,x,,,,,,,,,,,\n4,acme,S,,,,,,,,,,,,\n,acme,S,x,,,,,,,,,,,\n\
             1,acme,S,x,,,,,,,,,,,\n7,acme,S,x,chat,,,,,,,,,,\n8,acme,S,x,support,design,,,,,,,,,\n9,acme,S,x,,,gone,,,,,,,,\n\
             10,acme,S,x,,,,huge,,,,,,,\n11,acme,S,x,,,,,{victor},,,,,,\n12,acme,S,x,,,,,{hana},,,,,,\n13,acme,S,x,,,,,,{henry},,,,,\n\
             14,acme,S,x,,,,,,,Nothing,,,,\n15,acme,S,x,,,,,,,,,31.01.2027,,\n16,acme,S,x,,,,,,,,,,2999-01-01,\n\
             17,acme,S,x,,,open,,,,,,,2020-01-01,2020-01-02\n18,acme,S,x,,,closed,,,,,,,2020-01-02,2020-01-01\n\
             19,acme,S,x,,,,,,,,{},,,\n+20,acme,S,x,,,,,,,,,,,\n",
            "t".repeat(41)
        );
        let wanted = [
            "line.3.workspace", "line.4.subject", "line.5.body", "line.6.external_id", "line.7.external_id", "line.8.type",
            "line.9.category", "line.10.status", "line.11.priority", "line.12.author", "line.13.author", "line.14.assignee",
            "line.15.project", "line.16.due_on", "line.17.created_at", "line.18.closed_at", "line.19.closed_at",
            "line.20.tags", "line.21.external_id",
        ];
        for query in ["requests", "requests?dry_run=true"] {
            assert_eq!(faults(&olivia, query, file.clone()).await, wanted, "{query}");
        }
        assert_eq!(olivia.all("/requests?status=all", 200).await.len(), before);
    }
}
