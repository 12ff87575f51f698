use chrono::TimeDelta;
use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::mail as outbox;
use crate::error::Result;
use crate::features::agencies;
use crate::mail::{self, Letter};

/// Nobody is told more often than this: a mistake is worth one answer, and a loop none.
const ONCE_IN: TimeDelta = TimeDelta::hours(1);

/// Why an answer by mail was not taken, or not all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The address was made for somebody else.
    NotYours,
    /// There is no such request for this person any more.
    Gone,
    /// Nothing was left without what was quoted.
    Empty,
    TooLong,
    /// The message was taken and the files were not.
    Files,
}

impl Refusal {
    const ALL: [Self; 5] = [Self::NotYours, Self::Gone, Self::Empty, Self::TooLong, Self::Files];

    fn words(self) -> (&'static str, &'static str) {
        const NOT_TAKEN: &str = "Your mail was not taken";
        match self {
            Self::NotYours => (
                NOT_TAKEN,
                "You answered a mail that was sent to somebody else. Each of these mails can be answered only by the person who got it.",
            ),
            Self::Gone => (NOT_TAKEN, "The request that you answered is not open to you any more."),
            Self::Empty => (
                NOT_TAKEN,
                "We found no text of yours in it, only what was quoted. Write your answer above the quoted text.",
            ),
            Self::TooLong => (NOT_TAKEN, "It is too long for a message. Shorten it, or send it in parts."),
            Self::Files => (
                "Your files did not arrive",
                "Your message is on the request. The files that came with it are not: they cannot be taken by mail.",
            ),
        }
    }
}

/// A letter for each reason, for whoever examines what they say.
pub fn samples(agency: &str, address: &str) -> Vec<Letter> {
    Refusal::ALL.iter().map(|why| letter(agency, address, "somebody@example.com", *why)).collect()
}

fn letter(agency: &str, portal: &str, to: &str, why: Refusal) -> Letter {
    let (subject, said) = why.words();
    let (text, html) = mail::body(
        agency,
        subject,
        &[said],
        ("Open the portal", &format!("{portal}/portal")),
        "You get this because a mail came from your address. If you sent none, leave this be.",
    );
    Letter { to: to.to_owned(), from_name: agency.to_owned(), subject: subject.to_owned(), text, html }
}

/// Tells a client what became of their mail, once in a while.
pub async fn refuse(scope: &AgencyScope, portal: &str, to: &str, why: Refusal) -> Result<()> {
    use outbox::Column as C;
    let (subject, _) = why.words();
    let agency = agencies::name(scope).await?;
    scope
        .transaction(async |scope| {
            let earlier = scope.find::<outbox::Entity>().filter(C::Recipient.eq(to)).filter(C::Subject.eq(subject));
            if earlier.filter(C::CreatedAt.gt(scope.now() - ONCE_IN)).first().await?.is_some() {
                return Ok(());
            }
            mail::post(&scope, letter(&agency, portal, to, why)).await
        })
        .await
}
