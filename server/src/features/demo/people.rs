use super::stage::Stage;
use super::story::{self, PASSWORD};
use crate::access::{Modules, Permissions};
use crate::entity::words::StaffRole;
use crate::error::{Error, Result};
use crate::features::workspaces::Preset;
use crate::features::{invitations, staff, workspaces};
use crate::passwords;

/// Staff and clients come, and are let in where they belong.
pub async fn arrive(stage: &mut Stage<'_>, agency: &story::Agency) -> Result<()> {
    let house = stage.house();
    let password_hash = passwords::hash(PASSWORD.into()).await?;
    for person in &agency.staff {
        let new = staff::NewStaff {
            email: person.email.clone(),
            name: person.name.clone(),
            role: person.role,
            title: Some(person.title.clone()),
            phone: person.phone.clone(),
            password_hash: password_hash.clone(),
        };
        stage.staff.insert(person.email.clone(), staff::create(&house, new).await?);
    }
    for person in &agency.clients {
        let id = workspaces::create_client(&house, &person.email, &person.name, &password_hash).await?;
        stage.clients.insert(person.email.clone(), id);
    }
    for workspace in &agency.workspaces {
        let new = workspaces::NewWorkspace {
            name: workspace.name.clone(),
            slug: workspace.slug.clone(),
            show_team_members: workspace.show_team_members,
            modules: Modules { work: true, automation: true, billing: true },
        };
        let id = workspaces::create(&house.clone().admin()?, new).await?;
        stage.workspaces.insert(workspace.slug.clone(), id);
        for (position, manager) in workspace.managers.iter().enumerate() {
            workspaces::assign_manager(
                &house,
                id,
                stage.staff_id(manager)?,
                i32::try_from(position).unwrap_or_default(),
            )
            .await?;
        }
        for (email, everything) in &workspace.members {
            let allowed = if *everything { Permissions::ALL } else { Permissions::default() };
            if let Some(client) = stage.clients.get(email) {
                workspaces::grant(&house, id, *client, allowed).await?;
            }
        }
    }
    Ok(())
}

/// The owner invites those who have not come yet.
pub async fn invite(stage: &Stage<'_>, agency: &story::Agency) -> Result<()> {
    let Some(owner) = agency.staff.iter().find(|person| person.role == StaffRole::Owner) else { return Ok(()) };
    stage.hours_ago(20.0);
    for workspace in &agency.workspaces {
        for email in &workspace.invited {
            let permissions = Preset::Collaborator.permissions();
            let invite = invitations::Invite { email: email.clone(), name: None, permissions };
            let id = stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)?;
            invitations::invite(&stage.staff(&owner.email).await?.admin()?, id, invite, "").await?;
        }
    }
    stage.settle().await
}
