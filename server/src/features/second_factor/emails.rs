use crate::access::AgencyScope;
use crate::error::Result;
use crate::features::agencies;
use crate::mail::{self, Letter};

/// The letter that tells somebody that their second factor was taken away.
pub fn taken_away_letter(agency: &str, to: &str, link: &str) -> Letter {
    let subject = "Your second factor was taken away";
    let somebody = format!("Somebody at {agency} took it away, because it was said to be lost.");
    let (text, html) = mail::body(
        agency,
        subject,
        &[
            &somebody,
            "You are signed out everywhere. Sign in with your password, and set up a new second factor in your account.",
        ],
        ("Sign in", link),
        &format!("If you did not ask for this, tell {agency}, and change your password."),
    );
    Letter { to: to.to_owned(), from_name: agency.to_owned(), subject: subject.to_owned(), text, html }
}

/// Sends it.
pub async fn taken_away(scope: &AgencyScope, to: &str, link: &str) -> Result<()> {
    let agency = agencies::name(scope).await?;
    mail::post(scope, taken_away_letter(&agency, to, link)).await
}
