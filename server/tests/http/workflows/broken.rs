//! What a run cannot ask, cannot read and cannot keep: it ends there, says by which word, and nothing is asked twice.

use serde_json::{Value, json};

use super::{Target, ran, steps};
use crate::support::{Staff, TestApp};

/// Runs one step, which must fail and never be tried again, and gives by which word it did.
async fn fails(app: &TestApp, mia: &Staff, definition: &str) -> String {
    let run = ran(app, mia, definition).await;
    let last = run["steps"].as_array().unwrap().last().unwrap();
    let ended = (run["run"]["status"].as_str(), last["status"].as_str(), last["error"]["retryable"].as_bool());
    assert_eq!(ended, (Some("failed"), Some("failed"), Some(false)), "{run}");
    last["error"]["code"].as_str().unwrap().to_owned()
}

fn asks(url: &str) -> String {
    format!("steps:\n  - {{ id: call, http: {{ method: GET, url: '{url}' }} }}\n")
}

both! {
    /// `bad_request`: what is filled in has to be an address and a header, and no password stands in an address.
    async fn what_cannot_be_asked_is_not_asked(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (200, String::new(), "{}".into())).await;
        let filled = |url: &str, header: &str| format!(
            "steps:\n  - {{ id: first, set: {{ url: {}, header: {} }} }}\n  - {{ id: call, http: {{ method: GET, url: '{{{{ vars.url }}}}', headers: {{ X-Word: '{{{{ vars.header }}}}' }} }} }}\n",
            json!(url), json!(header)
        );
        let with_password = target.url.replace("http://", "http://me:secret@");
        for (url, header) in [("nowhere at all", "one"), (with_password.as_str(), "one"), (target.url.as_str(), "one\r\nX-Two: two")] {
            assert_eq!(fails(&app, &mia, &filled(url, header)).await, "bad_request", "{url} {header}");
        }
        assert!(target.heard().is_empty(), "{:?}", target.heard());
    }

    /// `answer_too_large`: neither more than is kept nor more than is read.
    async fn an_answer_that_is_too_large_ends_the_run(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for size in [257 * 1024, 3 * 1024 * 1024] {
            let target = Target::answering(move |_| (200, String::new(), "x".repeat(size))).await;
            assert_eq!(fails(&app, &mia, &asks(&target.url)).await, "answer_too_large", "{size}");
            assert_eq!(target.heard().len(), 1);
        }
        let kept = app.store.value("SELECT count(*) FROM run_step_payload WHERE length(coalesce(output, '')) > 10000").await;
        assert_eq!(kept, "0");
    }

    /// `too_many_redirects`: who sends on and on is not followed for ever.
    async fn what_leads_around_in_a_circle_is_left(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (302, "location: /again\r\n".into(), String::new())).await;
        assert_eq!(fails(&app, &mia, &asks(&target.url)).await, "too_many_redirects");
        assert!(target.heard().len() < 10, "{}", target.heard().len());
    }

    /// `too_much_data`: a run keeps what it has gathered up to there, and what does not fit any more ends it.
    async fn a_run_gathers_only_so_much(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (200, String::new(), "y".repeat(250 * 1024))).await;
        let calls: String = (1..=6).map(|number| {
            format!("  - {{ id: call{number}, http: {{ method: GET, url: '{}' }} }}\n", target.url)
        }).collect();
        let run = ran(&app, &mia, &format!("steps:\n{calls}")).await;
        let last: Value = run["steps"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((run["run"]["status"].as_str(), last["error"]["code"].as_str()), (Some("failed"), Some("too_much_data")));
        assert_eq!(steps(&run), ["call1 succeeded", "call2 succeeded", "call3 succeeded", "call4 succeeded", "call5 failed"]);
        assert_eq!(target.heard().len(), 5);
    }
}
