//! How many statements a list of the API and a stranger cost (bar 3 of the performance goals).

use crate::support::TestApp;

both! {
    /// What pages of the portal cost is in `plans`; this is what lists that staff read cost.
    async fn a_list_of_the_api_costs_the_same_for_one_row_and_for_fifty(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        for number in 0..50 {
            carla.request(&format!("Numbered {number}"), "x").await;
        }
        for path in ["/requests?status=all", "/projects?", "/workspaces?", "/staff?", "/clients?", "/invitations?", "/notifications?"] {
            let cost = async |limit: u32| {
                let before = app.app.database.statements();
                mia.get(&format!("{path}&limit={limit}")).await.expect(200);
                app.app.database.statements() - before
            };
            let (one, fifty) = (cost(1).await, cost(50).await);
            assert!(fifty == one && fifty <= 6, "{path}: {one} and {fifty}");
        }
    }

    async fn a_stranger_costs_little(app: TestApp) {
        let stranger = app.stranger();
        for (path, most) in [("/portal/login", 2), ("/portal", 1), ("/portal/requests", 1), ("/static/x/y.css", 0), ("/healthz", 0)] {
            let before = app.app.database.statements();
            stranger.get(path).await;
            let cost = app.app.database.statements() - before;
            assert!(cost <= most, "{path} costs {cost}");
        }
    }
}
