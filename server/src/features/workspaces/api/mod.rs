mod clients;
mod members;
mod workspaces;

pub use clients::ClientApi;
pub use members::{MemberApi, Permissions, PresetName, permitted};
pub use workspaces::WorkspaceApi;
