//! What clients see of automation: the dashboard, the lists, the pages of a workflow and of a run.

use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::{id_of, publish, published, seen, started};
use crate::support::{Browser, Staff, TestApp, attribute_after, text_of};

const NOTHING: &str =
    "steps:\n  - { id: one, title: Fetch the numbers, set: { x: leakcanary } }\n  - { id: two, set: { x: 1 } }\n";
const FAILS: &str = "steps:\n  - { id: one, title: Fetch the numbers, set: { x: '{{ input.body.nothing }}' } }\n";
const WAITS: &str = "steps:\n  - { id: one, title: Sleep on it, delay: { days: 1 } }\n";

/// A workflow by name, which the client may start where that is said.
async fn called(mia: &Staff, workspace: Uuid, name: &str, startable: bool) -> Uuid {
    let new = json!({
        "workspace_id": workspace, "name": name, "purpose": format!("What {name} is for"), "client_triggerable": startable
    });
    let id = id_of(&mia.post("/workflows", new).await.expect(201).json());
    publish(mia, id, NOTHING).await;
    id
}

async fn carla(app: &TestApp) -> Browser {
    app.store.sql("UPDATE workspace SET automation_on = true").await;
    app.as_client("carla").await
}

/// What is in the page itself, without the frame around it.
fn main(page: &str) -> &str {
    page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0
}

/// The part of the dashboard that is about automation.
async fn automation(browser: &Browser) -> String {
    let page = browser.get("/portal").await.expect(200).body;
    main(&page).split_once("id=\"automation\"").unwrap().1.to_owned()
}

