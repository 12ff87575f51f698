use std::collections::BTreeSet;

use super::source::{self, Source};
use crate::support::{Kind, TestApp};

/// Tables of a workspace that its clients do not read: for staff alone, or for the scope's own machinery.
const OF_STAFF: [&str; 19] = [
    "engine_workflow",
    "template_workflow",
    "credential_request",
    "workflow_version",
    "workflow_trigger",
    "billing_party",
    "invoice_draft",
    "invoice_import",
    "request_import",
    "checkout",
    "checkout_invoice",
    "stripe_customer",
    "held_action",
    "reply_address",
    "activity",
    "audit_entry",
    "membership",
    "staff_notification",
    "task_assignee",
];
/// Tables that name an agency and that no scope of the agency reads: only the system does, before or behind it.
const OF_THE_SYSTEM: [&str; 10] = [
    "upload_start",
    "reply_address",
    "account_token",
    "agency_host",
    "client_pending_sign_in",
    "client_session",
    "counter",
    "job",
    "staff_account_token",
    "staff_refresh",
];
/// Tables that no scope hands out at all.
const OF_NOBODY: [&str; 1] = ["once_key"];
/// Tables that must never be a client's, whatever columns they get.
const NEVER_A_CLIENTS: [&str; 74] = [
    "request_rule",
    "webhook",
    "webhook_attempt",
    "webhook_delivery",
    "webhook_event",
    "request_draft",
    "request_presence",
    "bulk_change",
    "bulk_change_row",
    "engine",
    "engine_workflow",
    "workflow_template",
    "template_workflow",
    "request_follower",
    "saved_view",
    "service_hours",
    "canned_reply",
    "connection_secret",
    "provider_client",
    "oauth_attempt",
    "credential_request",
    "credential_request_item",
    "workflow_version",
    "workflow_trigger",
    "run_payload",
    "run_step_payload",
    "run_stop",
    "billing_settings",
    "billing_party",
    "invoice_draft",
    "invoice_import",
    "file_import",
    "request_import",
    "product",
    "price",
    "checkout",
    "checkout_invoice",
    "stripe_account",
    "stripe_customer",
    "stripe_event",
    "held_action",
    "upload",
    "upload_start",
    "note_file",
    "certificate",
    "acme_account",
    "invitation_token",
    "staff_invitation",
    "ownership_transfer",
    "reply_address",
    "mail_bounce",
    "client_preference",
    "staff_preference",
    "audit_entry",
    "request_note",
    "staff_credential",
    "client_credential",
    "activity",
    "once_key",
    "staff_notification",
    "staff_refresh",
    "staff_session",
    "account_token",
    "api_token",
    "client_pending_sign_in",
    "client_recovery_code",
    "client_second_factor",
    "staff_account_token",
    "staff_recovery_code",
    "staff_second_factor",
    "job",
    "mail",
    "throttle",
    "known_network",
];

struct Table {
    name: String,
    columns: BTreeSet<String>,
    of_workspace: bool,
    of_agency: bool,
    global: bool,
}

fn table(file: &Source) -> Option<Table> {
    let name = file.text.split("table_name = \"").nth(1)?.split('"').next()?.to_owned();
    let model = file.text.split("pub struct Model {").nth(1)?.split('}').next()?;
    let fields = model.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split(':').next());
    let columns = fields.map(|field| field.trim_start_matches("r#").to_owned()).collect();
    let of_workspace = file.text.contains("owned_by_workspace!(Entity)");
    let of_agency = of_workspace
        || file.text.contains("OwnedByAgency for Entity")
        || file.text.contains("owned_by_agency!(Entity)");
    Some(Table { name, columns, of_workspace, of_agency, global: file.text.contains("global!(Entity)") })
}

fn tables() -> Vec<Table> {
    let all: Vec<Table> =
        source::server().iter().filter(|file| file.path.starts_with("entity/")).filter_map(table).collect();
    assert!(all.len() > 20);
    all
}

#[test]
fn a_table_belongs_to_whom_its_columns_say() {
    for table in tables() {
        let has = |column: &str| table.columns.contains(column);
        let name = table.name.as_str();
        assert!(!table.of_workspace || has("workspace_id"), "{name} is said to be a workspace's and names none");
        assert!(!(table.global && table.of_agency), "{name} belongs to everybody and to somebody");
        let for_clients = table.of_workspace || !has("workspace_id");
        assert!(
            for_clients || OF_STAFF.contains(&name),
            "{name} names a workspace: decide whether its clients read it"
        );
        let for_agency = table.of_agency || !has("agency_id");
        let elsewhere = OF_THE_SYSTEM.contains(&name) || OF_NOBODY.contains(&name) || OF_STAFF.contains(&name);
        assert!(for_agency || elsewhere || name == "mail", "{name} names an agency: decide who reads it");
    }
}

#[test]
fn s1_98_what_clients_must_not_read_is_no_table_of_theirs() {
    let all = tables();
    for name in NEVER_A_CLIENTS {
        let table = all.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("there is no {name}"));
        assert!(!table.of_workspace, "{name} is open to clients");
    }
}

both! {
    /// The entities are the tables: no column that one has and the other has not.
    async fn an_entity_is_its_table(app: TestApp) {
        for table in tables() {
            let name = &table.name;
            let columns = match app.store.kind {
                Kind::Sqlite => format!("SELECT group_concat(name) FROM pragma_table_info('{name}')"),
                Kind::Postgres => {
                    format!("SELECT string_agg(column_name, ',') FROM information_schema.columns WHERE table_name = '{name}'")
                }
            };
            let columns: BTreeSet<String> = app.store.value(&columns).await.split(',').map(str::to_owned).collect();
            assert_eq!(columns, table.columns, "{name}");
        }
    }
}
