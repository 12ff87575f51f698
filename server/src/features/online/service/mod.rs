mod account;
mod apply;
mod close;
mod inbox;
mod leave;
mod methods;
mod pay;
mod reconcile;
mod truth;

pub use account::{connect, set_keys};
pub use close::close;
pub use inbox::{apply, events, find_event, receive, retry};
pub use leave::leave;
pub use methods::{Methods, manage, methods};
pub use pay::{Returned, pay, returned};
pub use reconcile::reconcile;
