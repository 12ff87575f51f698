mod change;
mod clients;
mod managers;
mod members;
mod open;
mod read;

pub use change::{Change, change, put};
pub use clients::{Client, Place, Wanted, clear_bounce, client, clients, disable_client, enable_client, sign_out};
pub use managers::{ManagerCard, managers, set_managers};
pub use members::{Member, add, members, permit, remove};
pub use open::{NewWorkspace, assign_manager, create, create_client, enlist, grant};
pub use read::{Listed, find, held, held_anywhere, list, view};
