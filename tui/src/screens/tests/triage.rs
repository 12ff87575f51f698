use insta::{assert_snapshot, with_settings};
use portico_openapi::{ApiError, Kind, types::ProblemField, types::ProblemPlace};

use crate::{
    app::{App, tests::work::triage::triaged},
    fixture::*,
    message::{Answer, Message, Timer, Unlisted},
};

/// What is drawn after keys, and after what was typed has rested.
fn after(width: u16, height: u16, keys: &str) -> String {
    let mut app = triaged(width, height);
    let effects = press(&mut app, keys);
    serve(&mut app, &effects);
    rest(&mut app);
    drawn(&app)
}

fn rest(app: &mut App) {
    let stamp = app.triage.search.stamp;
    let effects = app.update(Message::Timer(Timer::Search(stamp)));
    serve(app, &effects);
}

#[test]
fn requests_kept_in_hand() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("triage_80x24", drawn(&triaged(80, 24)));
        assert_snapshot!("triage_120x40", drawn(&triaged(120, 40)));
        let mut app = triaged(80, 24);
        press(&mut app, "<enter>");
        assert_snapshot!("triage_detail_80x24", drawn(&app));
        let mut wide = triaged(120, 40);
        press(&mut wide, "<enter>");
        let screen = drawn(&wide);
        assert!(screen.contains("at risk, 3h of 4h") && screen.contains("followed by Adam"), "nothing is cut off: {screen}");
        let tags = ["accessibility", "animation", "performance", "photography", "translation"];
        wide.inbox.remote.get_mut().unwrap().items[0].tags = tags.map(str::to_owned).into();
        let screen = drawn(&wide);
        assert!(tags.iter().all(|tag| screen.contains(&format!("#{tag}"))), "{screen}");
        assert_snapshot!("status_80x24", after(80, 24, "s"));
        assert_snapshot!("followers_80x24", after(80, 24, "i"));
        assert_snapshot!("due_80x24", after(80, 24, "d"));
        assert_snapshot!("canned_80x24", after(80, 24, "rP.S.<ctrl-t>"));
    });
}

#[test]
fn views_that_are_kept() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("views_80x24", after(80, 24, "V"));
        assert_snapshot!("view_keep_80x24", after(80, 24, "WMine"));
        let mut app = triaged(80, 24);
        press(&mut app, "]X");
        assert_snapshot!("view_delete_80x24", drawn(&app));
    });
}

#[test]
fn what_is_looked_for() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("search_80x24", after(80, 24, "Fhero"));
        assert_snapshot!("search_120x40", after(120, 40, "Fhero"));
        assert_snapshot!("jump_80x24", after(80, 24, "<ctrl-p>hero"));
        assert_snapshot!("filter_values_80x24", after(80, 24, "/status:"));
        let message = "This is none of new, open, waiting_on_client, waiting_on_agency, resolved, closed.";
        assert_snapshot!("filter_fault_80x24", drawn(&refused("tag:x status:opened", 13, "opened", message)));
    });
}

/// A filter as it is typed, and what the server has against it.
fn refused(filter: &str, offset: u32, word: &str, message: &str) -> App {
    let mut app = triaged(80, 24);
    press(&mut app, &format!("/{filter}"));
    let stamp = app.inbox.filter_stamp;
    let effects = app.update(Message::Timer(Timer::Filter(stamp)));
    let kind = Kind::Invalid(vec![ProblemField { field: "filter".into(), message: message.into() }]);
    let place = Some(ProblemPlace { offset, word: word.into() });
    let told = Unlisted { error: ApiError { kind, ..ApiError::unreachable("Not valid.") }, place };
    app.update(Message::Answer(calls(&effects)[0].0, Answer::Requests(Err(told))));
    app
}

#[test]
fn what_is_not_written_yet_is_no_fault_while_something_is_offered() {
    let unfinished = drawn(&refused("status:", 7, "", "Say what “status” is to be."));
    assert!(unfinished.contains("waiting_on_client") && !unfinished.contains("Say what"), "{unfinished}");
    let cut_off = drawn(&refused("\"he", 0, "\"he", "The quotation does not end."));
    assert!(cut_off.contains("“\"he”: The quotation does not end."), "{cut_off}");
}
