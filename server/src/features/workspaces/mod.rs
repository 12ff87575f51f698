//! Workspaces: the agency's client accounts, who of the client is in them and may do what, and who of the
//! agency looks after them. Staff read; owner and admins change. What a membership allows is read anew on
//! every request, so that a change counts at once.

mod api;
mod people;
mod presets;
mod service;

pub use api::{ClientApi, MemberApi, Permissions, PresetName, WorkspaceApi, permitted};
pub use people::PeopleChanged;
pub use presets::{Preset, label as permission_label, of_words as permissions_of_words, words as permission_words};
pub use service::{Change, ManagerCard, Member, NewWorkspace};
pub use service::{
    add, assign_manager, change, client, create, create_client, enlist, find, grant, held, held_anywhere, managers,
    members, permit, sign_out,
};
