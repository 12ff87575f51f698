//! What was decided, issued, published and sent: the database itself refuses to change it or to let it go alone.

use crate::approvals::{decide, sent, simple};
use crate::support::TestApp;

/// Every such table, with what goes on changing in it.
const KEPT: [(&str, &[&str]); 8] = [
    ("approval_decision", &[]),
    ("approval_event", &[]),
    ("approval_version", &[]),
    ("invoice", &["status", "paid", "outstanding", "remind_at", "reminders", "pdf_key", "version", "updated_at"]),
    ("invoice_line", &[]),
    ("form_version", &[]),
    ("form_submission", &["run_id"]),
    ("workflow_version", &["published_at"]),
];

/// What must stand as it stood, however it is settled afterwards.
const OF_AN_INVOICE: &str = "number kind currency inclusive issued_on due_on note seller buyer look taxes discount_bps subtotal \
    discount tax total author_name created_at workspace_id agency_id id";

async fn count(app: &TestApp, table: &str) -> u32 {
    app.store.value(&format!("SELECT count(*) FROM {table}")).await.parse().unwrap()
}

/// Has Carla decide on something, so that there is a row of everything.
async fn decided(app: &TestApp) {
    let approval = sent(&app.as_staff("mia").await, simple(app, "Autumn story")).await;
    decide(&app.as_client("carla").await, &approval, 0, "approved", "").await.expect(303);
}

both! {
    async fn what_was_decided_issued_published_and_sent_is_refused_a_change_by_the_database(app: TestApp) {
        decided(&app).await;
        for (table, free) in KEPT {
            let before = count(&app, table).await;
            assert!(before > 0, "{table} has nothing to prove it with");
            assert!(!app.store.try_sql(&format!("DELETE FROM {table}")).await, "{table} was emptied");
            assert!(!app.store.try_sql(&format!("UPDATE {table} SET workspace_id = workspace_id")).await, "{table} moved");
            for column in free {
                let goes_on = format!("UPDATE {table} SET {column} = {column}");
                assert!(app.store.try_sql(&goes_on).await, "{table}.{column} is stuck");
            }
            assert_eq!(count(&app, table).await, before, "{table}");
        }
        for column in OF_AN_INVOICE.split(' ') {
            assert!(!app.store.try_sql(&format!("UPDATE invoice SET {column} = {column}")).await, "invoice.{column}");
        }
        for (table, column) in [
            ("approval_decision", "verdict"), ("approval_decision", "evidence"), ("approval_event", "hash"),
            ("approval_version", "body"), ("approval_version", "body_sha256"), ("invoice_line", "amount"),
            ("form_version", "schema"), ("form_submission", "answers"), ("workflow_version", "definition"),
        ] {
            assert!(!app.store.try_sql(&format!("UPDATE {table} SET {column} = {column}")).await, "{table}.{column}");
        }
    }

    /// What belongs to an approval goes with it, and all of it with the workspace.
    async fn what_is_kept_goes_with_what_it_belongs_to(app: TestApp) {
        decided(&app).await;
        assert!(app.store.sql("DELETE FROM approval").await > 0);
        for table in ["approval_decision", "approval_event", "approval_version"] {
            assert_eq!(count(&app, table).await, 0, "{table}");
        }
        for table in ["note_file", "request_note", "file", "upload", "subscription"] {
            app.store.sql(&format!("DELETE FROM {table}")).await;
        }
        assert!(app.store.sql("DELETE FROM workspace").await > 0);
        for (table, _) in KEPT {
            assert_eq!(count(&app, table).await, 0, "{table}");
        }
    }
}
