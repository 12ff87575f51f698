use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lettre::address::{AddressError, Envelope};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::Letters;
use super::headers::{AutoResponseSuppress, AutoSubmitted, ListUnsubscribe, ListUnsubscribePost};
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
    letters: Arc<Letters>,
}

impl Smtp {
    /// A transport for a URL as lettre reads it (`smtps://user:password@host:465`), sending as `sender`.
    ///
    /// # Errors
    /// When the URL is none.
    pub fn new(url: &str, sender: Sender, letters: Arc<Letters>) -> Result<Self, Error> {
        Ok(Self { transport: transport(url)?, sender, letters })
    }

    /// Whether the server at a URL answers and lets us in, and what keeps others from listening. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the URL is none; [`Error::Unavailable`] when the server does not let us in.
    pub async fn reach(url: &str) -> Result<Protection, Error> {
        let asked = transport(url)?.test_connection().await;
        match asked.map_err(|error| Error::Unavailable(anyhow::Error::new(error).context("the mail server")))? {
            true => Ok(Protection::of(url)),
            false => Err(Error::Unavailable(anyhow::anyhow!("the mail server has hung up"))),
        }
    }
}

fn transport(url: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
    Ok(builder.map_err(|error| Error::Malformed(format!("PORTICO_SMTP_URL: {error}")))?.build())
}

/// What keeps others from reading mails on their way to the mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting; without it nothing goes out.
    StartTls,
    /// TLS after a greeting where the server offers it.
    Perhaps,
    /// They do not leave this machine.
    Within,
    None,
}

impl Protection {
    /// What a URL demands, as lettre reads it.
    fn of(url: &str) -> Self {
        let Ok(url) = url::Url::parse(url) else { return Self::None };
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let here = url.host_str().is_some_and(|host| ["localhost", "127.0.0.1", "[::1]"].contains(&host));
        match (url.scheme(), tls.as_deref()) {
            ("smtps", _) => Self::Tls,
            (_, Some("required")) => Self::StartTls,
            _ if here => Self::Within,
            (_, Some("opportunistic")) => Self::Perhaps,
            _ => Self::None,
        }
    }
}

#[async_trait::async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Outgoing) -> Result<(), Failure> {
        let message = message(mail, &self.sender).map_err(Failure::Fail)?;
        let bad_address = |error: AddressError| Failure::Fail(Error::Malformed(error.to_string()));
        // The envelope is the install's own, so that a server that checks SPF finds what it looks for.
        let back = self.letters.bounce_address(mail.mail.id).unwrap_or_else(|| self.sender.address.clone());
        let to = vec![mail.mail.recipient.parse().map_err(bad_address)?];
        let envelope = Envelope::new(Some(back.parse().map_err(bad_address)?), to)
            .map_err(|error| Failure::Fail(Error::internal(error)))?;
        match self.transport.send_raw(&envelope, &message.formatted()).await {
            Ok(_) => Ok(()),
            Err(error) if refuses_recipient(&error) => Err(Failure::Fail(Error::Malformed(error.to_string()))),
            // Whatever else a server refuses is between it and us, and may be mended: a password, a limit.
            Err(error) => Err(Failure::Retry(Error::Unavailable(error.into()))),
        }
    }
}

/// Whether the server says that nobody is at the address and never will be (RFC 5321, 4.2; RFC 3463, 3.2).
fn refuses_recipient(error: &lettre::transport::smtp::Error) -> bool {
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    error.status().is_some_and(|code| is_about_recipient(u16::from(code), &said))
}

