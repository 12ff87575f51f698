use crate::access::AgencyScope;
use crate::error::Result;
use crate::features::agencies;
use crate::mail::{self, Letter};

/// The letter that tells a teammate of the offer to take the agency over.
pub async fn offered(scope: &AgencyScope, owner: &str, to: &str, address: &str) -> Result<()> {
    let agency = agencies::name(scope).await?;
    let subject = format!("{owner} offers you the ownership of {agency}");
    let (text, html) = mail::body(
        &agency,
        &subject,
        &[
            "If you accept, you are the owner from then on, and who is it now becomes an admin.",
            "Accept or decline in the console, within seven days.",
        ],
        ("How to start the console", &format!("{address}/dashboard")),
        "Nothing changes unless you accept.",
    );
    mail::post(scope, Letter { to: to.to_owned(), from_name: agency, subject, text, html }).await
}
