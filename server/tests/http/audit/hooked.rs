//! What happens to outgoing webhooks, and what goes through files: each is in the trail, and of a webhook only its host.

use poem::http::Method;
use serde_json::json;

use super::told;
use crate::billing::id;
use crate::support::{Staff, TestApp};
use crate::workflows::Target;

async fn import(staff: &Staff, what: &str, file: &str) {
    staff.ask(Method::POST, &format!("/imports/{what}")).body("text/csv", file).send().await.expect(200);
}

both! {
    async fn a_webhooks_life_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let target = ("webhook", "hooks.example.com");
        let new = json!({ "url": "https://hooks.example.com/?key=inside", "event_types": ["request.replied"] });
        let hook = adam.post("/webhooks", new).await.expect(201).json();
        let path = format!("/webhooks/{}", id(&hook));
        told(&olivia, "webhook.created", "Adam", target).await;
        adam.patch(&path, json!({ "description": "Our CRM" })).await.expect(200);
        told(&olivia, "webhook.changed", "Adam", target).await;
        adam.post(&format!("{path}/rotate-secret"), json!({})).await.expect(200);
        told(&olivia, "webhook.secret_rotated", "Adam", target).await;
        let sent = adam.post(&format!("{path}/test"), json!({})).await.expect(201).json();
        told(&olivia, "webhook.tested", "Adam", target).await;
        adam.post(&format!("{path}/deliveries/{}/replay", id(&sent)), json!({})).await.expect(200);
        told(&olivia, "webhook.replayed", "Adam", target).await;
        adam.post(&format!("{path}/pause"), json!({})).await.expect(200);
        told(&olivia, "webhook.paused", "Adam", target).await;
        adam.post(&format!("{path}/resume"), json!({})).await.expect(200);
        told(&olivia, "webhook.resumed", "Adam", target).await;
        adam.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "webhook.removed", "Adam", target).await;
        let trail = olivia.all("/audit?action=webhook", 50).await;
        assert!(trail.iter().all(|entry| !entry.to_string().contains("inside")), "{trail:?}");
    }

    /// What is paused because nobody lives there any more is nobody's deed.
    async fn a_webhook_that_is_gone_is_in_the_trail(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let gone = Target::answering(|_| (410, String::new(), String::new())).await;
        let new = json!({ "url": gone.url, "event_types": ["request.replied"] });
        let hook = olivia.post("/webhooks", new).await.expect(201).json();
        olivia.post(&format!("/webhooks/{}/test", id(&hook)), json!({})).await.expect(201);
        app.run_jobs().await;
        told(&olivia, "webhook.paused", "System", ("webhook", "127.0.0.1")).await;
    }

    async fn files_of_clients_and_their_work_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        import(&adam, "clients", "workspace,name,email\nBlue Door,Nora,nora@door.test\n").await;
        told(&olivia, "clients.imported", "Adam", ("clients", "")).await;
        told(&olivia, "member.added", "Adam", ("membership", "Nora")).await;
        import(&adam, "projects", "workspace,name\nblue-door,Shop\n").await;
        told(&olivia, "projects.imported", "Adam", ("projects", "")).await;
        import(&adam, "requests", "external_id,workspace,subject,body\nT-1,acme,Lamp,It is dark.\n").await;
        told(&olivia, "requests.imported", "Adam", ("requests", "")).await;
        adam.get("/exports/clients").await.expect(200);
        told(&olivia, "clients.exported", "Adam", ("clients", "")).await;
        adam.get("/exports/projects").await.expect(200);
        told(&olivia, "projects.exported", "Adam", ("projects", "")).await;
        adam.get("/exports/requests").await.expect(200);
        told(&olivia, "requests.exported", "Adam", ("requests", "")).await;
    }
}
