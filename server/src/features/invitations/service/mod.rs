mod accept;
mod colleagues;
mod join_team;
mod read;
mod send;
mod teammates;
mod void;

pub use accept::{Offer, Registered, join, offer, register};
pub use colleagues::{Team, invite_colleague, resend_own, revoke_own, team};
pub use join_team::{join_team, team_offer};
pub use read::{Wanted, list};
pub use send::{Invite, Sent, invite, resend, revoke};
pub use teammates::{NewTeammate, SentTeammate, invite_teammate, resend_teammate, revoke_teammate, teammates};
pub use void::{team_voids, voids};
