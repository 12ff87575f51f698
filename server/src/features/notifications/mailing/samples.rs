use super::letter::counted;
use crate::entity::words::ClientNews;
use crate::features::notifications::catalogue;
use crate::mail::{self, Letter};

/// A letter of every kind that clients get, for whoever examines what they say and how they look.
pub fn samples(agency: &str, address: &str) -> Vec<Letter> {
    let letter = |heading: &str, text: &str| {
        let button = ("Open the portal", format!("{address}/portal"));
        let foot = "You get this because it concerns something of yours.";
        let (text, html) = mail::body(agency, heading, &[text], (button.0, &button.1), foot);
        let (to, subject) = ("somebody@example.com".to_owned(), heading.to_owned());
        Letter { to, from_name: agency.to_owned(), subject, text, html }
    };
    let each = ClientNews::ALL.iter().map(|news| {
        let told = catalogue::client(*news);
        letter(&(told.line)("Somebody", "Something"), told.mail)
    });
    each.chain([letter(&format!("{} today", counted(3)), "Somebody replied to “Something”")]).collect()
}
