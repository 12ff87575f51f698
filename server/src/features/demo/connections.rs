use super::stage::Stage;
use super::story;
use crate::entity::words::StaffRole;
use crate::envelope::Secret;
use crate::error::{Error, Result};
use crate::features::connections::{self, Fresh, NewClient, NewConnection, NewRequest};
use crate::ids::{ConnectionId, WorkspaceId};

/// The owner sets up where clients have accounts. Nobody is asked there: the story's provider has no place to look at an
/// account, and what it gave does not end.
pub async fn provide(stage: &mut Stage<'_>, agency: &story::Agency) -> Result<()> {
    let owner = agency.staff.iter().find(|person| person.role == StaffRole::Owner).ok_or(Error::NotFound)?;
    let owner = stage.staff(&owner.email).await?.admin()?;
    for told in &agency.providers {
        let new = NewClient {
            provider: told.provider.clone(),
            name: Some(told.name.clone()),
            oauth_client: Some(told.oauth_client.clone()),
            oauth_secret: None,
            settings: told.settings.clone(),
        };
        let made = connections::set_up(&owner, stage.app.connector(), new).await?;
        stage.providers.insert(told.name.clone(), made.id);
    }
    Ok(())
}

/// Staff need an account of the client's.
pub async fn need(stage: &mut Stage<'_>, workspace: &story::Workspace, told: &story::Connection) -> Result<()> {
    let client = stage.providers.get(&told.provider).copied().ok_or(Error::NotFound)?;
    let new = NewConnection { workspace: place(stage, workspace)?, client, name: told.name.clone() };
    let made = connections::create(&stage.staff(&told.by).await?, new).await?;
    stage.connections.insert(told.name.clone(), made);
    Ok(())
}

/// The client connects it.
pub async fn connect(stage: &Stage<'_>, workspace: &story::Workspace, told: &story::Connection) -> Result<()> {
    let (id, connector) = (known(stage, told)?, stage.app.connector());
    let house = stage.for_client(&told.connected.by, place(stage, workspace)?).await?;
    let access = Secret::new(format!("demo-{id}"));
    let (account, by) = (Some(told.connected.account.clone()), house.actor().name().to_owned());
    let fresh = Fresh { access: &access, refresh: None, lifetime: None, account, by };
    house.transaction(async |scope| connections::put(&scope, connector, id, fresh).await).await.map(drop)
}

/// The provider does not take it any more.
pub async fn lose(stage: &Stage<'_>, workspace: &story::Workspace, told: &story::Connection) -> Result<()> {
    let (id, house) = (known(stage, told)?, stage.house());
    let lent = connections::credentials(&house, stage.app.connector(), place(stage, workspace)?, id).await;
    let credential = lent.map_err(|_| Error::NotFound)?;
    connections::refused(&house, &credential).await.map(drop)
}

/// Staff ask somebody by mail to connect it.
pub async fn ask(
    stage: &Stage<'_>,
    agency: &story::Agency,
    workspace: &story::Workspace,
    told: &story::Connection,
    asked: &story::Asked,
) -> Result<()> {
    let new = NewRequest {
        workspace: place(stage, workspace)?,
        email: asked.email.clone(),
        message: asked.message.clone(),
        connections: vec![known(stage, told)?],
    };
    let host = agency.hosts.first().ok_or(Error::NotFound)?;
    connections::ask(&stage.staff(&asked.by).await?, new, &format!("http://{host}")).await.map(drop)
}

fn known(stage: &Stage<'_>, told: &story::Connection) -> Result<ConnectionId> {
    stage.connections.get(&told.name).copied().ok_or(Error::NotFound)
}

fn place(stage: &Stage<'_>, workspace: &story::Workspace) -> Result<WorkspaceId> {
    stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)
}
