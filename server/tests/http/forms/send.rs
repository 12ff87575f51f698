//! Sending: once, by those who may, with files, and what stays of it.

use serde_json::json;

use super::{fill, hidden, id, place, published, sent};
use crate::support::{TestApp, attribute_after, png};

const GO_AHEAD: &str = "pages: [{ fields: [{ name: plan, type: approval, label: The plan, required: true }] }]";
const LOGO: &str = "pages: [{ fields: [{ name: name, type: text, label: Name }, { name: logo, type: file, label: Logo, required: true, max: 1 }] }]";

both! {
    /// A page with files can be left for later too: nothing is sent, what was typed is kept, and it is said that files are not.
    async fn a_page_with_files_is_left_for_later(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let form = published(&app, &mia, "Logo", LOGO).await;
        let path = place(&form);
        let (page, hidden) = hidden(&carla, &path).await;
        let later = attribute_after(&page, "formaction=", "formaction").unwrap();
        let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("f_name", "Half of it"));
        let logo = png(2, 2);
        let files: [(&str, &[u8]); 1] = [("logo.png", &logo)];
        for (files, said) in [(&files[..0], false), (&files[..], true)] {
            let kept = carla.send(later, &fields, files).await.expect(303);
            let list = carla.get(kept.location()).await.expect(200).body;
            assert!(list.contains("What you filled in is kept.") && list.contains("Half done"), "{list}");
            assert_eq!(list.contains("Choose the files again"), said, "{list}");
        }
        assert!(sent(&mia, &form).await.is_empty(), "it was sent");
        assert!(carla.get(&path).await.expect(200).body.contains("value=\"Half of it\""));
        let fields: Vec<_> = fields.into_iter().chain([("go", "send")]).collect();
        carla.send(&path, &fields, &files).await.expect(303);
        assert!(!carla.get("/portal/forms").await.expect(200).body.contains("Half done"), "it was sent");
    }

    /// S2.85, S2.86: when it was last sent, and the history with who and when.
    async fn s2_86_what_was_sent_stays_as_it_was_asked(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let form = published(&app, &mia, "Mood", "pages: [{ fields: [{ name: a, type: text, label: Old question }] }]").await;
        let path = place(&form);
        let done = fill(&carla, &path, &[("f_a", "old answer"), ("go", "send")]).await.expect(303);
        let asks = "pages: [{ fields: [{ name: a, type: text, label: New question }] }]";
        mia.patch(&format!("/forms/{}", id(&form)), json!({ "schema": asks, "status": "archived" })).await.expect(200);
        carla.get(&path).await.expect(404);
        let kept = carla.get(done.location()).await.expect(200).body;
        assert!(kept.contains("Old question") && kept.contains("old answer") && !kept.contains("New question"));
        let history = carla.get(&format!("{path}/submissions")).await.expect(200).body;
        assert!(history.contains("Carla"));
        let staff = app.as_client("ben").await;
        staff.get(done.location()).await.expect(404);
    }

    /// Two clicks, two tabs, one key: it is sent once.
    async fn what_is_sent_twice_is_sent_once(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let form = published(&app, &mia, "Once", "pages: [{ fields: [{ name: a, type: text, label: A }] }]").await;
        let (_, hidden) = hidden(&carla, &place(&form)).await;
        let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("f_a", "x"), ("go", "send")]);
        let first = carla.post(&place(&form), &fields).await.expect(303).location().to_owned();
        let second = carla.post(&place(&form), &fields).await.expect(303).location().to_owned();
        assert_eq!(first, second);
        assert_eq!(sent(&mia, &form).await.len(), 1);
    }

    /// S2.83: a decision is for those who may approve work; a decline says why.
    async fn s2_83_a_form_that_decides_is_for_those_who_may(app: TestApp) {
        let (carla, victor, mia) = (app.as_client("carla").await, app.as_client("victor").await, app.as_staff("mia").await);
        let form = published(&app, &mia, "Go-ahead", GO_AHEAD).await;
        let path = place(&form);
        let page = victor.get(&path).await.expect(200).body;
        assert!(page.contains("Waiting for someone who may approve") && page.contains("This form decides something"));
        let sends = |page: &str| page.contains("value=\"send\"") || page.contains("value=\"later\"");
        assert!(!sends(&page) && sends(&carla.get(&path).await.expect(200).body));
        fill(&victor, &path, &[("f_plan", "approved"), ("go", "send")]).await.expect(403);
        assert!(sent(&mia, &form).await.is_empty());
        let why = fill(&carla, &path, &[("f_plan", "declined"), ("go", "send")]).await.expect(422);
        assert!(why.body.contains("Say why you decline."));
        fill(&carla, &path, &[("f_plan", "declined"), ("f_plan_reason", "Too dear"), ("go", "send")]).await.expect(303);
        assert_eq!(sent(&mia, &form).await[0]["answers"]["plan"], json!({ "decision": "declined", "reason": "Too dear" }));
        let audit = app.as_staff("olivia").await.all("/audit?action=form.submitted", 200).await;
        assert_eq!(audit[0]["detail"]["decided"], json!([["plan", "declined"]]));
    }

    /// Files come with what is sent, and are nobody else's.
    async fn a_file_comes_with_a_form(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let form = published(&app, &mia, "Logo", LOGO).await;
        let path = place(&form);
        let page = carla.get(&path).await.expect(200).body;
        assert!(page.contains("One file, of up to") && !page.contains("Up to 10 files"));
        let missing = fill(&carla, &path, &[("f_name", "Acme")]).await.expect(422).body;
        assert!(missing.contains("Add a file.") && missing.contains("value=\"Acme\""));
        let (_, hidden) = hidden(&carla, &path).await;
        let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.push(("f_name", "Acme"));
        let (one, two) = (png(2, 2), png(3, 3));
        let many = carla.send(&path, &fields, &[("a.png", &one), ("b.png", &two)]).await.expect(422).body;
        assert!(many.contains("At most 1 file."));
        let done = carla.send(&path, &fields, &[("logo.png", &one)]).await.expect(303);
        assert!(carla.get(done.location()).await.expect(200).body.contains("logo.png"));
        let read = sent(&mia, &form).await;
        assert_eq!(read[0]["answers"]["logo"], json!(["logo.png"]));
        let one = mia.get(&format!("/form-submissions/{}", read[0]["id"].as_str().unwrap())).await.expect(200).json();
        let file = format!("/portal/files/{}", one["files"][0]["id"].as_str().unwrap());
        carla.get(&file).await.expect(200);
        app.as_client("ben").await.get(&file).await.expect(404);
    }

    /// Who is in charge is told; the client is not told of what they did themselves.
    async fn who_is_in_charge_hears_of_what_was_sent(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let form = published(&app, &mia, "Told", "pages: [{ fields: [{ name: a, type: text, label: A }] }]").await;
        fill(&carla, &place(&form), &[("f_a", "x"), ("go", "send")]).await.expect(303);
        app.run_jobs().await;
        let told = mia.all("/notifications", 200).await;
        assert!(told.iter().any(|one| one.to_string().contains("sent “Told”")), "{told:?}");
    }
}
