use serde_json::json;

use super::{current, decide, history, kinds, next, page, seen, sent, simple, text};
use crate::support::TestApp;

both! {
    /// S1.44, S1.45, S1.49, S1.50, S1.56, S1.57, S1.63–S1.66: the whole way, from the first version to the approval of
    /// the second. S1.47, S1.48, S1.59, S1.60: each with its time and its author, in a chain that is whole.
    async fn s1_44_a_client_asks_for_changes_and_approves_what_comes_next(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        assert_eq!((text(&approval, "status"), text(&approval, "waits_on")), ("pending", "client"));
        let shown = carla.get(&page(&approval)).await.expect(200);
        assert!(shown.body.contains("<strong>slowly</strong>") && shown.body.contains("Approve version 1"));
        assert_eq!(text(&seen(&mia, &approval).await, "status"), "in_review");

        // Without a word about what should change, nothing is asked for.
        let silent = decide(&carla, &approval, 0, "changes_requested", "  ").await.expect(422);
        assert!(silent.body.contains("needs to know what to change"));
        decide(&carla, &approval, 0, "changes_requested", "Say *where* we roast.").await.expect(303);
        let approval = seen(&mia, &approval).await;
        assert_eq!((text(&approval, "status"), text(&approval, "waits_on")), ("needs_changes", "agency"));
        assert!(carla.get(&page(&approval)).await.expect(200).body.contains("The team sends the next version"));

        let approval = next(&mia, &approval, 0, "We roast **slowly** in Lisbon.").await;
        assert_eq!((text(&approval, "status"), text(&approval, "waits_on")), ("pending", "client"));
        let compared = carla.get(&format!("{}?compare=1-2", page(&approval))).await.expect(200);
        assert!(compared.body.contains("We roast slowly<ins> in Lisbon</ins>."), "{}", compared.body);
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let approval = seen(&mia, &approval).await;
        assert_eq!((text(&approval, "status"), text(&approval, "waits_on")), ("approved", "nobody"));

        let decisions = mia.all(&format!("/approvals/{}/decisions", text(&approval, "id")), 50).await;
        assert_eq!(decisions.len(), 2);
        assert_eq!(text(&decisions[0], "feedback"), "Say *where* we roast.");
        // What was approved can be proved: its text has this hash, and no other.
        let hash = portico::secrets::hash("We roast **slowly** in Lisbon.");
        assert_eq!(decisions[1]["evidence"]["text_sha256"], json!(hash));
        assert_eq!(decisions[1]["evidence"]["number"], 2);
        assert_eq!(text(&decisions[1], "version_id"), current(&approval, 0));
        let events = history(&mia, &approval).await;
        assert_eq!(kinds(&events), [
            "created", "version_sent", "opened", "changes_requested", "version_sent", "opened", "approved", "step_approved",
        ]);
        let shown = carla.get(&page(&approval)).await.expect(200);
        assert!(shown.body.contains("This version is approved") && shown.body.contains("asked for changes to"));
    }

    /// S1.51: a decision is on what was shown, and on nothing that was sent since.
    async fn s1_51_a_decision_on_an_old_version_is_refused_with_what_was_typed(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let old = sent(&mia, simple(&app, "Autumn story")).await;
        let new = next(&mia, &old, 0, "A second thought.").await;
        let refused = decide(&carla, &old, 0, "approved", "Lovely, thank you").await.expect(409);
        assert!(refused.body.contains("A newer version was sent on"), "{}", refused.body);
        assert!(refused.body.contains("Lovely, thank you") && refused.body.contains("A second thought."));
        assert_eq!(text(&seen(&mia, &new).await, "status"), "pending");
        assert!(mia.all(&format!("/approvals/{}/decisions", text(&new, "id")), 50).await.is_empty());
        assert!(!kinds(&history(&mia, &new).await).contains(&"approved"));
        decide(&carla, &new, 0, "approved", "").await.expect(303);
        // Once it is approved, nobody decides on it again, and saying the same again is no fault.
        decide(&carla, &new, 0, "approved", "").await.expect(409);
        decide(&carla, &new, 0, "changes_requested", "Too late").await.expect(409);
        assert_eq!(mia.all(&format!("/approvals/{}/decisions", text(&new, "id")), 50).await.len(), 1);
    }

    /// S1.131, S1.28: who may look and not decide gets a page that says so, and it is noted.
    async fn s1_131_a_decision_without_the_right_is_refused_and_noted(app: TestApp) {
        let (mia, adam, victor) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_client("victor").await);
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        let shown = victor.get(&page(&approval)).await.expect(200);
        assert!(!shown.body.contains("Approve version") && !shown.body.contains("Comment on this version"));
        decide(&victor, &approval, 0, "approved", "").await.expect(403);
        victor.post(&format!("{}/withdrawal", page(&approval)), &[("step", text(&approval["steps"][0], "id"))]).await.expect(403);
        assert_eq!(text(&seen(&mia, &approval).await, "status"), "pending", "looking is not opening, without the right");
        let noted = adam.all("/audit?action=approval.decision_refused", 50).await;
        assert_eq!(noted.len(), 2);
        assert_eq!(text(&noted[0], "actor_name"), "Victor");
    }

    /// S1.62: a decision is taken back by an event of its own, while nothing was built on it; all of it can be read.
    async fn s1_62_a_decision_is_taken_back_and_stays_in_the_history(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        let back = async || {
            let step = text(&approval["steps"][0], "id").to_owned();
            carla.post(&format!("{}/withdrawal", page(&approval)), &[("step", &step)]).await
        };
        back().await.expect(404);
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        assert!(carla.get(&page(&approval)).await.body.contains("Take back my approval"));
        back().await.expect(303);
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now, "status"), text(&now, "waits_on")), ("in_review", "client"));
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let again = carla.get(&page(&approval)).await.expect(200).body;
        assert_eq!(again.matches("approved this version").count(), 1, "what was taken back stands no more");
        back().await.expect(303);
        decide(&carla, &approval, 0, "changes_requested", "On second thought").await.expect(303);
        let later = next(&mia, &approval, 0, "Another one").await;
        back().await.expect(404);
        assert_eq!(text(&seen(&mia, &later).await, "status"), "pending");
        let events = history(&mia, &later).await;
        assert_eq!(kinds(&events), [
            "created", "version_sent", "approved", "step_approved", "withdrawn", "approved", "step_approved", "withdrawn",
            "changes_requested", "version_sent",
        ]);
    }

    /// A page that is fetched ahead, or renews itself, is not looked at.
    async fn only_somebody_who_looks_opens_an_approval(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        for (name, value) in [("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch"), ("hx-preloaded", "true"), ("x-live", "1")] {
            carla.ask(poem::http::Method::GET, &page(&approval)).header(name, value).send().await.expect(200);
            assert_eq!(text(&seen(&mia, &approval).await, "status"), "pending", "{name}");
        }
        let olivia = app.as_staff("olivia").await;
        let (carla_id, workspace) = (app.cast.acme.client, app.cast.acme.workspace);
        olivia.get(&format!("/clients/{carla_id}/mirror?workspace_id={workspace}&path={}", page(&approval))).await.expect(200);
        assert_eq!(text(&seen(&mia, &approval).await, "status"), "pending", "a mirror");
        for _ in 0..3 {
            carla.get(&page(&approval)).await.expect(200);
        }
        assert_eq!(kinds(&history(&mia, &approval).await), ["created", "version_sent", "opened"]);
    }

    /// S1.37, S1.67: what waits for somebody stands first on their dashboard; the list says how each stands.
    async fn s1_37_what_waits_for_a_decision_stands_first(app: TestApp) {
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        let home = carla.get("/portal").await.expect(200);
        assert!(home.body.contains("Autumn story") && home.body.contains(&page(&approval)));
        assert!(!victor.get("/portal").await.expect(200).body.contains("Review<"));
        let list = carla.get("/portal/approvals").await.expect(200);
        assert!(list.body.contains("Needs you") && list.body.contains("Pending"));
        decide(&carla, &approval, 0, "changes_requested", "Shorter").await.expect(303);
        let list = carla.get("/portal/approvals").await.expect(200);
        assert!(list.body.contains("With the team") && list.body.contains("Needs changes"));
        assert!(carla.get("/portal/approvals?show=all").await.expect(200).body.contains("Autumn story"));
    }
}
