//! What is asked again and again of runs, triggers and jobs has an index, however many there are.

use crate::support::{Kind, TestApp};

both! {
    async fn every_question_of_runs_has_its_index(app: TestApp) {
        let id = |id: uuid::Uuid| match app.store.kind {
            Kind::Sqlite => format!("X'{}'", id.simple()),
            Kind::Postgres => format!("'{id}'::uuid"),
        };
        let world = &app.cast.acme;
        let (agency, workspace, workflow) = (id(world.agency), id(world.workspace), id(world.workflow));
        let client = format!("SELECT id FROM run WHERE agency_id = {agency} AND workspace_id = {workspace}");
        let staff = format!("SELECT id FROM run WHERE agency_id = {agency}");
        let latest = "ORDER BY id DESC LIMIT 26";
        for sql in [
            // The lists of both sides.
            format!("{client} {latest}"),
            format!("{client} AND status = 'failed' {latest}"),
            format!("{client} AND workflow_id = {workflow} {latest}"),
            format!("{staff} {latest}"),
            format!("{staff} AND status = 'failed' {latest}"),
            format!("{staff} AND workflow_id = {workflow} {latest}"),
            // What is due: runs to go on, runs to take up, schedules to start, and who knocks at a secret address.
            "SELECT agency_id, id FROM run WHERE wakes_at <= '2026-12-01' AND status = 'waiting' ORDER BY wakes_at LIMIT 100".into(),
            "SELECT DISTINCT agency_id, workspace_id FROM run WHERE status = 'queued'".into(),
            "SELECT agency_id, id FROM workflow_trigger WHERE next_at <= '2026-12-01' ORDER BY next_at LIMIT 100".into(),
            "SELECT id FROM workflow_trigger WHERE token_hash = 'x'".into(),
        ] {
            let plan = app.store.plan(&sql).await;
            let whole = match app.store.kind {
                Kind::Sqlite => plan.contains("SCAN "),
                Kind::Postgres => plan.contains("Seq Scan"),
            };
            assert!(!whole, "{sql}\n{plan}");
        }
    }

    /// Neither what is in other lines nor what is for later is read.
    async fn what_a_worker_takes_has_its_index(app: TestApp) {
        let taken = "SELECT id FROM job WHERE lane = 'runs' AND ((state = 'ready' AND run_at <= '2026-12-01') \
                     OR (state = 'running' AND locked_until < '2026-12-01')) ORDER BY run_at LIMIT 10";
        let plan = app.store.plan(taken).await;
        match app.store.kind {
            Kind::Sqlite => assert!(plan.contains("(state=? AND lane=? AND run_at<?)"), "{plan}"),
            Kind::Postgres => assert!(!plan.contains("Seq Scan"), "{plan}"),
        }
    }
}
