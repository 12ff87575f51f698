//! What is sent: small, with the ids and names that the staff API has for the same things. What was written — messages,
//! notes, comments, answers — is in none of it; who wants that asks the API, with a token that may.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::ColumnTrait;
use serde_json::{Map, Value, json};

use crate::access::AgencyScope;
use crate::entity::{activity, approval, form, invoice, project, request, workspace};
use crate::error::Result;

/// The body for something that happened, with the things as they are now.
///
/// # Errors
/// When the database fails.
pub async fn of(scope: &AgencyScope, event: &str, happening: &activity::Model) -> Result<String> {
    let mut data = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            data.insert(name.to_owned(), value);
        }
    };
    put("workspace", workspace_of(scope, happening).await?);
    put("actor", Some(actor(happening)));
    put("title", Some(json!(happening.title)));
    put("request", request_of(scope, happening).await?);
    put("project", project_of(scope, happening).await?);
    put("approval", approval_of(scope, happening).await?);
    put("invoice", invoice_of(scope, happening).await?);
    put("form", form_of(scope, happening).await?);
    put("run", happening.run_id.map(|run| json!({ "id": run, "workflow_id": happening.workflow_id })));
    put("staff_id", happening.subject_staff_id.map(|person| json!(person)));
    Ok(body(event, happening.created_at, Value::Object(data)))
}

/// The body that says `data` of an event.
pub fn body(event: &str, at: DateTime<Utc>, data: Value) -> String {
    let timestamp = at.to_rfc3339_opts(SecondsFormat::Millis, true);
    json!({ "type": event, "timestamp": timestamp, "data": data }).to_string()
}

fn actor(happening: &activity::Model) -> Value {
    json!({ "kind": happening.actor_kind, "id": happening.actor_id, "name": happening.actor_name })
}

async fn workspace_of(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<Value>> {
    use workspace::{Column, Entity};
    let row = scope.find::<Entity>().filter(Column::Id.eq(happening.workspace_id)).first().await?;
    Ok(row.map(|row| json!({ "id": row.id, "name": row.name })))
}

async fn request_of(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<Value>> {
    use request::{Column, Entity};
    let Some(id) = happening.request_id else { return Ok(None) };
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).first().await?;
    Ok(row.map(|row| {
        json!({
            "id": row.id,
            "number": row.number,
            "kind": row.kind,
            "category": row.category,
            "subject": row.subject,
            "status": row.stage,
            "priority": row.priority,
            "waits_on": row.waits_on,
            "assignee_id": row.assignee_id,
            "project_id": row.project_id,
        })
    }))
}

async fn project_of(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<Value>> {
    use project::{Column, Entity};
    let Some(id) = happening.project_id else { return Ok(None) };
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).first().await?;
    Ok(row.map(|row| json!({ "id": row.id, "name": row.name, "status": row.status })))
}

async fn approval_of(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<Value>> {
    use approval::{Column, Entity};
    let Some(id) = happening.approval_id else { return Ok(None) };
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).first().await?;
    Ok(row.map(|row| {
        json!({
            "id": row.id,
            "number": row.number,
            "title": row.title,
            "status": row.status,
            "waits_on": row.waits_on,
            "project_id": row.project_id,
        })
    }))
}

async fn invoice_of(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<Value>> {
    use invoice::{Column, Entity};
    let Some(id) = happening.invoice_id else { return Ok(None) };
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).first().await?;
    Ok(row.map(|row| {
        json!({
            "id": row.id,
            "kind": row.kind,
            "number": row.number,
            "status": row.status,
            "currency": row.currency,
            "total": row.total,
            "outstanding": row.outstanding,
            "due_on": row.due_on,
        })
    }))
}

async fn form_of(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<Value>> {
    use form::{Column, Entity};
    let Some(id) = happening.form_id else { return Ok(None) };
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).first().await?;
    Ok(row.map(|row| json!({ "id": row.id, "title": row.title })))
}
