mod change;
mod managers;
mod members;
mod open;
mod read;

pub use change::{Change, change};
pub use managers::{ManagerCard, managers};
pub use members::{Member, members, permit};
pub use open::{NewWorkspace, assign_manager, create, create_client, grant};
pub use read::{Listed, find, list, view};
