//! The verbs. What opens a connection is read here and in no page or operation.

pub(super) mod accounts;
pub(super) mod begin;
pub(super) mod check;
pub(super) mod clients;
pub(super) mod credentials;
pub(super) mod finish;
pub(super) mod held;
pub(super) mod key;
pub(super) mod put;
pub(super) mod read;
pub(super) mod renew;
pub(super) mod requests;
pub(super) mod reseal;
pub(super) mod standing;

use crate::access::{
    Actor, AgencyScope, Author, ClientEvent, ClientTopic, ConnectionManager, Event, StaffEvent, StaffEventKind,
    SystemScope,
};
use crate::entity::connection::Model;
use crate::ids::AgencyId;

/// The agency's side of what a client does who may connect accounts: secrets are out of a client scope's reach. The
/// connection has to be found by the client's own scope before.
pub fn on_behalf_of(manager: &ConnectionManager, system: &SystemScope, origin: std::net::IpAddr) -> AgencyScope {
    system.on_behalf(manager.agency().id, manager.actor().clone(), origin)
}

/// The agency's side of what somebody does who comes by a link: nobody is signed in, and it is known from where.
pub fn by_link(system: &SystemScope, agency: AgencyId, origin: std::net::IpAddr) -> AgencyScope {
    system.on_behalf(agency, Actor::System, origin)
}

/// Has pages and consoles look again.
fn announce(scope: &AgencyScope, row: &Model) {
    scope.announce(Event::Client(ClientEvent {
        workspace: row.workspace_id,
        person: None,
        topic: ClientTopic::Connections,
    }));
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::ConnectionChanged,
        workspace: Some(row.workspace_id),
        request: None,
        project: None,
        approval: None,
        actor: Some(scope.actor().id()),
    }));
}
