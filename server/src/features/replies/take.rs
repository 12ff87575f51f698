use std::sync::Arc;

use sea_orm::ColumnTrait;

use super::emails::{self, Refusal};
use super::incoming::{self, Incoming};
use super::report;
use crate::access::{self, AgencyScope, Database, OnceKey, Permission, RequestSubmitter, SystemScope};
use crate::entity::{client_user, mail as letter, reply_address};
use crate::error::{Error, Result};
use crate::features::{agencies, requests};
use crate::ids::MailId;
use crate::mail::{Addressee, Arrived, Inbox, Letters, Taken, mark_bounced};
use crate::secrets;
use crate::web::Site;

/// Deals with the mail that comes in.
pub struct Mailroom {
    pub database: Database,
    pub system: SystemScope,
    pub letters: Arc<Letters>,
    pub site: Arc<Site>,
}

/// What became of a mail, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It is a message now, or has been one since a copy came.
    Posted,
    Refused(Refusal),
    /// Somebody whom we do not know; not answered.
    Stranger,
    /// A program wrote it; not answered.
    Automatic,
    /// An address that was never given out, or whose membership has ended.
    NoSuchAddress,
    NotAMail,
    /// A letter of ours will never arrive.
    Bounced,
    /// A report of something else.
    NoBounce,
}

#[async_trait::async_trait]
impl Inbox for Mailroom {
    fn knows(&self, recipient: &str) -> bool {
        self.letters.addressee(recipient).is_some()
    }

    async fn take(&self, arrived: Arrived) -> Taken {
        let outcome = match self.letters.addressee(&arrived.recipient) {
            Some(Addressee::Reply { token_hash }) => self.reply(&token_hash, &arrived).await,
            Some(Addressee::Bounce { mail }) => self.bounce(mail, &arrived).await,
            Some(Addressee::Nobody) | None => Ok(Outcome::NoSuchAddress),
        };
        match outcome {
            Ok(outcome) => {
                let bytes = arrived.bytes.len();
                tracing::info!(?outcome, bytes, "a mail came in");
                metrics::counter!("inbound_mails_total", "outcome" => format!("{outcome:?}")).increment(1);
                Taken::Done
            }
            Err(error) => {
                tracing::error!(?error, "a mail that came in could not be dealt with; it is to come again");
                Taken::Later
            }
        }
    }
}

impl Mailroom {
    async fn reply(&self, token_hash: &str, arrived: &Arrived) -> Result<Outcome> {
        // Parsing is work, and whatever a mail may do to the parser stays in there.
        let bytes = arrived.bytes.clone();
        let Ok(Some(mail)) = tokio::task::spawn_blocking(move || incoming::read(&bytes)).await else {
            return Ok(Outcome::NotAMail);
        };
        if mail.automatic || arrived.sender.is_empty() {
            return Ok(Outcome::Automatic);
        }
        let known = self.system.find::<reply_address::Entity>();
        let known = known.filter(reply_address::Column::TokenHash.eq(token_hash)).first().await?;
        let Some(address) = known else { return Ok(Outcome::NoSuchAddress) };
        let scope = self.system.agency(address.agency_id);
        let Some(person) = writer(&scope, &mail).await? else { return Ok(Outcome::Stranger) };
        let outcome = if person.id == address.client_user_id {
            self.post(&address, &mail).await?
        } else {
            Outcome::Refused(Refusal::NotYours)
        };
        let why = match outcome {
            Outcome::Refused(why) => Some(why),
            Outcome::Posted if mail.files > 0 => Some(Refusal::Files),
            _ => None,
        };
        if let Some(why) = why {
            let portal = agencies::address(&self.system, address.agency_id, &self.site.base_url).await?;
            emails::refuse(&scope, &portal, &person.email, why).await?;
        }
        Ok(outcome)
    }

    /// Writes what was written as a message of the person, if they may write there now. A copy changes nothing.
    async fn post(&self, address: &reply_address::Model, mail: &Incoming) -> Result<Outcome> {
        let copy = secrets::hash(&format!("{}/{}", address.token_hash, mail.id));
        let once = OnceKey { key: format!("mail:{copy}"), fingerprint: String::new() };
        let (agency, person) = (self.system.agency(address.agency_id), address.client_user_id);
        let scope = access::scope_of_letter(&self.database, &agency, person, address.workspace_id, once).await;
        let posted = async {
            let scope = scope?;
            if !scope.seat().allows(Permission::SubmitRequests) {
                return Err(Error::NotFound);
            }
            if mail.text.is_empty() {
                return Ok(Outcome::Refused(Refusal::Empty));
            }
            requests::post(&RequestSubmitter::new(scope)?, address.request_id, &mail.text, &[]).await?;
            Ok(Outcome::Posted)
        };
        match posted.await {
            Err(Error::NotFound) => Ok(Outcome::Refused(Refusal::Gone)),
            Err(Error::Invalid(_)) => Ok(Outcome::Refused(Refusal::TooLong)),
            outcome => outcome,
        }
    }

    async fn bounce(&self, id: MailId, arrived: &Arrived) -> Result<Outcome> {
        let bytes = arrived.bytes.clone();
        let said = tokio::task::spawn_blocking(move || report::refusal(&bytes)).await;
        let Ok(Some(reason)) = said else { return Ok(Outcome::NoBounce) };
        let Some(agency) = self.system.agency_of_mail(id).await? else { return Ok(Outcome::NoBounce) };
        let scope = self.system.agency(agency);
        let sent = scope.find::<letter::Entity>().filter(letter::Column::Id.eq(id)).one().await?;
        mark_bounced(&scope, &sent, &reason).await?;
        Ok(Outcome::Bounced)
    }
}

/// The client of the agency who says to have written it.
async fn writer(scope: &AgencyScope, mail: &Incoming) -> Result<Option<client_user::Model>> {
    use client_user::{Column, Entity};
    let Some(from) = &mail.from else { return Ok(None) };
    scope.find::<Entity>().filter(Column::Email.eq(from)).filter(Column::DisabledAt.is_null()).first().await
}
