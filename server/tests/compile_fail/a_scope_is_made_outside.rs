//! Nobody outside `access` makes a scope or holds a connection.

use std::sync::Arc;

use portico::access::{ClientScope, Database, RequestSubmitter, SystemScope, Viewer};

fn a_clients(database: &Database, viewer: Arc<Viewer>) {
    let _ = ClientScope::new(database, viewer, None); //~ E0624
}

fn the_systems(database: &Database) {
    let _ = SystemScope::new(database); //~ E0624
}

fn a_permission(scope: ClientScope) {
    let _ = RequestSubmitter(scope); //~ E0423
}

fn the_connection(database: &Database) {
    let _ = &database.ground; //~ E0616
}

fn main() {}
