//! Who is let in, what they may do, and who is shut out: each is in the trail, with who decided it.

use poem::http::Method;
use serde_json::json;

use super::told;
use crate::people::made::invite;
use crate::support::TestApp;

both! {
    async fn invitations_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let sent = invite(&adam, &app.cast.acme, "nora@acme.test").await;
        let id = sent["id"].as_str().unwrap();
        let target = ("invitation", "nora@acme.test");
        told(&olivia, "invitation.sent", "Adam", target).await;
        adam.post(&format!("/invitations/{id}/resend"), json!({})).await.expect(200);
        told(&olivia, "invitation.resent", "Adam", target).await;
        adam.post(&format!("/invitations/{id}/revoke"), json!({})).await.expect(204);
        told(&olivia, "invitation.revoked", "Adam", target).await;
        // A client's own are theirs.
        let carla = app.as_client("carla").await;
        carla.post("/portal/team", &[("email", "nils@acme.test"), ("can_comment", "true")]).await.expect(303);
        told(&olivia, "invitation.sent", "Carla", ("invitation", "nils@acme.test")).await;
    }

    async fn invitations_to_the_team_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let body = json!({ "email": "nora@northwind.test", "role": "admin" });
        let sent = adam.post("/staff-invitations", body).await.expect(201).json();
        let id = sent["id"].as_str().unwrap();
        let target = ("staff_invitation", "nora@northwind.test");
        told(&olivia, "staff_invitation.sent", "Adam", target).await;
        adam.post(&format!("/staff-invitations/{id}/resend"), json!({})).await.expect(200);
        told(&olivia, "staff_invitation.resent", "Adam", target).await;
        adam.post(&format!("/staff-invitations/{id}/revoke"), json!({})).await.expect(204);
        told(&olivia, "staff_invitation.revoked", "Adam", target).await;
    }

    async fn what_becomes_of_the_team_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let (path, mia) = (format!("/staff/{}", app.cast.people["mia"]), ("staff", "Mia"));
        adam.patch(&path, json!({ "title": "Lead" })).await.expect(200);
        told(&olivia, "staff.changed", "Adam", mia).await;
        adam.patch(&path, json!({ "role": "admin" })).await.expect(200);
        told(&olivia, "staff.role_changed", "Adam", mia).await;
        // Who changes both at once has done both.
        adam.patch(&path, json!({ "role": "member", "title": "Head" })).await.expect(200);
        let entries = olivia.all("/audit?action=staff.", 200).await;
        let latest: Vec<_> = entries.iter().take(2).map(|entry| entry["action"].as_str().unwrap()).collect();
        assert_eq!(latest, ["staff.role_changed", "staff.changed"]);
        adam.post(&format!("{path}/disable"), json!({})).await.expect(200);
        told(&olivia, "staff.disabled", "Adam", mia).await;
        adam.post(&format!("{path}/enable"), json!({})).await.expect(200);
        told(&olivia, "staff.enabled", "Adam", mia).await;
        let to_adam = json!({ "staff_id": app.cast.people["adam"] });
        olivia.post("/ownership-transfer", to_adam).await.expect(200);
        told(&olivia, "ownership.offered", "Olivia", ("staff", "Adam")).await;
        adam.ask(Method::DELETE, "/ownership-transfer").send().await.expect(204);
        told(&olivia, "ownership.cancelled", "Adam", ("ownership", "")).await;
    }

    async fn workspaces_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let new = adam.post("/workspaces", json!({ "name": "Nora & Sons" })).await.expect(201).json();
        let (path, nora) = (format!("/workspaces/{}", new["id"].as_str().unwrap()), ("workspace", "Nora & Sons"));
        told(&olivia, "workspace.created", "Adam", nora).await;
        adam.patch(&path, json!({ "modules": { "billing": true } })).await.expect(200);
        told(&olivia, "workspace.changed", "Adam", nora).await;
        let managers = json!({ "staff_ids": [app.cast.people["mia"]] });
        adam.ask(Method::PUT, &format!("{path}/managers")).json(&managers).send().await.expect(200);
        told(&olivia, "workspace.managers_changed", "Adam", nora).await;
        adam.post(&format!("{path}/archive"), json!({})).await.expect(200);
        told(&olivia, "workspace.archived", "Adam", nora).await;
        adam.post(&format!("{path}/restore"), json!({})).await.expect(200);
        told(&olivia, "workspace.restored", "Adam", nora).await;
    }

    async fn who_is_shut_out_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let (path, carla) = (format!("/clients/{}", app.cast.people["carla"]), ("client", "Carla"));
        adam.post(&format!("{path}/disable"), json!({})).await.expect(200);
        told(&olivia, "client.disabled", "Adam", carla).await;
        adam.post(&format!("{path}/enable"), json!({})).await.expect(200);
        told(&olivia, "client.enabled", "Adam", carla).await;
        let member = format!("/workspaces/{}/members/{}", app.cast.acme.workspace, app.cast.acme.member);
        adam.ask(Method::DELETE, &member).send().await.expect(204);
        told(&olivia, "member.removed", "Adam", ("membership", "Carla")).await;
    }
}
