//! Mail: a verb or a job writes it into the outbox with its transaction; one job per mail delivers it. What
//! a mail says is a feature's business; this only carries it, there and back.

mod adapters;
mod bounces;
mod frame;
mod headers;
mod letters;
mod message;
mod receiver;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use crate::access::Author;
use crate::entity::agency;
use crate::entity::mail::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, Id, MailId};
use crate::jobs::{self, Context, Failure, Job, JobLane};

pub use adapters::{Files, Kept, Mailer, Outgoing, Protection, Sender, Smtp, written};
pub use bounces::{bounce, bounces, clear_bounce, mark_bounced};
pub use frame::framed;
pub use letters::{Addressee, Letters, reply_address};
pub use message::{Letter, body, plain};
pub use receiver::{Arrived, Inbox, Limits, Receiver, Taken};

/// What a letter carries besides its words.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The domain in the letter's name; the sender's where it is left out.
    pub domain: Option<String>,
    /// The name under which mail programs put letters together.
    pub thread: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// Where one click ends letters like it.
    pub unsubscribe: Option<String>,
}

/// Puts a letter into the outbox.
///
/// # Errors
/// [`Error::Malformed`] when an address or the subject holds a line break; or when the database refuses.
pub async fn post(scope: &impl Author, letter: Letter) -> Result<()> {
    post_with(scope, letter, Details::default()).await
}

/// Puts a letter into the outbox that carries more than its words.
///
/// # Errors
/// As [`post`].
pub async fn post_with(scope: &impl Author, letter: Letter, details: Details) -> Result<()> {
    let named = [&letter.to, &letter.from_name, &letter.subject].into_iter();
    let carried = [&details.domain, &details.thread, &details.reply_to, &details.unsubscribe];
    if named.chain(carried.into_iter().flatten()).any(|text| text.contains(['\r', '\n'])) {
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
        message_id: Set(details.domain.map(|domain| format!("{id}@{domain}"))),
        thread: Set(details.thread),
        reply_to: Set(details.reply_to),
        unsubscribe: Set(details.unsubscribe),
        tries: Set(0),
        failed_at: Set(None),
        last_error: Set(None),
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
    const LANE: JobLane = JobLane::Mails;
    /// Some ten hours: a mail server may be down for an evening.
    const MOST_ATTEMPTS: i32 = 20;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let mail: Model = scope.find::<Entity>().filter(Column::Id.eq(self.mail)).one().await?;
        if mail.sent_at.is_some() || mail.failed_at.is_some() {
            return Ok(());
        }
        let row = scope.find::<agency::Entity>().one().await?;
        let reply_to = row.sender_address.clone();
        let sender = row.sender_name.clone().unwrap_or_else(|| row.name.clone());
        let address = scope.address(&context.site.base_url).await?;
        // The frame is put around it now, so that it looks as the portal does now.
        let html = framed(&row.into(), &address, &mail.subject, &mail.html);
        let outgoing = Outgoing { mail: Model { html, sender, ..mail }, reply_to };
        let update = scope.update::<Entity>().filter(Column::Id.eq(self.mail));
        let now = scope.now();
        match context.mailer.send(&outgoing).await {
            // What was sent is the reader's; a link that opens an account must not stay behind here.
            Ok(()) => update.set(Column::SentAt, now).set(Column::Text, "").set(Column::Html, "").exec().await?,
            Err(Failure::Fail(error)) => {
                // The address is at fault: the job is done, and what came of it is in the mail's row.
                bounces::mark_bounced(&scope, &outgoing.mail, &error.to_string()).await?;
                1
            }
            Err(Failure::Retry(error)) => {
                let update = update.set(Column::Tries, outgoing.mail.tries + 1).set(Column::LastError, reason(&error));
                let update = if context.last_try {
                    update.set(Column::FailedAt, now).set(Column::Text, "").set(Column::Html, "")
                } else {
                    update
                };
                update.exec().await?;
                return Err(Failure::Retry(error));
            }
        };
        Ok(())
    }
}

/// Why a mail was not delivered, for the record.
fn reason(error: &Error) -> String {
    crate::error::explain(error).chars().take(500).collect()
}
