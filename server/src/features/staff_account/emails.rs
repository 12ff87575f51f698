use crate::access::AgencyScope;
use crate::error::Result;
use crate::features::agencies;
use crate::mail::{self, Letter};

/// The letter that tells a teammate that their second factor was taken away.
pub async fn taken_away(scope: &AgencyScope, to: &str, address: &str) -> Result<()> {
    let agency = agencies::name(scope).await?;
    let subject = "Your second factor was taken away";
    let (text, html) = mail::body(
        &agency,
        subject,
        &[
            "Somebody of the team took it away, because it was said to be lost.",
            "You are signed out everywhere. Sign in with your password, and set up a new second factor.",
        ],
        ("How to start the console", &format!("{address}/dashboard")),
        "If you did not ask for this, tell the team, and change your password.",
    );
    mail::post(scope, Letter { to: to.to_owned(), from_name: agency, subject: subject.to_owned(), text, html }).await
}
