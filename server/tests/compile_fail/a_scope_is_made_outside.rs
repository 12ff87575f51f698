//! Nobody outside `access` makes a scope or holds a connection.

use std::sync::Arc;

use portico::access::{AgencyScope, ClientScope, Database, RequestSubmitter, SystemScope, Viewer};
use portico::ids::AgencyId;

fn a_clients(database: &Database, viewer: Arc<Viewer>) {
    let _ = ClientScope::new(database, viewer, None);
}

fn the_systems(database: &Database) {
    let _ = SystemScope::new(database);
}

fn another_agencys(scope: AgencyScope, agency: AgencyId) {
    let _ = AgencyScope { agency, ..scope };
}

fn a_permission(scope: ClientScope) {
    let _ = RequestSubmitter(scope);
}

fn the_connection(database: &Database) {
    let _ = &database.ground;
}

fn main() {}
