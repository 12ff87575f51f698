//! Mail: a verb or a job writes it into the outbox with its transaction; one job per mail delivers it. What
//! a mail says is a feature's business; this only carries it.

mod adapters;
mod frame;
mod message;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use crate::access::Author;
use crate::entity::agency;
use crate::entity::mail::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, Id, MailId};
use crate::jobs::{self, Context, Failure, Job};

pub use adapters::{Files, Kept, Mailer, Outgoing, Sender, Smtp};
pub use frame::framed;
pub use message::{Letter, body};

/// Puts a letter into the outbox.
///
/// # Errors
/// [`Error::Malformed`] when an address or the subject holds a line break; or when the database refuses.
pub async fn post(scope: &impl Author, letter: Letter) -> Result<()> {
    if [&letter.to, &letter.from_name, &letter.subject].iter().any(|text| text.contains(['\r', '\n'])) {
        return Err(Error::Malformed("a mail's header cannot hold a line break".into()));
    }
    let id = MailId::new();
    let row = ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        recipient: Set(letter.to),
        sender: Set(letter.from_name),
        subject: Set(letter.subject),
        text: Set(letter.text),
        html: Set(letter.html),
        created_at: Set(scope.now()),
        sent_at: Set(None),
    };
    scope.append(row).await?;
    jobs::enqueue(scope, &Deliver { agency: scope.agency_id(), mail: id }).await
}

/// Delivers one mail of the outbox.
#[derive(Serialize, Deserialize)]
pub struct Deliver {
    agency: AgencyId,
    mail: MailId,
}

impl Job for Deliver {
    const KIND: &'static str = "deliver_mail";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let mail: Model = scope.find::<Entity>().filter(Column::Id.eq(self.mail)).one().await?;
        if mail.sent_at.is_some() {
            return Ok(());
        }
        let row = scope.find::<agency::Entity>().one().await?;
        let reply_to = row.sender_address.clone();
        let sender = row.sender_name.clone().unwrap_or_else(|| row.name.clone());
        let address = scope.address(&context.site.base_url).await?;
        // The frame is put around it now, so that it looks as the portal does now.
        let html = framed(&row.into(), &address, &mail.subject, &mail.html);
        context.mailer.send(&Outgoing { mail: Model { html, sender, ..mail }, reply_to }).await?;
        // What was sent is the reader's; a link that opens an account must not stay behind here.
        let sent =
            scope.update::<Entity>().set(Column::SentAt, scope.now()).set(Column::Text, "").set(Column::Html, "");
        sent.filter(Column::Id.eq(self.mail)).exec().await?;
        Ok(())
    }
}
