//! Who is told of what runs for a client, and where that leads.

use serde_json::json;

use super::{id_of, published, ran, seen, started};
use crate::forms;
use crate::support::{Browser, TestApp, attribute_after, number_beside};

const NEWS: &str = "/portal/notifications";

/// What a person's notifications lead to, by what stands in them.
async fn leads(browser: &Browser, text: &str) -> Option<String> {
    let page = browser.get(NEWS).await.expect(200).body;
    let before = &page[..page.find(text)?];
    let link = &before[before.rfind("<a ")?..];
    attribute_after(link, "a ", "href").map(str::to_owned)
}

/// Tells the client and the team something, and then fails.
const TELLS: &str = "
steps:
  - { id: say, notify: { who: client, text: Your report is ready } }
  - { id: us, notify: { text: Look at it } }
  - { id: no, set: { x: '{{ input.body.nothing.here }}' } }
";

fn waits(slug: &str) -> String {
    format!("steps:\n  - {{ id: ask, wait_for_form: {{ form: {slug} }} }}\n")
}

both! {
    /// S2.83, S2.85: a form that a run waits for is told to the client's people, in the portal and by mail, and leads to
    /// the form; what was answered waits for nobody any more.
    async fn s2_83_a_form_that_waits_is_told_to_the_clients_people_until_it_is_answered(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let (victor, ben) = (app.as_client("victor").await, app.as_client("ben").await);
        let asks = "pages: [{ fields: [{ name: a, type: text, label: A }] }]";
        let form = forms::published(&app, &mia, "Your shop", asks).await;
        let run = ran(&app, &mia, &waits(form["slug"].as_str().unwrap())).await;
        assert_eq!((&run["run"]["status"], &run["run"]["waits_for"]), (&json!("waiting"), &json!("form")), "{run}");
        app.run_jobs().await;
        let said = "“Your shop” waits for your answers";
        for person in [&carla, &victor] {
            assert_eq!(leads(person, said).await, Some(forms::place(&form)));
        }
        assert_eq!(leads(&ben, said).await, None);
        let calls = async |person: &Browser| number_beside(&person.get(NEWS).await.expect(200).body, "/portal/forms");
        assert_eq!((calls(&carla).await, calls(&victor).await), (1, 1));
        let mails = app.mails();
        let mail = mails.iter().find(|mail| mail.recipient == "carla@acme.test" && mail.subject == said).unwrap();
        assert!(mail.text.contains(&forms::place(&form)), "{}", mail.text);
        // Without automation there is no such page, and nothing that leads there.
        app.store.sql("UPDATE workspace SET automation_on = FALSE").await;
        assert_eq!(leads(&carla, said).await, None);
        app.store.sql("UPDATE workspace SET automation_on = TRUE").await;

        forms::fill(&carla, &forms::place(&form), &[("f_a", "x"), ("go", "send")]).await.expect(303);
        let open = "SELECT count(*) FROM client_notification WHERE kind = 'form_awaited' AND read_at IS NULL";
        assert_eq!(app.store.value(open).await, "0");
        app.run_jobs().await;
        assert_eq!(calls(&carla).await, 0, "it was sent");
        let told = mia.all("/notifications", 50).await;
        let told = told.iter().find(|row| row["kind"] == "form_submitted" && row["form_id"] == form["id"]);
        assert!(told.is_some());
    }

    /// Who may not send it is not asked for it.
    async fn a_form_that_decides_something_is_told_to_those_who_may_decide(app: TestApp) {
        let (mia, carla, victor) =
            (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let asks = "pages: [{ fields: [{ name: plan, type: approval, label: The plan, required: true }] }]";
        let form = forms::published(&app, &mia, "The plan", asks).await;
        let workflow = published(&mia, &app.cast.acme, &waits(form["slug"].as_str().unwrap())).await;
        mia.patch(&format!("/workflows/{workflow}"), json!({ "at_once": 5 })).await.expect(200);
        started(&mia, workflow).await;
        app.run_jobs().await;
        let said = "“The plan” waits for your answers";
        assert!(leads(&carla, said).await.is_some() && leads(&victor, said).await.is_none());
        let calls = async |person: &Browser| number_beside(&person.get(NEWS).await.expect(200).body, "/portal/forms");
        assert_eq!((calls(&carla).await, calls(&victor).await), (1, 0));
        // What it asks now is what counts.
        let other = json!({ "schema": "pages: [{ fields: [{ name: a, type: text, label: A }] }]" });
        mia.patch(&format!("/forms/{}", forms::id(&form)), other).await.expect(200);
        started(&mia, workflow).await;
        app.run_jobs().await;
        assert!(leads(&victor, said).await.is_some());
    }

    /// What a run tells leads to the run: its page in the portal, its id for staff.
    async fn what_a_run_tells_leads_to_the_run(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let run = ran(&app, &mia, TELLS).await["run"].clone();
        assert_eq!(run["status"], "failed", "{run}");
        app.run_jobs().await;
        let to = leads(&carla, "Your report is ready").await;
        let (run, workflow) = (id_of(&run), id_of(&run["workflow"]));
        assert_eq!(to, Some(format!("/portal/workflows/{workflow}/runs/{run}")));
        carla.get(&to.unwrap()).await.expect(200);
        let told = mia.all("/notifications", 50).await;
        for kind in ["staff_notified", "run_failed"] {
            assert!(told.iter().any(|row| row["kind"] == kind && row["run_id"] == json!(run)), "{kind}: {told:?}");
        }
    }

    /// What a client sends of a form starts what it is a trigger of: once, however often the button is pressed.
    async fn a_form_that_a_client_sends_starts_one_run(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let form = forms::published(&app, &mia, "A wish", "pages: [{ fields: [{ name: a, type: text, label: A }] }]").await;
        let keeps = "steps:\n  - { id: keep, set: { who: '{{ input.author }}', wish: '{{ input.answers.a }}' } }\n";
        let workflow = published(&mia, &app.cast.acme, keeps).await;
        let trigger = json!({ "kind": "form", "form_id": form["id"] });
        mia.post(&format!("/workflows/{workflow}/triggers"), trigger).await.expect(201);
        let (_, hidden) = forms::hidden(&carla, &forms::place(&form)).await;
        let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("f_a", "A tree"), ("go", "send")]);
        carla.post(&forms::place(&form), &fields).await.expect(303);
        carla.post(&forms::place(&form), &fields).await;
        app.run_jobs().await;
        let runs = mia.all(&format!("/runs?workflow_id={workflow}"), 50).await;
        assert_eq!(runs.len(), 1, "{runs:?}");
        assert_eq!((&runs[0]["started_by"], &runs[0]["starter"]), (&json!("form"), &json!("Carla")));
        assert_eq!(seen(&mia, id_of(&runs[0])).await["vars"], json!({ "who": "Carla", "wish": "A tree" }));
    }
}
