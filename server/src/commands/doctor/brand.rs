//! Whether anything that clients see names somebody else than their agency, is broken, or cannot be read.

use poem::http::Method;
use sea_orm::ColumnTrait;

use super::crawl::{self, Seen, Served, Visitor};
use crate::access::Agency;
use crate::app::{self, App};
use crate::brand::faults;
use crate::entity::{agency, client_user, membership, workspace};
use crate::error::{Error, Result};
use crate::features::{notifications, second_factor, sign_in};
use crate::mail::{self, Letter};
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

/// What was looked at, and what was found.
#[derive(Default)]
pub struct Report {
    /// Each agency with how many answers and how many mails were looked at.
    pub looked: Vec<(String, usize, usize)>,
    pub findings: Vec<Finding>,
}

/// Looks, prints, and fails where something was found.
///
/// # Errors
/// When something was found, or the database fails.
pub async fn run(app: &App) -> Result<()> {
    let report = examine(app).await?;
    println!("{:<32} {:>8} {:>6} {:>9}", "Agency", "Answers", "Mails", "Findings");
    for (name, answers, mails) in &report.looked {
        let found = report.findings.iter().filter(|finding| finding.agency == *name).count();
        println!("{name:<32} {answers:>8} {mails:>6} {found:>9}");
    }
    for Finding { agency, place, what } in &report.findings {
        println!("{agency}: {place}: {what}");
    }
    match report.findings.len() {
        0 => Ok(()),
        some => Err(Error::Malformed(format!("the brand check found {some} things"))),
    }
}

/// Opens every public page of every agency and everything that a client of each of its workspaces reaches,
/// provokes every refusal, and reads every kind of mail.
///
/// # Errors
/// When the database fails.
pub async fn examine(app: &App) -> Result<Report> {
    let served = Served::new(app)?;
    let mut report = Report::default();
    for row in app.database.system().agencies().asc(agency::Column::Slug).all().await? {
        let mut examined = Examined { agency: row.into(), findings: Vec::new(), answers: 0 };
        let address = app.database.system().agency(examined.agency.id).address(&app.site.base_url).await?;
        let host = address.split_once("://").map_or(address.as_str(), |(_, host)| host).to_owned();
        examined.palette();
        let stranger = served.stranger(&host);
        examined.as_nobody(&stranger).await;
        examined.as_clients(app, &served, &host).await?;
        let mails = examined.mails(&stranger, &address).await;
        report.looked.push((examined.agency.name.clone(), examined.answers, mails));
        report.findings.append(&mut examined.findings);
    }
    Ok(report)
}

/// Every kind of mail that clients get.
fn letters(agency: &str, address: &str) -> Vec<Letter> {
    let mut letters = notifications::samples(agency, address);
    letters.push(second_factor::taken_away_letter(agency, "somebody@example.com", &format!("{address}/portal/login")));
    letters.push(sign_in::reset_letter(agency, "somebody@example.com", &format!("{address}/portal/reset/x")));
    letters
}

struct Examined {
    agency: Agency,
    findings: Vec<Finding>,
    answers: usize,
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
        self.named(&seen.path, &seen.text());
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

    async fn mails(&mut self, visitor: &Visitor<'_>, address: &str) -> usize {
        let letters = letters(&self.agency.name, address);
        let count = letters.len();
        for letter in letters {
            let place = format!("the mail “{}”", letter.subject);
            let html = mail::framed(&self.agency, address, &letter.subject, &letter.html);
            self.named(&place, &format!("{} {} {} {html}", letter.from_name, letter.subject, letter.text));
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
