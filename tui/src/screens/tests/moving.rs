use insta::{assert_snapshot, with_settings};

use crate::{app::App, fixture::*};

/// All open requests, of which one is made of two and out of sight, and one is part of another.
fn with_moved(width: u16, height: u16) -> App {
    let mut app = console(width, height);
    go(&mut app, "4");
    let rows = &mut app.inbox.remote.get_mut().unwrap().items;
    rows[0] = made_of_two();
    rows[4] = part();
    app.conversation.data.get_mut().into_iter().for_each(|open| {
        open.request = made_of_two();
        open.messages[0].merged_from_id = Some(id(1090));
    });
    app
}

fn after(width: u16, height: u16, keys: &str) -> String {
    let mut app = console(width, height);
    go(&mut app, "4");
    go(&mut app, keys);
    drawn(&app)
}

#[test]
fn what_is_put_together_and_off() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("moved_80x24", drawn(&with_moved(80, 24)));
        assert_snapshot!("moved_120x40", drawn(&with_moved(120, 40)));
        let mut app = with_moved(80, 24);
        go(&mut app, "<enter>");
        app.conversation.data.get_mut().into_iter().for_each(|open| {
            open.request = made_of_two();
            open.messages[0].merged_from_id = Some(id(1090));
        });
        app.scroll.at_end = false;
        app.scroll.top = 0;
        assert_snapshot!("moved_detail_80x24", drawn(&app));
        assert_snapshot!("merge_80x24", after(80, 24, "M"));
        assert_snapshot!("merge_plan_80x24", after(80, 24, "Mopening<enter>"));
        assert_snapshot!("merge_plan_120x40", after(120, 40, "Mopening<enter>"));
        assert_snapshot!("snooze_80x24", after(80, 24, "z"));
        assert_snapshot!("snooze_typed_80x24", after(80, 24, "zanother<enter>soon<enter>"));
    });
}

#[test]
fn what_is_taken_apart_and_changed_at_once() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("split_80x24", after(80, 24, "<enter>x"));
        assert_snapshot!("split_name_80x24", after(80, 24, "<enter>x<down><enter>"));
        assert_snapshot!("marked_80x24", after(80, 24, "  "));
        assert_snapshot!("bulk_80x24", after(80, 24, "  B"));
        assert_snapshot!("bulk_plan_80x24", after(80, 24, "  B <ctrl-s>"));
        assert_snapshot!("bulk_plan_120x40", after(120, 40, "  B <ctrl-s>"));
        assert_snapshot!("bulk_done_80x24", after(80, 24, "  B <ctrl-s>Y"));
        assert_snapshot!("undoable_80x24", after(80, 24, "  B <ctrl-s>Y<esc>j"));
    });
}
