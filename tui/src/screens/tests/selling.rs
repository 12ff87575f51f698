use insta::{assert_snapshot, with_settings};

use crate::fixture::*;

fn after(width: u16, height: u16, keys: &str) -> String {
    let mut app = admins_console(width, height);
    go(&mut app, keys);
    drawn(&app)
}

#[test]
fn what_is_sold() {
    with_settings!({ snapshot_path => "../snapshots" }, {
        assert_snapshot!("products_80x24", after(80, 24, "bP"));
        assert_snapshot!("price_80x24", after(80, 24, "bPp"));
        assert_snapshot!("subscriptions_80x24", after(80, 24, "bU"));
        assert_snapshot!("subscriptions_120x36", after(120, 36, "bUj"));
        assert_snapshot!("subscription_start_80x24", after(80, 24, "bPjs"));
        assert_snapshot!("subscription_cancel_80x24", after(80, 24, "bUjx<ctrl-s>"));
        assert_snapshot!("import_80x24", after(80, 24, "bI<ctrl-u>old.csv<enter>"));
    });
}
