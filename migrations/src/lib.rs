//! The database's history. Every step is one SQL text that SQLite and PostgreSQL both understand, with
//! what only one of them can do beside it. Nothing of ours is imported here: a migration must mean the
//! same thing forever, whatever the entities become.

use sea_orm_migration::prelude::*;

mod step;

use step::Step;

/// Applies and takes back the steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(Step {
                name: "m20261121_000001_people",
                up: include_str!("sql/000001_people.up.sql"),
                down: include_str!("sql/000001_people.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261121_000002_frames",
                up: include_str!("sql/000002_frames.up.sql"),
                down: include_str!("sql/000002_frames.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261121_000003_projects",
                up: include_str!("sql/000003_projects.up.sql"),
                down: include_str!("sql/000003_projects.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261121_000004_requests",
                up: include_str!("sql/000004_requests.up.sql"),
                down: include_str!("sql/000004_requests.down.sql"),
                sqlite_up: include_str!("sql/000004_requests.up.sqlite.sql"),
                postgres_up: include_str!("sql/000004_requests.up.postgres.sql"),
            }),
            Box::new(Step {
                name: "m20261121_000005_audit",
                up: include_str!("sql/000005_audit.up.sql"),
                down: include_str!("sql/000005_audit.down.sql"),
                sqlite_up: include_str!("sql/000005_audit.up.sqlite.sql"),
                postgres_up: include_str!("sql/000005_audit.up.postgres.sql"),
            }),
            Box::new(Step {
                name: "m20261121_000006_brand",
                up: include_str!("sql/000006_brand.up.sql"),
                down: include_str!("sql/000006_brand.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261121_000007_domains",
                up: include_str!("sql/000007_domains.up.sql"),
                down: include_str!("sql/000007_domains.down.sql"),
                sqlite_up: include_str!("sql/000007_domains.up.sqlite.sql"),
                postgres_up: include_str!("sql/000007_domains.up.postgres.sql"),
            }),
            Box::new(Step {
                name: "m20261121_000008_invitations",
                up: include_str!("sql/000008_invitations.up.sql"),
                down: include_str!("sql/000008_invitations.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261121_000009_accounts",
                up: include_str!("sql/000009_accounts.up.sql"),
                down: include_str!("sql/000009_accounts.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261121_000010_told",
                up: include_str!("sql/000010_told.up.sql"),
                down: include_str!("sql/000010_told.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261122_000011_approvals",
                up: include_str!("sql/000011_approvals.up.sql"),
                down: include_str!("sql/000011_approvals.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261122_000012_files",
                up: include_str!("sql/000012_files.up.sql"),
                down: include_str!("sql/000012_files.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261122_000013_left",
                up: include_str!("sql/000013_left.up.sql"),
                down: include_str!("sql/000013_left.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261122_000014_held",
                up: include_str!("sql/000014_held.up.sql"),
                down: include_str!("sql/000014_held.down.sql"),
                ..Step::BOTH
            }),
            Box::new(Step {
                name: "m20261122_000015_certificates",
                up: include_str!("sql/000015_certificates.up.sql"),
                down: include_str!("sql/000015_certificates.down.sql"),
                ..Step::BOTH
            }),
        ]
    }
}
