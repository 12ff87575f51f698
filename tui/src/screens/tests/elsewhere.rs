use insta::{assert_snapshot, with_settings};

use crate::fixture::*;

fn after(width: u16, height: u16, keys: &str) -> String {
    let mut app = admins_console(width, height);
    go(&mut app, keys);
    drawn(&app)
}

#[test]
fn what_others_run() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("engines_120x40", after(120, 40, "w:engines<enter>"));
        assert_snapshot!("engines_80x24", after(80, 24, "w:engines<enter>"));
        assert_snapshot!("engine_120x40", after(120, 40, "w:engines<enter><enter>jj"));
        assert_snapshot!("engine_80x24", after(80, 24, "w:engines<enter><enter>jj"));
        assert_snapshot!("engine_new_80x24", after(80, 24, "w:engines<enter>n"));
        assert_snapshot!("engine_bring_80x24", after(80, 24, "w:engines<enter><enter>ji"));
        assert_snapshot!("engine_remove_80x24", after(80, 24, "w:engines<enter>xOur"));
        assert_snapshot!("provider_change_80x24", after(80, 24, "w:providers<enter>e"));
    });
}

#[test]
fn what_is_written_for_many() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("templates_120x40", after(120, 40, "w:templates<enter>"));
        assert_snapshot!("templates_80x24", after(80, 24, "w:templates<enter>"));
        assert_snapshot!("template_120x40", after(120, 40, "w:templates<enter><enter>j"));
        assert_snapshot!("template_80x24", after(80, 24, "w:templates<enter><enter>j"));
        assert_snapshot!("template_new_80x24", after(80, 24, "w:templates<enter>n"));
        assert_snapshot!("template_give_80x24", after(80, 24, "w:templates<enter><enter>a<tab>"));
        assert_snapshot!("template_given_80x24", after(80, 24, "w:templates<enter><enter>a<enter>"));
        assert_snapshot!("template_roll_120x40", after(120, 40, "w:templates<enter>P"));
        assert_snapshot!("template_roll_80x24", after(80, 24, "w:templates<enter>Pj"));
        assert_snapshot!("template_rolled_80x24", after(80, 24, "w:templates<enter>P<ctrl-s>"));
        assert_snapshot!("template_reach_80x24", after(80, 24, "w:templates<enter>P<enter>"));
        assert_snapshot!("template_pause_80x24", after(80, 24, "w:templates<enter><enter>SMonth"));
    });
}
