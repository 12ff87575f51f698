use std::path::PathBuf;

use portico_openapi::{ApiError, types};

use super::{Hidden, Joining, account, audit, brand, canned, clients, domains, factor, rules, team, webhooks};
use crate::{approvals, automation, billing, message::Arrival, tables, triage};

/// Something asked of the server that changes what is set up, or is recorded.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// About clients and their people.
    Clients(clients::Deed),
    /// About the team.
    Team(team::Deed),
    /// Change the agency's settings, as they were seen.
    Settings(i64, Box<types::AgencyChange>),
    /// About the brand.
    Brand(brand::Deed),
    /// About the agency's own hosts.
    Domains(domains::Deed),
    /// Change when the agency works and what it promises, as it was seen.
    Hours(i64, Box<types::ServiceHoursChange>),
    /// About the answers that staff have ready.
    Canned(canned::Deed),
    /// About the rules for requests that come in.
    Rules(rules::Deed),
    /// About where the agency is told of what happens.
    Webhooks(webhooks::Deed),
    /// About one's own account.
    Account(account::Deed),
    /// About one's own second factor.
    Factor(factor::Deed),
    /// Join a team.
    Join(Joining),
    /// About approvals.
    Approvals(approvals::Deed),
    /// About what clients owe.
    Billing(billing::Deed),
    /// About what is done by itself.
    Automation(automation::Deed),
    /// About views over requests.
    Triage(triage::Deed),
    /// Clients, projects and requests out of files and into files.
    Tables(tables::Deed),
    /// Put the audit trail into a file here.
    ExportTrail(audit::Filter, PathBuf),
}

/// What the server answered to a deed.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// It is so.
    So,
    /// A file was written, of so many lines.
    Wrote(PathBuf, usize),
    /// A file was written, of so many bytes.
    Saved(PathBuf, u64),
    /// What was asked for, and is in no file.
    Text(String),
    /// An invoice as it is now.
    Invoice(Box<types::Invoice>),
    /// What became of a file of invoices, or would.
    Imported(Box<types::InvoiceImport>),
    /// What the server said of a part of a file.
    Table(Box<tables::Part>),
    /// Whom a client's invoices are made out to.
    Party(Box<types::BillingParty>),
    /// What came of something done by itself.
    Automation(automation::Done),
    /// Something that clients will see waits, or has gone.
    Held(Box<types::Held>),
    /// A request that came about.
    Request(Box<types::Request>),
    /// A change of many, looked at, done or taken back.
    Bulk(Box<types::BulkChange>),
    /// A view as it is kept.
    View(Box<types::SavedView>),
    /// A link was sent, and is told once.
    Sent(Option<Hidden>),
    /// A secret to put into an authenticator.
    Secret(types::SecondFactorSecret),
    /// Recovery codes, told once.
    Codes(Vec<String>),
    /// A draft of the brand, and the link to look at it.
    Previewed(Box<types::BrandPreview>),
    /// A token for a program, told once.
    Token(Hidden),
    /// What came of something about webhooks.
    Webhooks(webhooks::Done),
    /// Somebody joined the team, and is signed in or not.
    Joined(String, Result<Arrival, ApiError>),
    /// Why somebody can or cannot see each of some pages.
    Explained(Vec<(String, types::AccessExplanation)>),
    /// What rules would have done.
    DryRun(Box<types::RuleDryRun>),
    /// A page as somebody would see it.
    Mirrored(types::MirroredPage),
}

impl Deed {
    /// Whether it changes anything at the server; what is only looked at or put into a file here does not.
    pub fn changes(&self) -> bool {
        match self {
            Self::Clients(deed) => !matches!(deed, clients::Deed::Explain(_) | clients::Deed::Mirror(_)),
            Self::Approvals(deed) => !matches!(deed, approvals::Deed::Save(..) | approvals::Deed::Plan(..)),
            Self::Billing(deed) => !matches!(deed, billing::Deed::Export(..) | billing::Deed::LookUp(_)),
            Self::Automation(deed) => deed.changes(),
            Self::Webhooks(deed) => deed.changes(),
            Self::Rules(deed) => deed.changes(),
            Self::Tables(deed) => deed.changes(),
            Self::ExportTrail(..) => false,
            _ => true,
        }
    }

    /// What is said when it is done.
    pub fn said(&self, done: &Done) -> String {
        match (self, done) {
            (_, Done::Wrote(path, lines)) => format!("{lines} entries are in {}.", path.display()),
            (_, Done::Saved(path, bytes)) => format!("{} is saved, {}.", path.display(), approvals::size(*bytes)),
            (Self::Approvals(deed), _) => deed.said().into(),
            (Self::Billing(deed), done) => deed.said(done),
            (Self::Automation(deed), Done::Automation(done)) => deed.said(Some(done)),
            (Self::Automation(deed), _) => deed.said(None),
            (Self::Triage(deed), _) => deed.said().into(),
            (Self::Clients(deed), _) => deed.said().into(),
            (Self::Team(deed), _) => deed.said().into(),
            (Self::Settings(..), _) => "The settings are changed.".into(),
            (Self::Hours(..), _) => "The service hours are changed. They count at once.".into(),
            (Self::Canned(deed), _) => deed.said().into(),
            (Self::Rules(deed), _) => deed.said().into(),
            (Self::Brand(deed), _) => deed.said().into(),
            (Self::Domains(deed), _) => deed.said().into(),
            (Self::Webhooks(deed), done) => deed.said(done),
            (Self::Account(deed), _) => deed.said().into(),
            (Self::Factor(deed), _) => deed.said().into(),
            (Self::Join(_), _) => "You have joined the team.".into(),
            // What comes of each part says it.
            (Self::Tables(_), _) => String::new(),
            (Self::ExportTrail(..), _) => "The audit trail is exported.".into(),
        }
    }
}
