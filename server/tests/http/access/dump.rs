//! All that staff can read of a workspace, to see that nobody has changed it.

use serde_json::Value;

use crate::support::{Staff, World};

/// The workspace's requests, messages, notes, projects and people.
pub async fn of(staff: &Staff, world: &World) -> Vec<Value> {
    let (request, project, workspace) = (world.request, world.project, world.workspace);
    let mut all = vec![staff.get(&format!("/workspaces/{workspace}")).await.expect(200).json()];
    for list in [
        format!("/requests?status=all&workspace_id={workspace}"),
        format!("/requests/{request}/messages"),
        format!("/requests/{request}/notes"),
        format!("/forms?workspace_id={workspace}"),
        format!("/forms/{}/submissions", world.form),
        format!("/invoices?workspace_id={workspace}"),
        format!("/invoices?status=draft&workspace_id={workspace}"),
        format!("/credits?workspace_id={workspace}"),
        format!("/subscriptions?workspace_id={workspace}"),
        format!("/invoices/{}/payments", world.invoice),
        format!("/connections?workspace_id={workspace}"),
        format!("/credential-requests?workspace_id={workspace}"),
        format!("/projects?workspace_id={workspace}"),
        format!("/projects/{project}/milestones"),
        format!("/projects/{project}/tasks"),
        format!("/projects/{project}/comments"),
        format!("/workspaces/{workspace}/members"),
        "/engines".to_owned(),
        "/workflow-templates".to_owned(),
        format!("/workflows?workspace_id={workspace}"),
        format!("/runs?workspace_id={workspace}"),
    ] {
        all.extend(staff.all(&list, 200).await);
    }
    all.iter_mut().for_each(forget_waits);
    all
}

/// How long somebody has been waiting grows by itself.
fn forget_waits(value: &mut Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| !name.contains("seconds"));
    }
}
