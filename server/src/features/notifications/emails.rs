use crate::access::AgencyScope;
use crate::entity::activity;
use crate::error::Result;
use crate::mail::{self, Letter};
use crate::web::places;

/// The letter that tells what happened, with one way to it. It says what a notification says and no more.
pub fn letter(agency: String, to: &str, title: &str, link: &str) -> Letter {
    let (text, html) = mail::body(
        &agency,
        title,
        &["Read and answer it in your portal."],
        ("Open the portal", link),
        "You get this because it concerns something of yours.",
    );
    Letter { to: to.to_owned(), from_name: agency, subject: title.to_owned(), text, html }
}

/// Writes to a client what happened.
pub async fn send(
    scope: &AgencyScope,
    address: &str,
    to: &str,
    title: &str,
    happening: &activity::Model,
) -> Result<()> {
    let agency = crate::features::agencies::name(scope).await?;
    let path = match (happening.request_id, happening.project_id) {
        (Some(request), _) => places::request(request),
        (None, Some(project)) => places::project(project),
        (None, None) => places::NOTIFICATIONS.to_owned(),
    };
    mail::post(scope, letter(agency, to, title, &format!("{address}{path}"))).await
}
