//! Filling in: pages, conditions, drafts, and what is said of mistakes.

use serde_json::json;

use super::{TWO_PAGES, fill, hidden, id, place, published, sent};
use crate::support::TestApp;

both! {
    /// S2.82, S2.13, S2.80, S2.85: page by page, with what an answer brings up, to a submission that says who sent
    /// what.
    async fn s2_82_a_form_of_two_pages_is_filled_in_and_read_by_staff(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let form = published(&app, &mia, "Onboarding", TWO_PAGES).await;
        let path = place(&form);
        let list = carla.get("/portal/forms").await.expect(200).body;
        assert!(list.contains("Onboarding") && list.contains("Not sent yet"));
        let first = carla.get(&path).await.expect(200).body;
        assert!(first.contains("<strong>who</strong>") && !first.contains("Do you have a site?"));
        let next = fill(&carla, &path, &[("f_company", "Acme"), ("f_people", "12"), ("go", "next")]).await.expect(303);
        assert_eq!(next.location(), format!("{path}?page=2"));
        // The address of the site was not asked for when the page was drawn.
        let more = fill(&carla, next.location(), &[("f_site", "yes"), ("f_tools", "Mail"), ("go", "send")]).await.expect(422);
        assert!(more.body.contains("There is one more question") && more.body.contains("Its address"));
        let missing = fill(&carla, next.location(), &[("f_site", "yes"), ("f_tools", "Mail"), ("f_url", ""), ("go", "send")]).await;
        assert!(missing.expect(422).body.contains("Fill this in."));
        let fields = [("f_site", "yes"), ("f_tools", "Mail"), ("f_url", "acme.test"), ("go", "send")];
        let done = fill(&carla, next.location(), &fields).await.expect(303);
        let shown = carla.get(done.location()).await.expect(200).body;
        for word in ["We begin on Monday.", "Acme", "12", "acme.test", "Mail", "Carla"] {
            assert!(shown.to_lowercase().contains(&word.to_lowercase()), "{word} is missing");
        }
        let read = sent(&mia, &form).await;
        assert_eq!(read.len(), 1);
        let answers = json!({ "company": "Acme", "people": 12, "site": true, "tools": ["Mail"], "url": "acme.test" });
        assert_eq!(read[0]["answers"], answers);
        let one = mia.get(&format!("/form-submissions/{}", read[0]["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(one["answers"][0], json!({ "name": "company", "label": "Company", "value": "Acme" }));
        assert!(carla.get("/portal/forms").await.body.contains("Last sent"));
    }

    /// What need not be answered says so, whatever kind of question it is; and more than one that comes up is not called one.
    async fn what_need_not_be_answered_says_so(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let asks = "pages: [{ fields: [\
            { name: a, type: choice, label: A, choices: [x, y] }, { name: b, type: choices, label: B, choices: [x, y] }, \
            { name: c, type: yes_no, label: C }, { name: d, type: approval, label: D }, \
            { name: e, type: yes_no, label: E, required: true }, \
            { name: f, type: text, label: F, required: true, when: { field: e, is: true } }, \
            { name: g, type: text, label: G, required: true, when: { field: e, is: true } }] }]";
        let path = place(&published(&app, &mia, "Optional", asks).await);
        let page = carla.get(&path).await.expect(200).body;
        assert_eq!(page.matches("field-optional").count(), 4, "{page}");
        let more = fill(&carla, &path, &[("f_e", "yes"), ("go", "send")]).await.expect(422).body;
        assert!(more.contains("There are more questions") && !more.contains("one more"), "{more}");
    }

    /// What is wrong is said where it is; nothing that was typed is lost, neither then nor for later.
    async fn what_was_typed_stays_and_mistakes_are_told_at_their_field(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let path = place(&published(&app, &mia, "Onboarding", TWO_PAGES).await);
        let wrong = [("f_company", "A company with a long name"), ("f_people", "none"), ("go", "next")];
        let page = fill(&carla, &path, &wrong).await.expect(422).body;
        for said in ["A company with a long name", "at most 20 fit", "value=\"none\"", "This is no number."] {
            assert!(page.contains(said), "{said} is missing");
        }
        let kept = fill(&carla, &path, &[("f_company", "Half"), ("f_people", "many"), ("go", "later")]).await.expect(303);
        let list = carla.get(kept.location()).await.expect(200).body;
        assert!(list.contains("What you filled in is kept.") && list.contains("Half done"), "{list}");
        assert!(!app.as_client("victor").await.get("/portal/forms").await.expect(200).body.contains("Half done"));
        let later = carla.get(&path).await.expect(200).body;
        assert!(later.contains("value=\"Half\"") && later.contains("value=\"many\""));
        // Another person has a draft of their own.
        let victor = app.as_client("victor").await.get(&path).await.expect(200).body;
        assert!(!victor.contains("Half"));
        // No page is reached that was not come to.
        let ahead = carla.get(&format!("{path}?page=2")).await.expect(200).body;
        assert!(ahead.contains("Company"));
    }

    /// With scripts the question comes up while the page is open; nothing is kept by that.
    async fn an_answer_shows_what_it_brings_up(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let path = place(&published(&app, &mia, "Onboarding", TWO_PAGES).await);
        let (page, _) = hidden(&carla, &path).await;
        assert!(!page.contains("hx-trigger=\"change\""), "nothing on this page decides what it asks");
        let look = |answer| [("page", "1"), ("f_site", answer), ("go", "look")];
        let yes = carla.post(&path, &look("yes")).await.expect(200).body;
        assert!(yes.contains("Its address") && !yes.contains("<html"));
        assert!(!carla.post(&path, &look("no")).await.expect(200).body.contains("Its address"));
        assert!(!carla.get(&path).await.body.contains("Do you have a site?"));
    }

    /// A form that is changed while it is filled in keeps what was typed, and is looked through again.
    async fn a_form_that_changes_meanwhile_loses_nothing(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let asks = "pages: [{ fields: [{ name: a, type: text, label: First }] }]";
        let form = published(&app, &mia, "Short", asks).await;
        let path = place(&form);
        let (_, hidden) = hidden(&carla, &path).await;
        let wider = "pages: [{ fields: [{ name: a, type: text, label: First }, { name: b, type: text, label: Second }] }]";
        let changed = mia.patch(&format!("/forms/{}", id(&form)), json!({ "schema": wider })).await.expect(200).json();
        assert_eq!(changed["schema_version"], 2);
        let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("f_a", "typed before"), ("go", "send")]);
        let again = carla.post(&path, &fields).await.expect(422).body;
        assert!(again.contains("The team has changed this form") && again.contains("typed before") && again.contains("Second"));
        assert!(sent(&mia, &form).await.is_empty());
        fill(&carla, &path, &[("f_a", "typed before"), ("f_b", "now"), ("go", "send")]).await.expect(303);
        assert_eq!(sent(&mia, &form).await[0]["answers"], json!({ "a": "typed before", "b": "now" }));
    }
}
