//! Invitations: of people into a client's workspace, and of teammates into the agency. Owner and admins send
//! both; a client who may invite colleagues sends the first kind, and never gives more than they have. A link
//! works once and for seven days; looking at it uses nothing up. An account is never taken over by a link: who
//! has one already accepts while signed in to it.

mod api;
mod emails;
mod portal;
mod service;
mod state;
mod tries;
mod views;

pub use api::{InvitationApi, StaffInvitationApi};
pub use emails::sample;
pub use portal::pages;
pub use service::{Invite, NewTeammate, Sent, SentTeammate, invite, invite_colleague, invite_teammate};