both! {
    /// S2.40–S2.43, S2.46: how many are active, what ran of all of them, and a button for each that is theirs to start.
    async fn s2_42_the_dashboard_counts_workflows_lists_runs_and_starts_them(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workspace = app.cast.acme.workspace;
        let carla = carla(&app).await;
        let before = automation(&carla).await;
        assert!(text_of(&before).contains("1 active workflow"), "{before}");
        let open = called(&mia, workspace, "Send the report", true).await;
        let closed = called(&mia, workspace, "Clean up at night", false).await;
        let paused = called(&mia, workspace, "Old habit", true).await;
        mia.post(&format!("/workflows/{paused}/pause"), json!({})).await.expect(200);
        called(&mia, app.cast.bluebird.workspace, "Of somebody else", true).await;
        started(&mia, closed).await;
        app.run_jobs().await;
        let shown = automation(&carla).await;
        assert!(text_of(&shown).contains("3 active workflows"), "{shown}");
        // What ran is listed, of whichever workflow; buttons stand for what is theirs to start, by its name.
        assert!(shown.contains("Clean up at night") && !shown.contains("Of somebody else"));
        let action = |id: Uuid| format!("action=\"/portal/workflows/{id}/run\"");
        assert!(shown.contains(&action(open)));
        assert!(!shown.contains(&action(closed)) && !shown.contains(&action(paused)), "a button for what is not theirs to start");
        let button = shown.split(&action(open)).nth(1).unwrap().split("</form>").next().unwrap();
        assert!(text_of(button).contains("Send the report"));
        // One click, and no page of the workflow between.
        let once = attribute_after(button, "name=\"once\"", "value").unwrap();
        let run = carla.post(&format!("/portal/workflows/{open}/run"), &[("once", once)]).await.expect(303);
        let again = carla.post(&format!("/portal/workflows/{open}/run"), &[("once", once)]).await.expect(303);
        assert_eq!(run.location(), again.location(), "two clicks are two runs");
        app.run_jobs().await;
        assert!(carla.get(run.location()).await.expect(200).body.contains("Succeeded"));
        assert!(automation(&carla).await.contains("Send the report"));
        carla.post(&format!("/portal/workflows/{closed}/run"), &[]).await.expect(404);
    }

    /// S2.10, S2.48, S2.49: what is published for the workspace, by name, and nothing on the list changes anything.
    async fn s2_48_the_list_of_workflows_is_for_reading(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let open = called(&mia, app.cast.acme.workspace, "Send the report", true).await;
        called(&mia, app.cast.bluebird.workspace, "Of somebody else", true).await;
        let draft = json!({ "workspace_id": app.cast.acme.workspace, "name": "Not yet", "purpose": "x" });
        mia.post("/workflows", draft).await.expect(201);
        let page = carla.get("/portal/workflows").await.expect(200).body;
        let list = main(&page);
        assert!(list.contains("Send the report") && list.contains("What Send the report is for"));
        assert!(list.contains(&format!("href=\"/portal/workflows/{open}\"")));
        assert!(!list.contains("Of somebody else") && !list.contains("Not yet"));
        for control in ["<form", "<input", "<button", "<textarea"] {
            assert!(!list.contains(control), "the list has a {control}");
        }
        mia.post(&format!("/workflows/{open}/archive"), json!({})).await.expect(200);
        assert!(!main(&carla.get("/portal/workflows").await.body).contains("Send the report"));
    }

    /// S2.50–S2.52: what it is for, how it stands, and what it did lately.
    async fn s2_50_a_workflows_page_says_what_it_is_for_how_it_stands_and_what_it_did(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let workflow = called(&mia, app.cast.acme.workspace, "Send the report", false).await;
        let path = format!("/portal/workflows/{workflow}");
        let page = carla.get(&path).await.expect(200).body;
        assert!(main(&page).contains("What Send the report is for") && main(&page).contains("Active"));
        assert!(main(&page).contains("Nothing has run yet"));
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        publish(&mia, workflow, FAILS).await;
        let failed = started(&mia, workflow).await;
        app.run_jobs().await;
        let page = carla.get(&path).await.expect(200).body;
        for (run, word) in [(run, "Succeeded"), (failed, "Failed")] {
            let row = main(&page).split(&format!("{path}/runs/{run}")).nth(1).unwrap();
            assert!(text_of(row.split("</li>").next().unwrap()).contains(word), "{row}");
        }
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        assert!(main(&carla.get(&path).await.body).contains("Paused"));
        let ben = app.as_client("ben").await;
        ben.get(&path).await.expect(404);
    }

    /// S2.44: a button that is pressed in two tabs starts one run, however quick that is; later it starts another.
    async fn s2_44_two_tabs_start_one_run(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let workflow = called(&mia, app.cast.acme.workspace, "Send the report", true).await;
        let press = async || carla.post(&format!("/portal/workflows/{workflow}/run"), &[]).await.expect(303).location().to_owned();
        let first = press().await;
        assert_eq!(press().await, first, "each tab has a key of its own");
        app.run_jobs().await;
        assert_eq!(press().await, first, "it has ended meanwhile");
        app.advance(TimeDelta::seconds(11));
        assert_ne!(press().await, first);
    }

    /// S2.44: pages that were drawn before start one run, however late they are pressed, and as many as are given something
    /// else; a page that is drawn afterwards starts another.
    async fn s2_44_pages_that_were_drawn_before_start_one_run(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let workflow = called(&mia, app.cast.acme.workspace, "Send the report", true).await;
        publish(&mia, workflow, "inputs: [{ name: month, type: text }]\nsteps: [{ id: one, set: { x: 1 } }]\n").await;
        let path = format!("/portal/workflows/{workflow}");
        let draw = async || {
            let page = carla.get(&path).await.expect(200).body;
            attribute_after(&page, "name=\"once\"", "value").unwrap().to_owned()
        };
        let press = async |once: &str, month: &str| {
            let fields = [("once", once), ("f_month", month)];
            carla.post(&format!("{path}/run"), &fields).await.expect(303).location().to_owned()
        };
        let one = draw().await;
        app.advance(TimeDelta::seconds(30));
        let two = draw().await;
        assert_ne!(one, two);
        let run = press(&one, "May").await;
        app.run_jobs().await;
        app.advance(TimeDelta::minutes(5));
        for tab in [&one, &two] {
            assert_eq!(press(tab, "May").await, run, "each tab has a run of its own");
        }
        let june = press(&two, "June").await;
        assert_ne!(june, run, "what was typed is lost");
        assert_eq!(press(&one, "June").await, june);
        app.advance(TimeDelta::seconds(30));
        let later = draw().await;
        assert!(![run, june].contains(&press(&later, "May").await), "it never runs again");
        assert_eq!(mia.all(&format!("/runs?workflow_id={workflow}"), 50).await.len(), 3);
    }

    /// S2.44: a page that shows how a quick run ended starts another, when it is pressed later than a second press would be; and
    /// a page of no time that there was starts one, too.
    async fn s2_44_a_page_that_shows_the_end_of_a_run_starts_another(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let workflow = called(&mia, app.cast.acme.workspace, "Send the report", true).await;
        let path = format!("/portal/workflows/{workflow}");
        let press = async |once: &str| {
            carla.post(&format!("{path}/run"), &[("once", once)]).await.expect(303).location().to_owned()
        };
        let first = press("").await;
        app.run_jobs().await;
        app.advance(TimeDelta::seconds(2));
        let page = carla.get(&path).await.expect(200).body;
        let drawn = attribute_after(&page, "name=\"once\"", "value").unwrap().to_owned();
        assert_eq!(press(&drawn).await, first, "it is the same press");
        app.advance(TimeDelta::hours(1));
        assert_ne!(press(&drawn).await, first, "it never runs again");
        for never in ["-8334601228800000", "-300000000000000"] {
            assert_eq!(press(never).await, first, "such a page is older than both");
        }
    }

    /// S2.57–S2.59: *Run now* where staff say so, which starts it; without it neither a button nor a way.
    async fn s2_57_run_now_is_there_where_staff_say_so(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let workflow = called(&mia, app.cast.acme.workspace, "Send the report", true).await;
        let path = format!("/portal/workflows/{workflow}");
        let page = carla.get(&path).await.expect(200).body;
        assert!(text_of(main(&page)).contains("Run now") && main(&page).contains(&format!("action=\"{path}/run\"")));
        let to = carla.post(&format!("{path}/run"), &[]).await.expect(303);
        assert!(to.location().starts_with(&format!("{path}/runs/")));
        // Victor may only look.
        let victor = app.as_client("victor").await;
        assert!(!victor.get(&path).await.expect(200).body.contains("Run now"));
        victor.post(&format!("{path}/run"), &[]).await.expect(404);
        mia.patch(&format!("/workflows/{workflow}"), json!({ "client_triggerable": false })).await.expect(200);
        assert!(!carla.get(&path).await.expect(200).body.contains("Run now"));
        carla.post(&format!("{path}/run"), &[]).await.expect(404);
        assert_eq!(mia.all(&format!("/runs?workflow_id={workflow}"), 50).await.len(), 1);
    }

    /// S2.61–S2.65: every run of the workspace, the newest first, with how it stands, how long it took, and its page.
    async fn s2_61_runs_are_listed_newest_first_with_status_and_duration(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let mut all = Vec::new();
        for (definition, word) in [(NOTHING, "Succeeded"), (FAILS, "Failed"), (WAITS, "Waiting"), (NOTHING, "Queued")] {
            let workflow = published(&mia, &app.cast.acme, definition).await;
            let run = started(&mia, workflow).await;
            if word != "Queued" {
                app.run_jobs().await;
            }
            all.push((workflow, run, word));
            app.advance(TimeDelta::seconds(2));
        }
        app.store.sql("UPDATE run SET status = 'running', waits_for = NULL WHERE waits_for = 'delay'").await;
        all[2].2 = "Running";
        let theirs = published(&mia, &app.cast.bluebird, NOTHING).await;
        let theirs = started(&mia, theirs).await;
        let page = carla.get("/portal/runs").await.expect(200).body;
        let list = main(&page);
        let mut places = Vec::new();
        for (workflow, run, word) in &all {
            let href = format!("href=\"/portal/workflows/{workflow}/runs/{run}\"");
            places.push(list.find(&href).unwrap_or_else(|| panic!("{word} is not listed")));
            let row = list.split(&href).nth(1).unwrap().split("</li>").next().unwrap();
            assert!(text_of(row).contains(word), "{word}: {row}");
            if *word == "Succeeded" {
                assert!(text_of(row).contains(" s") || text_of(row).contains("second"), "no duration: {}", text_of(row));
            }
            carla.get(&format!("/portal/workflows/{workflow}/runs/{run}")).await.expect(200);
        }
        assert!(places.is_sorted_by(|earlier, later| earlier > later), "the newest first: {places:?}");
        assert!(!list.contains(&theirs.to_string()));
    }

    /// S2.66–S2.68: a run's page says how it stands, when, and which steps ran, by their titles; and nothing that went
    /// through them.
    async fn s2_67_a_runs_page_tells_which_steps_ran_and_when(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let page = carla.get(&format!("/portal/workflows/{workflow}/runs/{run}")).await.expect(200).body;
        let said = text_of(main(&page));
        for word in ["Monthly report", "Succeeded", "Started by the team", "Took", "Fetch the numbers", "Prepare what comes next", "Done"] {
            assert!(said.contains(word), "{word} is not said: {said}");
        }
        assert!(main(&page).matches("<time").count() >= 3, "when it ran, and when each step did");
        assert!(!page.contains("leakcanary"));
    }

    /// S2.81, S2.83: a workflow asks its client for something, shows where, and goes on with the answer.
    async fn s2_81_a_workflow_publishes_a_form_for_its_client(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let asks = "pages: [{ fields: [{ name: plan, type: approval, label: The plan, required: true }] }]";
        let new = json!({ "workspace_id": app.cast.acme.workspace, "title": "Is the plan good?", "slug": "plan", "schema": asks });
        let form = id_of(&mia.post("/forms", new).await.expect(201).json());
        let waits = "steps:\n  - { id: ask, wait_for_form: { form: plan } }\n  - { id: after, set: { said: '{{ steps.ask.answers.plan }}' } }\n";
        let workflow = published(&mia, &app.cast.acme, waits).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let path = format!("/portal/forms/{form}");
        // Whoever may not decide is not asked, and reads who is.
        let victor = app.as_client("victor").await;
        let home = victor.get("/portal").await.expect(200).body;
        assert!(!main(&home).contains(&path), "{}", text_of(main(&home)));
        let forms = victor.get("/portal/forms").await.expect(200).body;
        assert!(main(&forms).contains("Waiting for someone who may approve") && !main(&forms).contains("Needs you"));
        for page in ["/portal".to_owned(), "/portal/forms".to_owned(), format!("/portal/workflows/{workflow}/runs/{run}")] {
            let shown = carla.get(&page).await.expect(200).body;
            assert!(main(&shown).contains("Is the plan good?") && main(&shown).contains(&path), "{page}");
            assert!(!main(&shown).contains("Waiting for someone"), "{page}");
        }
        crate::forms::fill(&carla, &path, &[("f_plan", "approved"), ("go", "send")]).await.expect(303);
        app.run_jobs().await;
        let shown = carla.get(&format!("/portal/workflows/{workflow}/runs/{run}")).await.expect(200).body;
        assert!(main(&shown).contains("Succeeded"), "{}", text_of(main(&shown)));
    }

    /// What a run waits for is named, with who can do something about it, for whoever cannot.
    async fn a_run_that_waits_names_what_for_and_whom_to_turn_to(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (carla, victor) = (carla(&app).await, app.as_client("victor").await);
        let asks = "pages: [{ fields: [{ name: plan, type: approval, label: The plan, required: true }] }]";
        let new = json!({ "workspace_id": app.cast.acme.workspace, "title": "Is the plan good?", "slug": "plan", "schema": asks });
        mia.post("/forms", new).await.expect(201);
        let form = "steps:\n  - { id: ask, wait_for_form: { form: plan } }\n";
        let approval = "steps:\n  - { id: show, create_approval: { title: The poster, text: At this } }\n  - { id: wait, wait_for_approval: { approval: '{{ steps.show.approval_id }}' } }\n";
        for (definition, title) in [(form, "Is the plan good?"), (approval, "The poster")] {
            let workflow = published(&mia, &app.cast.acme, definition).await;
            let run = started(&mia, workflow).await;
            app.run_jobs().await;
            let known = seen(&mia, run).await;
            assert_eq!(known["run"]["waits_for_name"], title, "{known}");
            // Victor may not decide.
            assert_eq!(known["helpers"], json!([{ "kind": "client", "id": app.cast.people["carla"], "name": "Carla" }]));
            let path = format!("/portal/workflows/{workflow}/runs/{run}");
            let (hers, his) = (carla.get(&path).await.expect(200).body, victor.get(&path).await.expect(200).body);
            assert!(main(&hers).contains(title) && !main(&hers).contains("Turn to"), "{}", text_of(main(&hers)));
            assert!(main(&his).contains(title) && main(&his).contains("Turn to Carla."), "{}", text_of(main(&his)));
            assert!(!main(&his).contains("Fill it in"), "a way to a form that he may not send");
        }
        // A client whom nobody can help has the agency to turn to.
        app.store.sql("UPDATE membership SET can_approve_work = FALSE").await;
        let runs = mia.all("/runs?status=waiting", 50).await;
        for run in runs.iter().filter(|run| run["waits_for"] == "form") {
            assert_eq!(seen(&mia, id_of(run)).await["helpers"][0]["name"], "Mia");
        }
    }

    /// A run outlives its workflow's page: it is told under the name, and nothing leads to what is not there.
    async fn a_run_of_an_archived_workflow_leads_nowhere(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let (page, here) = (format!("/portal/workflows/{workflow}/runs/{run}"), format!("href=\"/portal/workflows/{workflow}\""));
        assert!(carla.get(&page).await.expect(200).body.contains(&here));
        mia.post(&format!("/workflows/{workflow}/archive"), json!({})).await.expect(200);
        carla.get(&format!("/portal/workflows/{workflow}")).await.expect(404);
        let shown = carla.get(&page).await.expect(200).body;
        assert!(main(&shown).contains("Monthly report") && !shown.contains(&here), "{shown}");
        let list = carla.get("/portal/runs").await.expect(200).body;
        assert!(list.contains(&page) && !list.contains(&here));
    }

    /// S2.64: of one workflow, of one status, and page by page; what is narrowed stays narrowed on the next page.
    async fn s2_64_runs_are_narrowed_and_listed_page_by_page(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = carla(&app).await;
        let (workflow, other) = (published(&mia, &app.cast.acme, NOTHING).await, published(&mia, &app.cast.acme, FAILS).await);
        let mut all = Vec::new();
        for _ in 0..27 {
            all.push(started(&mia, workflow).await.to_string());
        }
        let failed = started(&mia, other).await.to_string();
        app.run_jobs().await;
        let listed = async |path: String| main(&carla.get(&path).await.expect(200).body).to_owned();
        let shown = |page: &str| all.iter().filter(|run| page.contains(run.as_str())).count();
        let first = listed(format!("/portal/runs?workflow={workflow}&status=succeeded")).await;
        assert_eq!((shown(&first), first.contains(&failed)), (25, false), "{first}");
        let more = attribute_after(&first, "id=\"run-rows-more\"", "href").unwrap().replace("&amp;", "&");
        assert!(more.contains(&format!("workflow={workflow}")) && more.contains("status=succeeded"), "{more}");
        let second = listed(more).await;
        assert_eq!((shown(&second), second.contains(&failed)), (2, false), "{second}");
        assert!(attribute_after(&second, "id=\"run-rows-more\"", "href").is_none(), "there is no third page");
        assert!(all.iter().all(|run| first.contains(run.as_str()) != second.contains(run.as_str())), "each run once");
        assert!(all[..2].iter().all(|run| second.contains(run.as_str())), "the earliest last");
        let failures = listed("/portal/runs?status=failed".into()).await;
        assert!(failures.contains(&failed) && shown(&failures) == 0);
        assert!(listed(format!("/portal/runs?workflow={other}&status=succeeded")).await.contains("Nothing matches"));
    }
}
