//! Whether anything that clients see names somebody else than their agency, is broken, or cannot be read.

use chrono::DateTime;
use poem::http::Method;
use sea_orm::ColumnTrait;

use super::crawl::{self, Seen, Served, Visitor};
use crate::access::Agency;
use crate::app::{self, App};
use crate::brand::faults;
use crate::entity::{agency, client_user, mail as outbox, membership, workspace};
use crate::error::{Error, Result};
use crate::features::{account, connections, invitations, notifications, replies, second_factor, sign_in};
use crate::ids::{Id, MailId};
use crate::mail::{self, Letter, Outgoing, Sender};
use crate::text::counted;
use crate::web::{Audience, places};

/// Who must not be named.
const VENDOR: &str = "portico";
/// How many pages one visitor opens at most.
const MOST_PAGES: usize = 400;

/// What is wrong, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    pub agency: String,
    pub place: String,
    pub what: String,
}

/// How much of an agency was looked at. The PDFs are among the answers.
#[derive(Clone, Debug)]
pub struct Looked {
    pub agency: String,
    pub answers: usize,
    pub papers: usize,
    pub mails: usize,
}

/// What was looked at, and what was found.
#[derive(Default)]
pub struct Report {
    pub looked: Vec<Looked>,
    pub findings: Vec<Finding>,
}

/// Looks, prints, and fails where something was found.
///
/// # Errors
/// When something was found, or the database fails.
pub async fn run(app: &App, sender: &Sender) -> Result<()> {
    let report = examine(app, sender).await?;
    say!("{:<32} {:>8} {:>6} {:>6} {:>9}", "Agency", "Answers", "PDFs", "Mails", "Findings");
    for Looked { agency, answers, papers, mails } in &report.looked {
        let found = report.findings.iter().filter(|finding| finding.agency == *agency).count();
        say!("{agency:<32} {answers:>8} {papers:>6} {mails:>6} {found:>9}");
    }
    for Finding { agency, place, what } in &report.findings {
        say!("{agency}: {place}: {what}");
    }
    match report.findings.len() {
        0 => Ok(()),
        some => Err(Error::Malformed(format!(
            "{} found: each line above says where, and docs/white-label.md what is looked for",
            counted(some, "fault")
        ))),
    }
}

/// Opens every public page of every agency and everything that a client of each of its workspaces reaches,
/// provokes every refusal, and reads every PDF on the way and every kind of mail, as `sender` sends it.
///
/// # Errors
/// When the database fails.
pub async fn examine(app: &App, sender: &Sender) -> Result<Report> {
    let served = Served::new(app);
    let mut report = Report::default();
    for row in app.database.system().agencies().asc(agency::Column::Slug).all().await? {
        let mut examined = Examined { agency: row.into(), findings: Vec::new(), answers: 0, papers: 0 };
        let address = app.database.system().agency(examined.agency.id).address(&app.site.base_url).await?;
        let host = address.split_once("://").map_or(address.as_str(), |(_, host)| host).to_owned();
        examined.palette();
        let stranger = served.stranger(&host);
        examined.as_nobody(&stranger).await;
        examined.as_clients(app, &served, &host).await?;
        let mails = examined.mails(&stranger, &address, sender).await;
        let Examined { ref agency, answers, papers, .. } = examined;
        report.looked.push(Looked { agency: agency.name.clone(), answers, papers, mails });
        report.findings.append(&mut examined.findings);
    }
    Ok(report)
}

/// Every kind of mail that clients get.
fn letters(agency: &str, address: &str) -> Vec<Letter> {
    let mut letters = notifications::samples(agency, address);
    letters.extend(account::samples(agency, address));
    letters.extend(replies::samples(agency, address));
    letters.push(invitations::sample(agency, address));
    letters.push(connections::sample(agency, address));
    letters.push(second_factor::taken_away_letter(agency, "somebody@example.com", &format!("{address}/portal/login")));
    letters.push(sign_in::reset_letter(agency, "somebody@example.com", &format!("{address}/portal/reset/x")));
    letters
}

struct Examined {
    agency: Agency,
    findings: Vec<Finding>,
    answers: usize,
    papers: usize,
}

impl Examined {
    fn found(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.findings.push(Finding { agency: self.agency.name.clone(), place: place.into(), what: what.into() });
    }

    fn palette(&mut self) {
        for fault in faults(&self.agency.look.palette) {
            self.found(fault.scheme.field(fault.token), fault.to_string());
        }
    }

    /// An answer that was reached by a link, or is a page of its own.
    fn look(&mut self, seen: &Seen, status: Option<u16>) {
        self.answers += 1;
        self.papers += usize::from(seen.is_paper());
        match seen.text() {
            Some(text) => self.named(&seen.path, &text),
            None => self.found(&seen.path, "a PDF that nobody can read"),
        }
        match status {
            Some(status) if seen.status != status => {
                self.found(&seen.path, format!("answers {}, not {status}", seen.status));
            }
            None if seen.status >= 400 => {
                let asset = seen.path.starts_with("/brand/") || seen.path.starts_with("/static/");
                let what = if asset { "a broken asset" } else { "a link that leads nowhere" };
                self.found(&seen.path, format!("{what}: {}", seen.status));
            }
            _ => {}
        }
    }

