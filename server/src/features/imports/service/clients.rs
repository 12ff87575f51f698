use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use super::{Wish, detail, keep, kept, known, queue};
use crate::access::{AdminScope, AgencyScope, Modules};
use crate::entity::{client_user, invitation, workspace};
use crate::error::{Error, Result};
use crate::features::audit;
use crate::features::imports::clients::{Entry, House, Known, LAYOUT, Person, Planned, plan};
use crate::features::imports::{Done, Outcome};
use crate::features::invitations::{Invite, invite};
use crate::features::workspaces::{self, Change, NewWorkspace};
use crate::ids::{ClientId, WorkspaceId};
use crate::sheet::{self, Row};
use crate::text;

/// Makes clients of a file's rows and lets their people in, all of them or none; in a dry run, none. Whoever is new is
/// there at once and has no password yet; where `portal`, the address of the portal, is said, they are asked by mail
/// instead.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Invalid`] with every fault by its line and column; [`Error::Forbidden`] where somebody
/// is to be asked and an API token does not open that.
pub async fn clients(scope: &AdminScope, file: &[u8], wish: Wish, portal: Option<&str>) -> Result<Vec<Done>> {
    if portal.is_some() {
        scope.grant().demand("invitations", true)?;
    }
    let (rows, faults) = sheet::rows(file, &LAYOUT)?;
    if wish.dry_run {
        let planned = plan(&rows, faults, wish.existing, portal.is_some(), &learn(scope, &rows).await?)?;
        return Ok(sorted(planned.iter().flat_map(|one| told(one, one.house.id()))));
    }
    scope
        .transaction(async |scope| {
            let batch = Uuid::now_v7();
            if let Some(earlier) = scope.claim_once("client_import", batch).await? {
                return kept(&scope, earlier).await;
            }
            queue(&scope).await?;
            let planned = plan(&rows, faults, wish.existing, portal.is_some(), &learn(&scope, &rows).await?)?;
            let admin = scope.unclaimed().admin()?;
            let mut new = BTreeMap::new();
            let mut done = Vec::new();
            for one in &planned {
                let workspace = house(&admin, one).await?;
                for person in &one.people {
                    enter(&admin, workspace, person, &mut new, portal).await?;
                }
                done.extend(told(one, Some(workspace)));
            }
            let done = sorted(done);
            keep(&scope, batch, &done).await?;
            audit::record(&scope, audit::Entry::new("clients.imported").detail(detail(&done))).await?;
            Ok(done)
        })
        .await
}

fn sorted(done: impl IntoIterator<Item = Done>) -> Vec<Done> {
    let mut done: Vec<Done> = done.into_iter().collect();
    done.sort_by_key(|one| one.line);
    done
}

impl House {
    fn id(&self) -> Option<WorkspaceId> {
        match self {
            Self::Create => None,
            Self::Update(id) | Self::Keep(id) => Some(*id),
        }
    }

    fn outcome(&self) -> Outcome {
        match self {
            Self::Create => Outcome::Created,
            Self::Update(_) => Outcome::Updated,
            Self::Keep(_) => Outcome::Skipped,
        }
    }
}

impl Entry {
    fn outcome(&self) -> Outcome {
        match self {
            Self::Create | Self::Join(_) | Self::Invite => Outcome::Created,
            Self::Update(..) => Outcome::Updated,
            Self::Keep => Outcome::Skipped,
        }
    }
}

/// What comes of each row that names this workspace: of the first, also what comes of the workspace.
fn told(of: &Planned, id: Option<WorkspaceId>) -> Vec<Done> {
    let people: BTreeMap<u64, Outcome> = of.people.iter().map(|one| (one.line, one.entry.outcome())).collect();
    let row = |line: &u64| {
        let person = people.get(line).copied().unwrap_or(Outcome::Skipped);
        let whole = if *line == of.line { of.house.outcome() } else { Outcome::Skipped };
        Done { line: *line, outcome: person.max(whole), id: id.map(Into::into) }
    };
    of.lines.iter().map(row).collect()
}

