use std::net::IpAddr;

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::scope::SystemScope;
use crate::access::database::Database;
use crate::access::link::{Link, author, transactional};
use crate::access::select::{ClientSide, ScopedSelect};
use crate::access::who::actor::Actor;
use crate::access::who::extract::Facts;
use crate::access::who::viewer::Viewer;
use crate::access::write::{ScopedDelete, ScopedUpdate};
use crate::entity::ownership::OwnedByClient;
use crate::error::Result;
use crate::ids::{AgencyId, ClientId};
use crate::vault::Vault;

/// One person of a client and their own account, in whatever workspace or none. It reaches that person's rows and
/// no workspace's.
#[derive(Clone)]
pub struct AccountScope {
    link: Link,
    agency: AgencyId,
    person: ClientId,
    session: String,
    actor: Actor,
}
transactional!(AccountScope);
author!(AccountScope, |self| self.agency);

impl AccountScope {
    pub(in crate::access) fn new(database: &Database, viewer: &Viewer) -> Self {
        Self {
            link: Link::new(database),
            agency: viewer.agency.id,
            person: viewer.person,
            session: viewer.session.clone(),
            actor: Actor::Client { id: viewer.person, name: viewer.name.clone() },
        }
    }

    /// The same scope, for somebody who comes from this address.
    pub(in crate::access) fn from(self, origin: Option<IpAddr>) -> Self {
        Self { link: self.link.from(origin), ..self }
    }

    /// The person.
    pub fn person(&self) -> ClientId {
        self.person
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The hash of the cookie of the session that asks; empty where nobody is signed in yet.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// Where secrets of the person's are sealed.
    pub fn vault(&self) -> &Vault {
        self.link.vault()
    }

    /// The person's own rows.
    pub fn find<E: OwnedByClient>(&self) -> ScopedSelect<'_, ClientSide, E> {
        let mine = E::find().filter(E::HOUSE.eq(self.agency)).filter(E::PERSON.eq(self.person));
        ScopedSelect::new(&self.link, mine)
    }

    /// Adds a row of the person's, whatever the row said of its owner.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn insert<A>(&self, mut row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: OwnedByClient,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.set(<A::Entity as OwnedByClient>::HOUSE, self.agency.into());
        row.set(<A::Entity as OwnedByClient>::PERSON, self.person.into());
        Ok(row.insert(&self.link.writer()).await?)
    }

    /// A change of the person's own rows.
    pub fn update<E: OwnedByClient>(&self) -> ScopedUpdate<'_, E> {
        let update = E::update_many().filter(E::HOUSE.eq(self.agency)).filter(E::PERSON.eq(self.person));
        ScopedUpdate { link: &self.link, update, owner: vec![E::HOUSE, E::PERSON] }
    }

    /// A removal of the person's own rows.
    pub fn delete<E: OwnedByClient>(&self) -> ScopedDelete<'_, E> {
        let delete = E::delete_many().filter(E::HOUSE.eq(self.agency)).filter(E::PERSON.eq(self.person));
        ScopedDelete { link: &self.link, delete }
    }
}

impl SystemScope {
    /// The same transaction as a person's own account, for somebody who has proved just now to be that person. What it
    /// leaves behind bears their name and address.
    pub fn account(&self, agency: AgencyId, person: ClientId, name: &str, facts: &Facts) -> AccountScope {
        AccountScope {
            link: self.link.clone().from(Some(facts.address)),
            agency,
            person,
            session: String::new(),
            actor: Actor::Client { id: person, name: name.to_owned() },
        }
    }
}
