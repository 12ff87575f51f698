mod asked;
mod callback;
mod own;

use crate::access::Permission;
use crate::web::{Audience, Pages, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    let manager = Audience::Permitted(Permission::ManageConnections);
    pages
        .get(places::CONNECTIONS, manager, own::list)
        .get(places::CONNECTION_CALLBACK, Audience::Public, callback::back)
        .get("/portal/connections/:connection_id", manager, own::show)
        .post("/portal/connections/:connection_id/connect", manager, own::connect)
        .post("/portal/connections/:connection_id/key", manager, own::key)
        .post("/portal/connections/:connection_id/disconnect", manager, own::disconnect)
        .get("/portal/connect/:token", Audience::Public, asked::show)
        .post("/portal/connect/:token/start", Audience::Public, asked::start)
        .post("/portal/connect/:token/key", Audience::Public, asked::key)
}
