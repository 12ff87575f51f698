use portico_openapi::types::Permissions;

use crate::form::{Field, Pick};

/// Every permission: as the API calls it, and as a form and a list do.
pub const PERMISSIONS: [(&str, &str, &str); 7] = [
    ("can_comment", "Comment on projects", "comments"),
    ("can_submit_requests", "Send requests", "sends requests"),
    ("can_approve_work", "Approve work", "approves work"),
    ("can_view_invoices", "See invoices", "sees invoices"),
    ("can_run_workflows", "Run workflows", "runs workflows"),
    ("can_manage_connections", "Manage connections", "manages connections"),
    ("can_invite_colleagues", "Invite colleagues", "invites colleagues"),
];

/// The named beginnings, as the server has them too.
const PRESETS: [(&str, &str, &[&str]); 4] = [
    ("viewer", "Viewer: only looks", &[]),
    ("collaborator", "Collaborator: comments and sends requests", &["can_comment", "can_submit_requests"]),
    ("approver", "Approver: decides on work too", &["can_comment", "can_submit_requests", "can_approve_work"]),
    (
        "everything",
        "Everything",
        &[
            "can_comment",
            "can_submit_requests",
            "can_approve_work",
            "can_view_invoices",
            "can_run_workflows",
            "can_manage_connections",
            "can_invite_colleagues",
        ],
    ),
];

/// A choice of a preset, and a switch for each permission.
pub fn fields(now: &Permissions) -> Vec<Field> {
    let on: Vec<_> = PERMISSIONS.iter().map(|(name, ..)| *name).filter(|name| has(now, name)).collect();
    let same = |names: &[&str]| names.len() == on.len() && names.iter().all(|name| on.contains(name));
    let preset = PRESETS.iter().find(|(.., names)| same(names)).map_or("", |(value, ..)| *value);
    let mut picks: Vec<_> =
        PRESETS.iter().map(|(value, label, names)| Pick::new(*value, *label).setting(names)).collect();
    picks.push(Pick::new("", "As chosen below"));
    let mut fields = vec![Field::choice("preset", "May", picks, preset)];
    fields.extend(PERMISSIONS.iter().map(|(name, label, _)| Field::switch(*name, *label, on.contains(name))));
    fields
}

/// The permissions whose names are held.
pub fn held(held: impl Fn(&str) -> bool) -> Permissions {
    Permissions {
        can_approve_work: held("can_approve_work"),
        can_comment: held("can_comment"),
        can_invite_colleagues: held("can_invite_colleagues"),
        can_manage_connections: held("can_manage_connections"),
        can_run_workflows: held("can_run_workflows"),
        can_submit_requests: held("can_submit_requests"),
        can_view_invoices: held("can_view_invoices"),
    }
}

/// What someone with these may do, in words.
pub fn may(permissions: &Permissions) -> String {
    let each: Vec<_> =
        PERMISSIONS.iter().filter(|(name, ..)| has(permissions, name)).map(|(.., words)| *words).collect();
    if each.is_empty() { "may only look".into() } else { each.join(", ") }
}

fn has(permissions: &Permissions, name: &str) -> bool {
    match name {
        "can_approve_work" => permissions.can_approve_work,
        "can_comment" => permissions.can_comment,
        "can_invite_colleagues" => permissions.can_invite_colleagues,
        "can_manage_connections" => permissions.can_manage_connections,
        "can_run_workflows" => permissions.can_run_workflows,
        "can_submit_requests" => permissions.can_submit_requests,
        _ => name == "can_view_invoices" && permissions.can_view_invoices,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_permission_is_kept_through_a_form() {
        for (name, _, words) in PERMISSIONS {
            let only = held(|held| held == name);
            assert_eq!(may(&only), words);
            let on: Vec<_> =
                fields(&only).into_iter().filter(|field| field.kind.is_on()).map(|field| field.name).collect();
            assert_eq!(on, [name]);
        }
        assert_eq!(may(&held(|_| false)), "may only look");
    }

    #[test]
    fn a_known_set_is_told_by_its_name() {
        assert_eq!(fields(&held(|_| true))[0].kind.text(), "everything");
        assert_eq!(fields(&held(|_| false))[0].kind.text(), "viewer");
        assert_eq!(fields(&held(|name| name == "can_view_invoices"))[0].kind.text(), "");
    }
}
