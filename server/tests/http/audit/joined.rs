//! Who came in by an invitation, what they may do, and whose the agency is: each is in the trail.

use serde_json::json;

use super::{permit, told};
use crate::people::made::{NEW, invite, path, register};
use crate::support::{TestApp, email};

both! {
    async fn who_accepts_an_invitation_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let ben = app.as_client("ben").await;
        let sent = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        register(&app.stranger(), &path(&sent)).await.expect(303);
        told(&olivia, "invitation.accepted", "Nora New", ("invitation", "nora@acme.test")).await;
        // Who has just made an account is signed in by that.
        told(&olivia, "session.started", "Nora New", ("client_user", "Nora New")).await;
        let sent = invite(&adam, &app.cast.acme, &email("ben")).await;
        ben.post(&format!("{}/join", path(&sent)), &[]).await.expect(303);
        told(&olivia, "invitation.accepted", "Ben", ("invitation", &email("ben"))).await;
    }

    async fn who_joins_the_team_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let body = json!({ "email": "nora@northwind.test", "role": "member" });
        let sent = adam.post("/staff-invitations", body).await.expect(201).json();
        let form = [("name", "Nora New"), ("password", NEW)];
        app.stranger().plain_post(&path(&sent), &form).await.expect(200);
        told(&olivia, "staff_invitation.accepted", "Nora New", ("staff_invitation", "nora@northwind.test")).await;
    }

    async fn permissions_are_in_the_trail(app: TestApp) {
        permit(&app, false).await;
        let olivia = app.as_staff("olivia").await;
        told(&olivia, "member.permitted", "Olivia", ("membership", "Carla")).await;
    }

    /// An offer ends also with whom it was made to, which is somebody's deed.
    async fn whose_the_agency_is_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let mia = app.cast.people["mia"];
        olivia.post("/ownership-transfer", json!({ "staff_id": mia })).await.expect(200);
        adam.post(&format!("/staff/{mia}/disable"), json!({})).await.expect(200);
        told(&olivia, "ownership.cancelled", "Adam", ("ownership", "")).await;
        told(&olivia, "staff.disabled", "Adam", ("staff", "Mia")).await;
        olivia.post("/ownership-transfer", json!({ "staff_id": app.cast.people["adam"] })).await.expect(200);
        adam.post("/ownership-transfer/accept", json!({})).await.expect(200);
        told(&olivia, "ownership.transferred", "Adam", ("staff", "Adam")).await;
    }
}