    /// The vendor's name, wherever it stands.
    fn named(&mut self, place: &str, text: &str) {
        let lower = text.to_lowercase();
        if let Some(at) = lower.find(VENDOR) {
            let around: String = lower[..at].chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
            self.found(place, format!("names {VENDOR}: …{}{VENDOR}…", around.replace('\n', " ")));
        }
    }

    async fn as_nobody(&mut self, visitor: &Visitor<'_>) {
        let pages = app::pages();
        let public =
            pages.table().iter().filter(|page| page.audience == Audience::Public && page.method == Method::GET);
        // Behind a token, a sign-in that waits for its code, or a journey to a provider, there is nothing for nobody in
        // particular.
        let open =
            |path: &&str| !path.contains(':') && ![places::LOGIN_CODE, places::CONNECTION_CALLBACK].contains(path);
        let (whole, with_token): (Vec<_>, Vec<_>) = public.map(|page| page.path).partition(open);
        let start: Vec<String> = whole.into_iter().map(str::to_owned).collect();
        visitor.walk(&start, MOST_PAGES, |seen| self.look(seen, None)).await;
        for path in with_token {
            let path: Vec<&str> = path.split('/').map(|part| if part.starts_with(':') { "x" } else { part }).collect();
            self.look(&visitor.get(&path.join("/")).await, Some(404));
        }
        let form = ("content-type", "application/x-www-form-urlencoded");
        let own = ("sec-fetch-site", "same-origin");
        for (method, path, headers, body, status) in [
            (Method::GET, "/nothing", vec![], Vec::new(), 404),
            (Method::GET, "/static/nothing/x.css", vec![], Vec::new(), 404),
            (Method::GET, "/brand/nothing.css", vec![], Vec::new(), 404),
            (Method::DELETE, "/portal", vec![own], Vec::new(), 405),
            (Method::POST, "/portal/login", vec![("sec-fetch-site", "cross-site")], Vec::new(), 403),
            (Method::POST, "/portal/login", vec![own, form], vec![b'x'; 70_000], 413),
            (Method::POST, "/portal/forgot-password", vec![own, form], b"email=x".to_vec(), 422),
        ] {
            let seen = visitor.send(method, path, &headers, body).await;
            self.look(&seen, Some(status));
        }
    }

    /// As the first client of each workspace.
    async fn as_clients(&mut self, app: &App, served: &Served, host: &str) -> Result<()> {
        let scope = app.database.system().agency(self.agency.id);
        let members = scope.find::<membership::Entity>().asc(membership::Column::Id).all().await?;
        let open = scope.find::<workspace::Entity>().filter(workspace::Column::ArchivedAt.is_null());
        for workspace in open.all().await? {
            let disabled = scope.find::<client_user::Entity>().filter(client_user::Column::DisabledAt.is_not_null());
            let disabled: Vec<_> = disabled.all().await?.into_iter().map(|person| person.id).collect();
            let first = members
                .iter()
                .find(|member| member.workspace_id == workspace.id && !disabled.contains(&member.client_user_id));
            let Some(first) = first else { continue };
            let client = served.client(app, self.agency.id, first.client_user_id, workspace.id, host).await?;
            client.walk(&["/portal".to_owned()], MOST_PAGES, |seen| self.look(seen, None)).await;
            self.look(&client.get("/portal/nothing").await, Some(404));
            client.leave(app).await?;
        }
        Ok(())
    }

    /// A letter on its way, with all that one may carry.
    fn outgoing(&self, letter: &Letter, address: &str) -> Outgoing {
        let host = address.rsplit("://").next().and_then(|host| host.split(':').next()).unwrap_or_default();
        let id = MailId::new();
        let row = outbox::Model {
            id,
            agency_id: self.agency.id,
            recipient: letter.to.clone(),
            sender: letter.from_name.clone(),
            subject: letter.subject.clone(),
            text: String::new(),
            html: String::new(),
            created_at: DateTime::UNIX_EPOCH,
            sent_at: None,
            message_id: Some(format!("{id}@{host}")),
            thread: Some(format!("request-{id}@{host}")),
            reply_to: None,
            unsubscribe: Some(format!("{address}/portal/unsubscribe/x")),
            tries: 0,
            failed_at: None,
            last_error: None,
        };
        Outgoing { mail: row, reply_to: None }
    }

    async fn mails(&mut self, visitor: &Visitor<'_>, address: &str, sender: &Sender) -> usize {
        let letters = letters(&self.agency.name, address);
        let count = letters.len();
        for letter in letters {
            let place = format!("the mail “{}”", letter.subject);
            let html = mail::framed(&self.agency, address, &letter.subject, &letter.html);
            self.named(&place, &format!("{} {} {} {html}", letter.from_name, letter.subject, letter.text));
            match mail::written(&self.outgoing(&letter, address), sender) {
                Ok(wire) => {
                    let wire = String::from_utf8_lossy(&wire);
                    let headers = wire.split("\r\n\r\n").next().unwrap_or_default();
                    self.named(&format!("the headers of {place}"), headers);
                }
                Err(error) => self.found(&place, format!("cannot be sent: {error}")),
            }
            let images = html.replace(&format!("src=\"{address}"), "src=\"");
            for image in crawl::addresses(&images).iter().filter(|path| path.starts_with("/brand/")) {
                let seen = visitor.get(image).await;
                if seen.status != 200 {
                    self.found(&place, format!("a broken asset: {image} answers {}", seen.status));
                }
            }
        }
        count
    }
}
