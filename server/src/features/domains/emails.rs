use sea_orm::ColumnTrait;

use super::records;
use crate::access::AgencyScope;
use crate::entity::staff_user::{Column, Entity};
use crate::entity::words::StaffRole;
use crate::error::Result;
use crate::features::agencies;
use crate::host;
use crate::mail::{self, Letter};

/// Tells who can mend it that a host's proof has gone.
pub async fn failing(scope: &AgencyScope, base_url: &str, host: &str) -> Result<()> {
    let record = format!("The TXT record at {} is missing or has another value.", records::proof_name(host));
    let then = "The portal stays at this host for 72 hours. If the record is not back by then, it is taken away and \
        everybody who is signed in there is signed out.";
    send(scope, base_url, &format!("{} is no longer verified", host::for_people(host)), &[&record, then]).await
}

/// Tells who can mend it that a host is not served any more.
pub async fn withdrawn(scope: &AgencyScope, base_url: &str, host: &str) -> Result<()> {
    let record = format!("The TXT record at {} was missing for 72 hours.", records::proof_name(host));
    let then = "The portal is not at this host any more. Set the record again, and it comes back by itself.";
    send(scope, base_url, &format!("The portal is no longer at {}", host::for_people(host)), &[&record, then]).await
}

async fn send(scope: &AgencyScope, base_url: &str, subject: &str, paragraphs: &[&str]) -> Result<()> {
    let agency = agencies::name(scope).await?;
    let (text, html) = mail::body(
        &agency,
        subject,
        paragraphs,
        ("How staff sign in", &format!("{}/dashboard", agencies::home(scope, base_url).await?)),
        "You get this because you manage the agency's settings.",
    );
    let people = scope.find::<Entity>().filter(Column::DisabledAt.is_null());
    for person in people.filter(Column::Role.is_in([StaffRole::Owner, StaffRole::Admin])).all().await? {
        let letter = Letter {
            to: person.email,
            from_name: agency.clone(),
            subject: subject.to_owned(),
            text: text.clone(),
            html: html.clone(),
        };
        mail::post(scope, letter).await?;
    }
    Ok(())
}
