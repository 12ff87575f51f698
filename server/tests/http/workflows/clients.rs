//! What clients start, and what they see of it.

use futures_util::future::join_all;
use portico::access::{ClientScope, Paging, WorkflowRunner};
use portico::entity::words::RunStatus;
use portico::features::workflows::{self, ClientRunFilter, Given};
use serde_json::json;

use super::{client, published, started};
use crate::support::TestApp;

const NOTHING: &str = "steps:\n  - { id: one, title: Fetch it, set: { x: 1 } }\n  - { id: two, set: { x: 1 } }\n";

both! {
    /// S2.44, S2.59, S2.66, S2.68, S2.112, S2.122: where staff say so, and its steps are told by their titles.
    async fn s2_44_a_client_starts_what_is_theirs_to_start(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        let carla = client(&app, "carla", "one").await;
        let start = async |scope: ClientScope| {
            let drawn = scope.now();
            workflows::start_as_client(&WorkflowRunner::new(scope)?, workflow.into(), &Given::new(), drawn).await
        };
        // Not before staff say so.
        assert!(!workflows::client_workflow(&carla, workflow.into()).await.unwrap().may_start);
        assert!(start(carla.clone()).await.is_err());
        mia.patch(&format!("/workflows/{workflow}"), json!({ "client_triggerable": true })).await.expect(200);
        assert!(workflows::client_workflow(&carla, workflow.into()).await.unwrap().may_start);
        // Nor by whoever may not, or of another client.
        let victor = client(&app, "victor", "one").await;
        assert!(!workflows::client_workflow(&victor, workflow.into()).await.unwrap().may_start);
        assert!(start(victor).await.is_err());
        let ben = app.app.database.system().agency(app.cast.bluebird.agency.into());
        let once = portico::access::OnceKey { key: "x".into(), fingerprint: "x".into() };
        let ben = portico::access::scope_of_letter(&app.app.database, &ben, app.cast.people["ben"].into(), app.cast.bluebird.workspace.into(), once).await.unwrap();
        assert!(workflows::client_workflow(&ben, workflow.into()).await.is_err());
        assert!(start(ben).await.is_err());
        let run = start(carla.clone()).await.unwrap();
        app.run_jobs().await;
        let (shown, steps) = workflows::client_run(&carla, workflow.into(), run).await.unwrap();
        assert_eq!((shown.run.status, shown.run.starter.as_deref(), shown.workflow.as_str()), (RunStatus::Succeeded, Some("Carla"), "Monthly report"));
        let titles: Vec<&str> = steps.iter().map(|step| step.title.as_str()).collect();
        assert_eq!(titles, ["Fetch it", "Prepare what comes next"]);
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        assert!(!workflows::client_workflow(&carla, workflow.into()).await.unwrap().may_start);
        assert!(start(client(&app, "carla", "two").await).await.is_err());
        mia.post(&format!("/workflows/{workflow}/archive"), json!({})).await.expect(200);
        assert!(workflows::client_workflow(&carla, workflow.into()).await.is_err());
    }

    async fn a_form_sent_many_times_starts_one_run(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        mia.patch(&format!("/workflows/{workflow}"), json!({ "client_triggerable": true })).await.expect(200);
        let carla = client(&app, "carla", "the-same").await;
        let starts = (0..20).map(|_| {
            let runner = WorkflowRunner::new(carla.clone()).unwrap();
            let drawn = runner.now();
            async move { workflows::start_as_client(&runner, workflow.into(), &Given::new(), drawn).await.unwrap() }
        });
        let ids = join_all(starts).await;
        assert!(ids.iter().all(|id| *id == ids[0]));
        let filter = ClientRunFilter { workflow: Some(workflow.into()), status: None };
        assert_eq!(workflows::client_runs(&carla, filter, &Paging::first(50)).unwrap().ask().await.unwrap().items.len(), 1);
    }

    /// S2.11, S2.62: the newest first.
    async fn s2_11_runs_are_listed_by_workflow_and_status(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        let done = started(&mia, workflow).await;
        app.run_jobs().await;
        let queued = started(&mia, workflow).await;
        let carla = client(&app, "carla", "one").await;
        let listed = async |status| {
            let filter = ClientRunFilter { workflow: Some(workflow.into()), status };
            let page = workflows::client_runs(&carla, filter, &Paging::first(50)).unwrap().ask().await.unwrap();
            page.items.into_iter().map(|row| row.run.id.into()).collect::<Vec<uuid::Uuid>>()
        };
        assert_eq!(listed(None).await, [queued, done]);
        assert_eq!(listed(Some(RunStatus::Succeeded)).await, [done]);
        assert_eq!(listed(Some(RunStatus::Failed)).await, Vec::<uuid::Uuid>::new());
        // Who of the agency started it is not the client's.
        let (shown, _) = workflows::client_run(&carla, workflow.into(), done.into()).await.unwrap();
        assert_eq!(shown.run.starter, None);
    }
}
