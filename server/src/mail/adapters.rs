use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lettre::address::AddressError;
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::entity::mail::Model;
use crate::error::Error;
use crate::jobs::Failure;

/// Carries mails out of the house.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail, or says whether to try again.
    async fn send(&self, mail: &Model) -> Result<(), Failure>;
}

/// Sends by SMTP.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    address: String,
}

impl Smtp {
    /// A transport for a URL as lettre reads it (`smtps://user:password@host:465`), sending from `address`.
    ///
    /// # Errors
    /// When the URL is none.
    pub fn new(url: &str, address: &str) -> Result<Self, Error> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| Error::Malformed(format!("PORTICO_SMTP_URL: {error}")))?;
        Ok(Self { transport: builder.build(), address: address.to_owned() })
    }
}

#[async_trait::async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Model) -> Result<(), Failure> {
        let message = message(mail, &self.address).map_err(Failure::Fail)?;
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
    pub address: String,
}

#[async_trait::async_trait]
impl Mailer for Files {
    async fn send(&self, mail: &Model) -> Result<(), Failure> {
        let message = message(mail, &self.address).map_err(Failure::Fail)?;
        let path = self.folder.join(format!("{}.eml", mail.id));
        let written = async {
            tokio::fs::create_dir_all(&self.folder).await?;
            tokio::fs::write(&path, message.formatted()).await
        };
        written.await.map_err(|error| Failure::Retry(Error::internal(error)))
    }
}

/// Keeps mails in memory, for tests.
#[derive(Clone, Default)]
pub struct Kept(Arc<Mutex<Vec<Model>>>);

impl Kept {
    /// What was sent so far.
    pub fn mails(&self) -> Vec<Model> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}

#[async_trait::async_trait]
impl Mailer for Kept {
    async fn send(&self, mail: &Model) -> Result<(), Failure> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(mail.clone());
        Ok(())
    }
}

fn message(mail: &Model, address: &str) -> Result<Message, Error> {
    let bad_address = |error: AddressError| Error::Malformed(format!("an address of this mail is none: {error}"));
    let from = Mailbox::new(Some(mail.sender.clone()), address.parse().map_err(bad_address)?);
    let to = Mailbox::new(None, mail.recipient.parse().map_err(bad_address)?);
    Message::builder()
        .from(from)
        .to(to)
        .subject(&mail.subject)
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(Error::internal)
}
