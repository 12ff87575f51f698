mod invite;
mod team;
mod teammate;

use crate::access::Permission;
use crate::web::{Audience, Pages, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    let inviter = Audience::Permitted(Permission::InviteColleagues);
    pages
        .get("/portal/invite/:token", Audience::Public, invite::show)
        .post("/portal/invite/:token", Audience::Public, invite::register)
        .post("/portal/invite/:token/join", Audience::SignedIn, invite::join)
        .get(places::TEAM, inviter, team::show)
        .post(places::TEAM, inviter, team::invite)
        .post("/portal/team/:invitation_id/resend", inviter, team::resend)
        .post("/portal/team/:invitation_id/revoke", inviter, team::revoke)
        .get("/dashboard/invite/:token", Audience::StaffDoor, teammate::show)
        .post("/dashboard/invite/:token", Audience::StaffDoor, teammate::accept)
}
