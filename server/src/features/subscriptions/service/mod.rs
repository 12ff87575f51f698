mod ask;
mod begin;
mod cancel;
mod follow;
mod ledger;
mod mirror;
mod pay;
mod prices;
mod products;
mod read;
mod reconcile;
mod renew;
mod start;

pub use ask::{News, ask, invoice_of};
pub use cancel::{When, cancel};
pub use follow::follow;
pub use mirror::mirror;
pub use pay::pay_page;
pub use prices::{NewPrice, archive_price, create_price};
pub use products::{NewProduct, ProductChange, archive_product, change_product, create_product};
pub use read::{Listed, Sold, find_price, list, product, products, view};
pub use reconcile::reconcile;
pub use renew::renew;
pub use start::{NewSubscription, start};

use crate::access::{AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::ids::WorkspaceId;

/// Has the open pages of both sides show a workspace's subscriptions as they are now.
fn announce(scope: &AgencyScope, workspace: WorkspaceId) {
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic: ClientTopic::Invoices }));
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::BillingChanged,
        workspace: Some(workspace),
        request: None,
        project: None,
        approval: None,
        actor: scope.actor().staff().map(Into::into),
    }));
}
