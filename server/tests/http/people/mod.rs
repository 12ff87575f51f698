//! Who is let in, by whom, as what, and how they are let go: workspaces, members, invitations, the team.

mod accept;
mod clients;
mod colleagues;
mod invitations;
mod lost;
pub mod made;
mod ownership;
mod races;
mod staff;
mod switcher;
mod teammates;
mod welcome;
mod workspaces;
