use crate::access::AgencyScope;
use crate::error::Result;
use crate::mail::{self, Letter};
use crate::text;

fn letter(
    agency: &str,
    to: &str,
    subject: &str,
    paragraphs: &[&str],
    (label, link): (&str, &str),
    foot: &str,
) -> Letter {
    let (text, html) = mail::body(agency, subject, paragraphs, (label, link), foot);
    Letter { to: to.to_owned(), from_name: agency.to_owned(), subject: subject.to_owned(), text, html }
}

fn confirm_letter(agency: &str, to: &str, link: &str) -> Letter {
    let paragraphs = [
        "Somebody, probably you, wants to sign in to the portal with this address from now on.",
        "The link works for 24 hours, and once. Until you use it, nothing changes.",
    ];
    let foot = "If it was not you, leave this be: nothing has changed.";
    letter(agency, to, "Confirm your new address", &paragraphs, ("Use this address", link), foot)
}

fn taken_letter(agency: &str, to: &str, portal: &str) -> Letter {
    let paragraphs = [
        "Somebody wants to use this address for another account of the portal. It has an account already, so nothing was changed.",
        "If it was you, sign in with this address, or use another one for the other account.",
    ];
    let link = format!("{portal}/portal/login");
    let foot = "If it was not you, leave this be: nothing has changed.";
    letter(agency, to, "This address has an account", &paragraphs, ("Sign in", &link), foot)
}

fn changed_letter(agency: &str, to: &str, new: &str, link: &str) -> Letter {
    let new = text::address_for_people(new);
    let what =
        format!("Your account at the portal has a new address: {new}. You cannot sign in with this one any more.");
    let paragraphs = [
        what.as_str(),
        "If it was not you, take it back: you get this address again, everybody is signed out, and you choose a new password. The link works for 7 days.",
    ];
    let foot = "If it was you, there is nothing to do.";
    letter(agency, to, "Your address was changed", &paragraphs, ("Take it back", link), foot)
}

/// To a new address: the link that makes it the account's.
pub async fn confirm(scope: &AgencyScope, agency: &str, to: &str, link: &str) -> Result<()> {
    mail::post(scope, confirm_letter(agency, to, link)).await
}

/// To an address that has an account already.
pub async fn taken(scope: &AgencyScope, agency: &str, to: &str, portal: &str) -> Result<()> {
    mail::post(scope, taken_letter(agency, to, portal)).await
}

/// To the old address: what happened, and the way back.
pub async fn changed(scope: &AgencyScope, agency: &str, to: &str, new: &str, link: &str) -> Result<()> {
    mail::post(scope, changed_letter(agency, to, new, link)).await
}

/// A letter of each kind, for whoever examines what they say.
pub fn samples(agency: &str, address: &str) -> Vec<Letter> {
    let (to, link) = ("somebody@example.com", format!("{address}/portal/email/x"));
    vec![
        confirm_letter(agency, to, &link),
        taken_letter(agency, to, address),
        changed_letter(agency, to, "somebody.else@example.com", &link),
    ]
}
