mod members;
mod workspaces;

pub use members::MemberApi;
pub use workspaces::WorkspaceApi;
