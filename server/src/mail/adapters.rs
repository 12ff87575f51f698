use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lettre::address::{AddressError, Envelope};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::entity::mail::Model;
use crate::error::Error;
use crate::jobs::Failure;

/// Carries mails out of the house.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail, or says whether to try again.
    async fn send(&self, mail: &Outgoing) -> Result<(), Failure>;
}

/// A mail as it leaves the house.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub mail: Model,
    /// The agency's own address, for answers.
    pub reply_to: Option<String>,
}

/// Whom mails come from.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The install's address: bounces go there.
    pub address: String,
    /// Domains that let this install send as them (SPF, DKIM); an agency's address of another is for answers only.
    pub domains: Vec<String>,
}

/// Sends by SMTP.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Sender,
}

impl Smtp {
    /// A transport for a URL as lettre reads it (`smtps://user:password@host:465`), sending as `sender`.
    ///
    /// # Errors
    /// When the URL is none.
    pub fn new(url: &str, sender: Sender) -> Result<Self, Error> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| Error::Malformed(format!("PORTICO_SMTP_URL: {error}")))?;
        Ok(Self { transport: builder.build(), sender })
    }
}

#[async_trait::async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Outgoing) -> Result<(), Failure> {
        let message = message(mail, &self.sender).map_err(Failure::Fail)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Failure::Fail(Error::internal(error))),
            Err(error) => Err(Failure::Retry(Error::Unavailable(error.into()))),
        }
    }
}

/// Writes mails into a folder, for the demo and for installs without a mail server.
pub struct Files {
    pub folder: PathBuf,
    pub sender: Sender,
}

#[async_trait::async_trait]
impl Mailer for Files {
    async fn send(&self, mail: &Outgoing) -> Result<(), Failure> {
        let message = message(mail, &self.sender).map_err(Failure::Fail)?;
        let path = self.folder.join(format!("{}.eml", mail.mail.id));
        let written = async {
            tokio::fs::create_dir_all(&self.folder).await?;
            tokio::fs::write(&path, message.formatted()).await
        };
        written.await.map_err(|error| Failure::Retry(Error::internal(error)))
    }
}

/// Keeps mails in memory, for tests.
#[derive(Clone, Default)]
pub struct Kept(Arc<Mutex<Vec<Outgoing>>>);

impl Kept {
    /// What was sent so far.
    pub fn mails(&self) -> Vec<Model> {
        self.outgoing().into_iter().map(|outgoing| outgoing.mail).collect()
    }

    /// The same, with where answers go.
    pub fn outgoing(&self) -> Vec<Outgoing> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}

#[async_trait::async_trait]
impl Mailer for Kept {
    async fn send(&self, mail: &Outgoing) -> Result<(), Failure> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(mail.clone());
        Ok(())
    }
}

/// The mail as mail servers speak of it. Its envelope is always the install's own address, so that a server
/// that checks SPF finds what it looks for.
fn message(outgoing: &Outgoing, sender: &Sender) -> Result<Message, Error> {
    let bad_address = |error: AddressError| Error::Malformed(format!("an address of this mail is none: {error}"));
    let Outgoing { mail, reply_to } = outgoing;
    let house: Address = sender.address.parse().map_err(bad_address)?;
    let to: Address = mail.recipient.parse().map_err(bad_address)?;
    let own: Option<Address> = reply_to.as_deref().map(str::parse).transpose().map_err(bad_address)?;
    let trusted = |own: &Address| sender.domains.iter().any(|domain| domain.eq_ignore_ascii_case(own.domain()));
    let name = Some(mail.sender.clone());
    let envelope = Envelope::new(Some(house.clone()), vec![to.clone()]).map_err(Error::internal)?;
    let builder = Message::builder().envelope(envelope).to(Mailbox::new(None, to)).subject(&mail.subject);
    let builder = match own {
        Some(own) if trusted(&own) => builder.from(Mailbox::new(name, own)),
        Some(own) => builder.reply_to(Mailbox::new(name.clone(), own)).from(Mailbox::new(name, house)),
        None => builder.from(Mailbox::new(name, house)),
    };
    builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone())).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AgencyId, Id, MailId};

    fn sent(reply_to: Option<&str>, domains: &[&str]) -> (String, String) {
        let mail = Model {
            id: MailId::new(),
            agency_id: AgencyId::new(),
            recipient: "carla@acme.test".into(),
            sender: "Northwind".into(),
            subject: "Hello".into(),
            text: "Hello".into(),
            html: "<p>Hello</p>".into(),
            created_at: chrono::DateTime::UNIX_EPOCH,
            sent_at: None,
        };
        let domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
        let sender = Sender { address: "portal@house.test".into(), domains };
        let outgoing = Outgoing { mail, reply_to: reply_to.map(str::to_owned) };
        let message = message(&outgoing, &sender).unwrap_or_else(|error| panic!("{error}"));
        let from = message.envelope().from().map(ToString::to_string).unwrap_or_default();
        (from, String::from_utf8_lossy(&message.formatted()).into_owned())
    }

    #[test]
    fn answers_go_to_the_agency_and_bounces_to_the_house() {
        let (envelope, text) = sent(Some("hello@northwind.test"), &[]);
        assert_eq!(envelope, "portal@house.test");
        assert!(text.contains("From: Northwind <portal@house.test>"), "{text}");
        assert!(text.contains("Reply-To: Northwind <hello@northwind.test>"), "{text}");
        let (_, text) = sent(None, &[]);
        assert!(!text.contains("Reply-To"), "{text}");
    }

    #[test]
    fn a_domain_that_lets_us_send_as_it_is_the_sender() {
        let (envelope, text) = sent(Some("hello@northwind.test"), &["Northwind.test"]);
        assert_eq!(envelope, "portal@house.test");
        assert!(text.contains("From: Northwind <hello@northwind.test>") && !text.contains("Reply-To"), "{text}");
        let (_, text) = sent(Some("hello@evil-northwind.test"), &["northwind.test"]);
        assert!(text.contains("From: Northwind <portal@house.test>"), "{text}");
    }
}
