use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr, SimpleExpr};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::change::tell_staff;
use crate::access::{AdminScope, AgencyScope, Author, ClientEvent, ClientTopic, Event, Page, Paging, Sort};
use crate::entity::client_user::{Column, Entity, Model};
use crate::entity::{client_second_factor, mail_bounce, membership, workspace};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::workspaces::people::changed_for;
use crate::ids::{ClientId, WorkspaceId};
use crate::mail;

/// A person of the clients', where they are let in, and how they are reached.
#[derive(Debug)]
pub struct Client {
    pub person: Model,
    pub places: Vec<Place>,
    pub second_factor: bool,
    pub bounce: Option<mail_bounce::Model>,
}

/// A membership and its workspace.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
pub struct Place {
    #[sea_orm(nested)]
    pub membership: membership::Model,
    #[sea_orm(nested)]
    pub workspace: Named,
}

/// A workspace by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct Named {
    pub id: WorkspaceId,
    pub name: String,
}

/// Which people are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A part of the name or the email address.
    pub words: Option<String>,
    /// Only those who are disabled, or only those who are not.
    pub disabled: Option<bool>,
}

/// The people of the agency's clients, the first one first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn clients(scope: &AgencyScope, wanted: &Wanted, paging: &Paging) -> Result<Page<Client>> {
    let people = scope.find::<Entity>().filter_if(wanted.words.as_deref(), matching);
    let people = people.filter_if(wanted.disabled, |disabled| match disabled {
        true => Column::DisabledAt.is_not_null(),
        false => Column::DisabledAt.is_null(),
    });
    let page = people.page(paging, Sort::oldest(|row: &Model| row.id.into())).await?;
    Ok(Page { items: shown(scope, page.items).await?, next: page.next })
}

/// With what else there is to know of each.
async fn shown(scope: &AgencyScope, people: Vec<Model>) -> Result<Vec<Client>> {
    let ids: Vec<ClientId> = people.iter().map(|person| person.id).collect();
    let mut places = places(scope, &ids).await?;
    let mut bounces = mail::bounces(scope, people.iter().map(|person| person.email.clone()).collect()).await?;
    use client_second_factor::{Column as F, Entity as Factor};
    let factors = scope.find::<Factor>().filter(F::ClientUserId.is_in(ids)).filter(F::ConfirmedAt.is_not_null());
    let factors: HashSet<ClientId> = factors.all().await?.into_iter().map(|row| row.client_user_id).collect();
    let shown = people.into_iter().map(|person| Client {
        places: places.remove(&person.id).unwrap_or_default(),
        second_factor: factors.contains(&person.id),
        bounce: bounces.remove(&person.email),
        person,
    });
    Ok(shown.collect())
}

fn matching(words: &str) -> SimpleExpr {
    let escaped = words.trim().to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let pattern = format!("%{}%", escaped.replace('\0', ""));
    let holds = |column: Column| {
        Expr::expr(Func::lower(Expr::col((Entity, column)))).like(LikeExpr::new(pattern.clone()).escape('\\'))
    };
    holds(Column::Name).or(holds(Column::Email))
}

async fn places(scope: &AgencyScope, people: &[ClientId]) -> Result<HashMap<ClientId, Vec<Place>>> {
    use membership::Column as M;
    let rows = scope
        .find::<membership::Entity>()
        .filter(M::ClientUserId.is_in(people.iter().copied()))
        .join::<workspace::Entity>(M::WorkspaceId, workspace::Column::Id)
        .filter(workspace::Column::ArchivedAt.is_null())
        .asc(workspace::Column::Name)
        .all_as::<Place>()
        .await?;
    let mut places: HashMap<ClientId, Vec<Place>> = HashMap::new();
    for place in rows {
        places.entry(place.membership.client_user_id).or_default().push(place);
    }
    Ok(places)
}

/// A person of the agency's clients.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn client(scope: &AgencyScope, id: ClientId) -> Result<Client> {
    let person = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    shown(scope, vec![person]).await?.pop().ok_or(Error::NotFound)
}

/// Shuts a person out of the whole agency: sessions end, open pages hear no more, and signing in is refused.
/// The memberships stay, for the day on which the person is let in again.
///
/// # Errors
/// [`Error::NotFound`] for another agency's person.
pub async fn disable_client(scope: &AdminScope, id: ClientId) -> Result<Client> {
    scope
        .transaction(async |scope| {
            let client = client(&scope, id).await?;
            let now = scope.update::<Entity>().set(Column::DisabledAt, scope.now()).filter(Column::Id.eq(id));
            if now.filter(Column::DisabledAt.is_null()).exec().await? == 0 {
                return Ok(client);
            }
            sign_out(&scope, id).await?;
            changed_for(&scope, id).await?;
            settled(&scope, id, Entry::new("client.disabled")).await
        })
        .await
}

/// Ends a person's sessions, as part of something else; pages that are open lead to the sign-in.
///
/// # Errors
/// When the database refuses.
pub async fn sign_out(scope: &AgencyScope, id: ClientId) -> Result<()> {
    scope.end_sessions_of(id).await?;
    for place in places(scope, &[id]).await?.remove(&id).unwrap_or_default() {
        let topic = ClientTopic::Notifications;
        scope.announce(Event::Client(ClientEvent { workspace: place.workspace.id, person: Some(id), topic }));
    }
    Ok(())
}

/// Has mails sent again to a person's address at which a mail server said that nobody is.
///
/// # Errors
/// [`Error::NotFound`] for another agency's person.
pub async fn clear_bounce(scope: &AgencyScope, id: ClientId) -> Result<Client> {
    scope
        .transaction(async |scope| {
            let known = client(&scope, id).await?;
            if !mail::clear_bounce(&scope, &known.person.email).await? {
                return Ok(known);
            }
            settled(&scope, id, Entry::new("mail_bounce.cleared")).await
        })
        .await
}

/// Lets a person who was shut out in again.
///
/// # Errors
/// [`Error::NotFound`] for another agency's person.
pub async fn enable_client(scope: &AdminScope, id: ClientId) -> Result<Client> {
    scope
        .transaction(async |scope| {
            let client = client(&scope, id).await?;
            let again = scope.update::<Entity>().set_expr(Column::DisabledAt, Expr::cust("NULL"));
            let again = again.filter(Column::Id.eq(id)).filter(Column::DisabledAt.is_not_null());
            if again.exec().await? == 0 {
                return Ok(client);
            }
            changed_for(&scope, id).await?;
            settled(&scope, id, Entry::new("client.enabled")).await
        })
        .await
}

async fn settled(scope: &AgencyScope, id: ClientId, entry: Entry) -> Result<Client> {
    let client = client(scope, id).await?;
    tell_staff(scope, None);
    audit::record(scope, entry.target("client", id, &client.person.name)).await?;
    Ok(client)
}