fn is_about_recipient(code: u16, said: &str) -> bool {
    let class = said.split_whitespace().find(|word| word.starts_with("5.") && word.split('.').count() == 3);
    match class {
        Some(class) => (500..600).contains(&code) && (class.starts_with("5.1.") || class == "5.2.1"),
        None => [550, 551, 553].contains(&code),
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

/// The mail as it goes over the wire, for whoever examines one.
///
/// # Errors
/// When it cannot be written: an address of it is none.
pub fn written(mail: &Outgoing, sender: &Sender) -> Result<Vec<u8>, Error> {
    Ok(message(mail, sender)?.formatted())
}

/// The mail as it goes over the wire. It comes from the agency's own address only where its domain lets this
/// install send as it; otherwise that address is for answers, unless the mail has one for answers of its own.
fn message(outgoing: &Outgoing, sender: &Sender) -> Result<Message, Error> {
    let bad_address = |error: AddressError| Error::Malformed(format!("an address of this mail is none: {error}"));
    let Outgoing { mail, reply_to } = outgoing;
    let house: Address = sender.address.parse().map_err(bad_address)?;
    let own: Option<Address> = reply_to.as_deref().map(str::parse).transpose().map_err(bad_address)?;
    let trusted = |own: &Address| sender.domains.iter().any(|domain| domain.eq_ignore_ascii_case(own.domain()));
    let (from, own) = match own {
        Some(own) if trusted(&own) => (own, None),
        own => (house, own),
    };
    let answers: Option<Address> = mail.reply_to.as_deref().map(str::parse).transpose().map_err(bad_address)?;
    let name = || Some(mail.sender.clone());
    let id = mail.message_id.clone().unwrap_or_else(|| format!("{}@{}", mail.id, from.domain()));
    let mut builder = Message::builder()
        .message_id(Some(format!("<{id}>")))
        .from(Mailbox::new(name(), from))
        .to(Mailbox::new(None, mail.recipient.parse().map_err(bad_address)?))
        .subject(&mail.subject)
        .header(AutoSubmitted("auto-generated".into()))
        .header(AutoResponseSuppress("All".into()));
    if let Some(address) = answers.or(own) {
        builder = builder.reply_to(Mailbox::new(name(), address));
    }
    if let Some(thread) = &mail.thread {
        builder = builder.in_reply_to(format!("<{thread}>")).references(format!("<{thread}>"));
    }
    if let Some(url) = &mail.unsubscribe {
        builder = builder
            .header(ListUnsubscribe(format!("<{url}>")))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".into()));
    }
    builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone())).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AgencyId, Id, MailId};

    fn sent(reply_to: Option<&str>, domains: &[&str]) -> String {
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
            message_id: None,
            thread: None,
            reply_to: None,
            unsubscribe: None,
            tries: 0,
            failed_at: None,
            last_error: None,
        };
        let domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
        let sender = Sender { address: "portal@house.test".into(), domains };
        let outgoing = Outgoing { mail, reply_to: reply_to.map(str::to_owned) };
        let message = message(&outgoing, &sender).unwrap_or_else(|error| panic!("{error}"));
        String::from_utf8_lossy(&message.formatted()).into_owned()
    }

    #[test]
    fn answers_go_to_the_agency() {
        let text = sent(Some("hello@northwind.test"), &[]);
        assert!(text.contains("From: Northwind <portal@house.test>"), "{text}");
        assert!(text.contains("Reply-To: Northwind <hello@northwind.test>"), "{text}");
        let text = sent(None, &[]);
        assert!(!text.contains("Reply-To"), "{text}");
    }

    #[test]
    fn a_domain_that_lets_us_send_as_it_is_the_sender() {
        let text = sent(Some("hello@northwind.test"), &["Northwind.test"]);
        assert!(text.contains("From: Northwind <hello@northwind.test>") && !text.contains("Reply-To"), "{text}");
        let text = sent(Some("hello@evil-northwind.test"), &["northwind.test"]);
        assert!(text.contains("From: Northwind <portal@house.test>"), "{text}");
    }

    #[test]
    fn it_is_known_what_keeps_others_from_listening() {
        for (url, is) in [
            ("smtps://portal:secret@mail.test", Protection::Tls),
            ("smtp://mail.test:587?tls=required", Protection::StartTls),
            ("smtp://mail.test:587?tls=opportunistic", Protection::Perhaps),
            ("smtp://127.0.0.1:25", Protection::Within),
            ("smtp://mail.test:25", Protection::None),
        ] {
            assert_eq!(Protection::of(url), is, "{url}");
        }
    }

    #[test]
    fn only_an_address_without_anybody_bounces() {
        for (code, said) in [(550, "5.1.1 No such user"), (550, "No such user here"), (553, "sorry"), (554, "5.1.2 x")]
        {
            assert!(is_about_recipient(code, said), "{code} {said}");
        }
        for (code, said) in [
            (535, "5.7.8 Authentication failed"),
            (550, "5.7.1 Message refused by policy"),
            (552, "5.2.2 Mailbox full"),
            (554, "Transaction failed"),
            (450, "4.1.1 Later"),
        ] {
            assert!(!is_about_recipient(code, said), "{code} {said}");
        }
    }
}