async fn house(scope: &AdminScope, of: &Planned) -> Result<WorkspaceId> {
    match of.house {
        House::Create => {
            let on = |said: Option<bool>| said.unwrap_or(true);
            let modules = Modules { work: on(of.work), automation: on(of.automation), billing: on(of.billing) };
            let (name, slug) = (of.name.clone(), of.slug.clone());
            workspaces::create(scope, NewWorkspace { name, slug, show_team_members: true, modules }).await
        }
        House::Update(id) => {
            let change = Change {
                name: Some(of.name.clone()),
                work: of.work,
                automation: of.automation,
                billing: of.billing,
                ..Change::default()
            };
            workspaces::change(scope, id, None, change).await?;
            Ok(id)
        }
        House::Keep(id) => Ok(id),
    }
}

/// Lets a person in as it was planned; `new` are those whom this file has made.
async fn enter(
    scope: &AdminScope,
    workspace: WorkspaceId,
    person: &Person,
    new: &mut BTreeMap<String, ClientId>,
    portal: Option<&str>,
) -> Result<()> {
    let Person { email, name, permissions, .. } = person;
    match &person.entry {
        Entry::Keep => Ok(()),
        Entry::Update(member, permissions) => {
            workspaces::permit(scope, workspace, *member, None, *permissions).await.map(drop)
        }
        Entry::Invite => {
            let portal = portal.ok_or_else(|| Error::internal(anyhow::anyhow!("nobody said where the portal is")))?;
            let one = Invite { email: email.clone(), name: Some(name.clone()), permissions: *permissions };
            invite(scope, workspace, one, portal).await.map(drop)
        }
        Entry::Join(client) => workspaces::add(scope, workspace, *client, *permissions).await.map(drop),
        Entry::Create => {
            let known = new.get(email).copied();
            let client = match known {
                Some(client) => client,
                None => workspaces::enlist(scope, email, name).await?,
            };
            new.insert(email.clone(), client);
            workspaces::add(scope, workspace, client, *permissions).await.map(drop)
        }
    }
}

async fn learn(scope: &AgencyScope, rows: &[Row]) -> Result<Known> {
    use {client_user::Column as C, invitation::Column as I, workspace::Column as W};
    let names: BTreeSet<String> = rows.iter().map(|row| text::clean_line(row.get("workspace"))).collect();
    let said = rows.iter().map(|row| row.get("short_name").to_owned());
    let slugs: BTreeSet<String> = said.chain(names.iter().map(|name| text::slug_of("client", name))).collect();
    let which = Condition::any().add(W::Slug.is_in(slugs)).add(W::Name.is_in(names));
    let clients = scope.find::<workspace::Entity>().filter(which).all().await?;
    let addresses: BTreeSet<String> = rows.iter().map(|row| text::address(row.get("email"))).collect();
    let people = scope.find::<client_user::Entity>().filter(C::Email.is_in(addresses.iter().cloned())).all().await?;
    let workspaces: Vec<WorkspaceId> = clients.iter().map(|client| client.id).collect();
    let persons: Vec<ClientId> = people.iter().map(|person| person.id).collect();
    let members = known::members(scope, workspaces.clone(), persons).await?;
    let open = scope.find::<invitation::Entity>().filter(I::WorkspaceId.is_in(workspaces));
    let open = open.filter(I::Email.is_in(addresses)).filter(I::AcceptedAt.is_null()).filter(I::RevokedAt.is_null());
    let open = open.filter(I::ExpiresAt.gt(scope.now())).all().await?;
    Ok(Known {
        members,
        invited: open.into_iter().map(|row| (row.workspace_id, row.email)).collect(),
        clients: clients.into_iter().map(|client| (client.slug.clone(), client)).collect(),
        people: people.into_iter().map(|person| (person.email.clone(), person)).collect(),
    })
}
