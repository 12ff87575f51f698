use std::collections::BTreeMap;

use poem::http::StatusCode;
use sea_orm::sea_query::{SimpleExpr, ValueType};
use sea_orm::{ColumnTrait, ModelTrait};

use super::service::{Look, Subject, subject};
use crate::access::{AgencyScope, Facts, Permission, Seat};
use crate::entity::ownership::OwnedByWorkspace;
use crate::entity::{
    approval, connection, file, form, invoice, membership, project, request, run, workflow, workspace,
};
use crate::error::{Error, Result};
use crate::ids::WorkspaceId;
use crate::web::{Audience, Mirror};

/// Something that had to be so for a person to see a page.
pub struct Check {
    pub name: &'static str,
    pub passed: bool,
    pub text: String,
}

/// Whether somebody can see a page, and why.
pub struct Explanation {
    pub allowed: bool,
    pub checks: Vec<Check>,
}

/// Whether and why this person can see a page of the portal: what the portal itself answers, and each thing
/// that it looked at on the way.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's person; [`crate::error::Error::Invalid`] where there
/// is no such page.
pub async fn explain(scope: &AgencyScope, portal: &Mirror, facts: &Facts, look: Look<'_>) -> Result<Explanation> {
    let subject = subject(scope, look).await?;
    let (audience, ids) = portal.page(look.path)?;
    let mut checks = standing(scope, &subject).await?;
    let Some(who) = subject.stand_in else { return Ok(Explanation { allowed: false, checks }) };
    if let Some(seat) = who.viewer().current() {
        if seat.requires_second_factor && audience != Audience::SignedIn {
            let (name, passed) = (&subject.person.name, who.viewer().open().is_some());
            let has = if passed { "has one" } else { "has none" };
            let text = format!("{} asks for a second factor, and {name} {has}.", seat.name);
            checks.push(Check { name: "second_factor", passed, text });
        }
        checks.extend(rights(audience, seat, &subject.person.name));
    }
    let answer = portal.reflect(who, facts, look.path).await?;
    let allowed = answer.status == StatusCode::OK;
    if checks.iter().all(|check| check.passed)
        && let Some(check) = thing(scope, &ids, &subject.workspace, allowed).await?
    {
        checks.push(check);
    }
    if let (StatusCode::SEE_OTHER, Some(to)) = (answer.status, answer.location) {
        checks.push(Check { name: "sent_on", passed: false, text: format!("The portal sends them on to {to}.") });
    }
    Ok(Explanation { allowed, checks })
}

/// The account, the membership and the workspace.
async fn standing(scope: &AgencyScope, subject: &Subject) -> Result<Vec<Check>> {
    let (name, place) = (&subject.person.name, &subject.workspace.name);
    let active = subject.person.disabled_at.is_none();
    let account =
        if active { format!("{name}'s account is active.") } else { format!("{name}'s account is disabled.") };
    use membership::Column;
    let member = scope.find::<membership::Entity>().filter(Column::ClientUserId.eq(subject.person.id));
    let member = member.filter(Column::WorkspaceId.eq(subject.workspace.id)).first().await?.is_some();
    let membership = if member { "is a member of" } else { "is no member of" };
    let open = subject.workspace.archived_at.is_none();
    let archived = if open { "is not archived" } else { "is archived" };
    Ok(vec![
        Check { name: "account", passed: active, text: account },
        Check { name: "membership", passed: member, text: format!("{name} {membership} {place}.") },
        Check { name: "workspace", passed: open, text: format!("{place} {archived}.") },
    ])
}

/// What the page's audience asks of a seat.
fn rights(audience: Audience, seat: &Seat, name: &str) -> Vec<Check> {
    let module = |part: &str, passed| {
        let on = if passed { "on" } else { "off" };
        Check { name: "module", passed, text: format!("The {part} part is {on} in {}.", seat.name) }
    };
    match audience {
        Audience::Work => vec![module("Work", audience.admits(seat))],
        Audience::Automation => vec![module("Automation", audience.admits(seat))],
        Audience::Permitted(permission) => {
            let may = seat.permissions.allow(permission);
            let verb = if may { "has" } else { "does not have" };
            let text = format!("{name} {verb} the permission {} there.", permission.as_str());
            // What is permitted and still not let in is so because its part is off.
            let on = !may || audience.admits(seat);
            vec![module(part(permission), on), Check { name: "permission", passed: may, text }]
        }
        Audience::Public | Audience::StaffDoor | Audience::SignedIn | Audience::Client => Vec::new(),
    }
}

fn part(permission: Permission) -> &'static str {
    match permission {
        Permission::ViewInvoices => "Billing",
        Permission::RunWorkflows | Permission::ManageConnections => "Automation",
        Permission::ApproveWork | Permission::Comment | Permission::SubmitRequests => "Work",
        Permission::InviteColleagues => "Account",
    }
}

/// Whose the thing is that the path names. Staff may know that; a client is told that there is none.
async fn thing(
    scope: &AgencyScope,
    ids: &BTreeMap<&'static str, String>,
    here: &workspace::Model,
    shown: bool,
) -> Result<Option<Check>> {
    let Some((&kind, id)) = ids.first_key_value() else {
        // It is theirs to see, and there is nothing to be seen now, such as cards where nobody can pay online.
        let text = "There is nothing on this page at the moment.".to_owned();
        return Ok((!shown).then_some(Check { name: "page", passed: false, text }));
    };
    let owner = owner(scope, kind, id).await?;
    let text = match owner {
        _ if shown => format!("It belongs to {}.", here.name),
        Some(owner) if owner != here.id => {
            let other = scope.find::<workspace::Entity>().filter(workspace::Column::Id.eq(owner)).one().await?;
            format!("It belongs to {}, not to {}.", other.name, here.name)
        }
        Some(_) => format!("It belongs to {}, and is not shown to them.", here.name),
        None => "There is no such thing.".to_owned(),
    };
    Ok(Some(Check { name: "thing", passed: shown, text }))
}

async fn owner(scope: &AgencyScope, kind: &str, id: &str) -> Result<Option<WorkspaceId>> {
    Ok(match (kind, id.parse::<uuid::Uuid>()) {
        ("request_id", Ok(id)) => holder::<request::Entity>(scope, request::Column::Id.eq(id)).await?,
        ("approval_id", Ok(id)) => holder::<approval::Entity>(scope, approval::Column::Id.eq(id)).await?,
        ("file_id", Ok(id)) => holder::<file::Entity>(scope, file::Column::Id.eq(id)).await?,
        ("invoice_id", Ok(id)) => holder::<invoice::Entity>(scope, invoice::Column::Id.eq(id)).await?,
        ("project_id", Ok(id)) => holder::<project::Entity>(scope, project::Column::Id.eq(id)).await?,
        ("form_id", Ok(id)) => holder::<form::Entity>(scope, form::Column::Id.eq(id)).await?,
        ("workflow_id", Ok(id)) => holder::<workflow::Entity>(scope, workflow::Column::Id.eq(id)).await?,
        ("run_id", Ok(id)) => holder::<run::Entity>(scope, run::Column::Id.eq(id)).await?,
        ("connection_id", Ok(id)) => holder::<connection::Entity>(scope, connection::Column::Id.eq(id)).await?,
        _ => None,
    })
}

async fn holder<E: OwnedByWorkspace>(scope: &AgencyScope, is_it: SimpleExpr) -> Result<Option<WorkspaceId>>
where
    E::Model: Sync,
{
    let row = scope.find::<E>().filter(is_it).first().await?;
    row.map(|row| ValueType::try_from(row.get(E::WORKSPACE)).map_err(Error::internal)).transpose()
}
