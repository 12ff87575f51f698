//! The database's history. Every step is one SQL text that SQLite and PostgreSQL both understand, with
//! what only one of them can do beside it. Nothing of ours is imported here: a migration must mean the
//! same thing forever, whatever the entities become.

use sea_orm_migration::prelude::*;

mod step;

use step::Step;

/// A step by the day it was written and the name of its texts; `each` where the databases differ on the way up,
/// `each way` where they do on the way down, too.
macro_rules! step {
    ($day:literal, $name:literal) => {
        step!(@ $day, $name, "", "", "", "")
    };
    (each, $day:literal, $name:literal) => {
        step!(@ $day, $name,
            include_str!(concat!("sql/", $name, ".up.sqlite.sql")),
            include_str!(concat!("sql/", $name, ".up.postgres.sql")), "", "")
    };
    (each way, $day:literal, $name:literal) => {
        step!(@ $day, $name,
            include_str!(concat!("sql/", $name, ".up.sqlite.sql")),
            include_str!(concat!("sql/", $name, ".up.postgres.sql")),
            include_str!(concat!("sql/", $name, ".down.sqlite.sql")),
            include_str!(concat!("sql/", $name, ".down.postgres.sql")))
    };
    (@ $day:literal, $name:literal, $sqlite:expr, $postgres:expr, $sqlite_down:expr, $postgres_down:expr) => {
        Box::new(Step {
            name: concat!($day, "_", $name),
            up: include_str!(concat!("sql/", $name, ".up.sql")),
            down: include_str!(concat!("sql/", $name, ".down.sql")),
            sqlite_up: $sqlite,
            postgres_up: $postgres,
            sqlite_down: $sqlite_down,
            postgres_down: $postgres_down,
        })
    };
}

/// Applies and takes back the steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            step!("m20261121", "000001_people"),
            step!("m20261121", "000002_frames"),
            step!("m20261121", "000003_projects"),
            step!(each, "m20261121", "000004_requests"),
            step!(each, "m20261121", "000005_audit"),
            step!("m20261121", "000006_brand"),
            step!(each, "m20261121", "000007_domains"),
            step!("m20261121", "000008_invitations"),
            step!("m20261121", "000009_accounts"),
            step!("m20261121", "000010_told"),
            step!("m20261122", "000011_approvals"),
            step!("m20261122", "000012_files"),
            step!("m20261122", "000013_left"),
            step!("m20261122", "000014_held"),
            step!("m20261122", "000015_certificates"),
            step!("m20261122", "000016_billing"),
            step!("m20261122", "000017_stripe"),
            step!(each, "m20261122", "000018_automation"),
            step!("m20261122", "000019_connections"),
            step!("m20261122", "000020_subscriptions"),
            step!(each way, "m20261122", "000021_triage"),
            step!("m20261122", "000022_known_networks"),
            step!(each way, "m20261122", "000023_append_only"),
            step!("m20261122", "000024_led"),
            step!(each, "m20261122", "000025_reachable"),
            step!("m20261122", "000026_upload_room"),
            step!("m20261122", "000027_engines"),
            step!("m20261122", "000028_workflow_templates"),
            step!(each way, "m20261122", "000029_merge"),
            step!("m20261122", "000030_bulk"),
            step!("m20261123", "000031_on_behalf"),
            step!("m20261123", "000032_orders"),
            step!("m20261123", "000033_engine_stops"),
            step!("m20261123", "000034_written"),
            step!("m20261123", "000035_webhooks"),
            step!("m20261123", "000036_rules"),
            step!("m20261123", "000037_imports"),
            step!("m20261123", "000038_undone_merges"),
            step!("m20261123", "000039_lanes"),
            step!("m20261123", "000040_issued"),
            step!("m20261123", "000041_first_connected"),
        ]
    }
}
