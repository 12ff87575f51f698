use crate::access::Author;
use crate::entity::invitation;
use crate::entity::words::ActorKind;
use crate::error::Result;
use crate::mail::{self, Letter};

/// In whose name a letter is written, and where its links lead.
pub struct Letterhead<'a> {
    pub agency: &'a str,
    pub workspace: &'a str,
    pub address: &'a str,
}

const ONCE: &str = "The link works once, and for seven days.";
const FOOT: &str = "If you do not know what this is about, leave it be: nothing happens without you.";

/// The letter that invites somebody into a workspace.
pub async fn invitation(
    scope: &impl Author,
    head: &Letterhead<'_>,
    invitation: &invitation::Model,
    link: &str,
) -> Result<()> {
    let inviter = (invitation.inviter_kind, invitation.inviter_name.as_str());
    mail::post(scope, letter(head, inviter, &invitation.email, link)).await
}

/// A letter as clients get it, for whoever examines what it says.
pub fn sample(agency: &str, address: &str) -> Letter {
    let head = Letterhead { agency, workspace: "Something", address };
    let link = format!("{address}/portal/invite/x");
    letter(&head, (ActorKind::Staff, "Somebody"), "somebody@example.com", &link)
}

fn letter(head: &Letterhead<'_>, (kind, inviter): (ActorKind, &str), to: &str, link: &str) -> Letter {
    let Letterhead { agency, workspace, .. } = head;
    let subject = format!("Your invitation to {workspace}");
    let who = match kind {
        ActorKind::Client => format!("{inviter} invites you to the portal of {workspace}."),
        ActorKind::Staff => format!("{inviter} of {agency} invites you to the portal of {workspace}."),
    };
    let what = format!("There you follow what {agency} does for {workspace}, and answer in one place.");
    let (text, html) = mail::body(agency, &subject, &[&who, &what, ONCE], ("Accept the invitation", link), FOOT);
    Letter { to: to.to_owned(), from_name: (*agency).to_owned(), subject, text, html }
}

/// The letter that invites somebody to the team.
pub async fn teammate(scope: &impl Author, agency: &str, to: &str, inviter: &str, link: &str) -> Result<()> {
    let subject = format!("Join the team of {agency}");
    let who = format!("{inviter} invites you to work with the team of {agency}.");
    let (text, html) = mail::body(agency, &subject, &[&who, ONCE], ("Accept the invitation", link), FOOT);
    mail::post(scope, Letter { to: to.to_owned(), from_name: agency.to_owned(), subject, text, html }).await
}
