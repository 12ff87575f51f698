//! Whose row it is. A table without one of these traits cannot be read through any scope, so that a new
//! table starts out closed.

use sea_orm::EntityTrait;

/// Rows of no agency: hosts, sessions before they are known, throttles, jobs. Only a system scope reaches them.
pub trait Global: EntityTrait {}

/// Rows of one agency. Staff of that agency reach them; a client does not, unless the table is also
/// [`OwnedByWorkspace`].
pub trait OwnedByAgency: EntityTrait {
    /// The column that names the agency.
    const AGENCY: Self::Column;
}

/// Rows of one workspace, which that workspace's clients may see. Never implement it for a table that holds
/// anything a client must not see: notes, payloads, credentials, audit rows.
pub trait OwnedByWorkspace: OwnedByAgency {
    /// The column that names the workspace.
    const WORKSPACE: Self::Column;
}

/// Rows of one person on the client's side, which that person's account scope reaches and no workspace's does.
pub trait OwnedByClient: EntityTrait {
    /// The column that names the agency.
    const HOUSE: Self::Column;
    /// The column that names the person.
    const PERSON: Self::Column;
}

/// Rows that every scope may add and none but their own readers may see: happenings, mails, jobs.
pub trait Appendable: EntityTrait {}

macro_rules! global {
    ($entity:ty) => {
        impl $crate::entity::ownership::Global for $entity {}
    };
}

macro_rules! owned_by_agency {
    ($entity:ty) => {
        impl $crate::entity::ownership::OwnedByAgency for $entity {
            const AGENCY: Self::Column = Self::Column::AgencyId;
        }
    };
}

macro_rules! owned_by_client {
    ($entity:ty, $person:ident) => {
        impl $crate::entity::ownership::OwnedByClient for $entity {
            const HOUSE: Self::Column = Self::Column::AgencyId;
            const PERSON: Self::Column = Self::Column::$person;
        }
    };
}

macro_rules! owned_by_workspace {
    ($entity:ty) => {
        $crate::entity::ownership::owned_by_agency!($entity);
        impl $crate::entity::ownership::OwnedByWorkspace for $entity {
            const WORKSPACE: Self::Column = Self::Column::WorkspaceId;
        }
    };
}

macro_rules! appendable {
    ($entity:ty) => {
        impl $crate::entity::ownership::Appendable for $entity {}
    };
}

pub(crate) use {appendable, global, owned_by_agency, owned_by_client, owned_by_workspace};
