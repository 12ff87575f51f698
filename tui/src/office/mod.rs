//! What staff set up: clients and their people, and the agency's own affairs. Here is what there is to set
//! up, as values: what a form is for, what is asked of the server, and what it answered.

pub mod account;
pub mod audit;
pub mod brand;
pub mod canned;
pub mod clients;
mod colour;
mod deed;
pub mod domains;
pub mod factor;
mod hidden;
pub mod hours;
mod joining;
mod permissions;
pub mod rules;
mod seen;
pub mod settings;
pub mod team;
pub mod webhooks;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::types;
use uuid::Uuid;

pub use colour::Colour;
pub use deed::{Deed, Done};
pub use hidden::Hidden;
pub use joining::{Joining, Link};
pub use permissions::{fields as permission_fields, held, may};
pub use seen::{Look, Office, Seen};

use crate::{
    approvals, automation, billing,
    draft::{Place, Plan},
    form::Form,
    message::Directory,
    tables, triage, when,
};

/// A part of the agency's own affairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Who works for the agency.
    Team,
    /// What the agency says of itself.
    Settings,
    /// How the agency looks.
    Brand,
    /// The agency's own hosts.
    Domains,
    /// One's own account.
    Account,
    /// How the agency bills.
    Billing,
    /// When the agency works, and what it promises.
    Hours,
    /// Answers that staff have ready.
    Canned,
    /// What is done by itself with requests that come in.
    Rules,
    /// What was done, by whom.
    Audit,
    /// The agency's own programs, told of what happens.
    Webhooks,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Self; 11] = [
        Self::Team,
        Self::Settings,
        Self::Brand,
        Self::Domains,
        Self::Billing,
        Self::Hours,
        Self::Canned,
        Self::Rules,
        Self::Account,
        Self::Audit,
        Self::Webhooks,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Team => "Team",
            Self::Settings => "Settings",
            Self::Brand => "Brand",
            Self::Domains => "Domains",
            Self::Billing => "How you bill",
            Self::Account => "Your account",
            Self::Hours => "Service hours",
            Self::Canned => "Canned replies",
            Self::Rules => "Rules for requests",
            Self::Audit => "Audit trail",
            Self::Webhooks => "Webhooks",
        }
    }

    /// What it is about.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Team => "who works here, as what, and who is invited",
            Self::Settings => "name, sender of mails, welcome, dates",
            Self::Brand => "colours, logos, a preview before it is published",
            Self::Domains => "hosts of your own, and what to set in DNS",
            Self::Billing => "who you are on invoices, numbers, due dates, reminders",
            Self::Account => "password, second factor, sign-ins, tokens, mail",
            Self::Hours => "when you work, days off, how soon you answer",
            Self::Canned => "answers that you have ready",
            Self::Rules => "what new requests set off",
            Self::Audit => "who did what to which thing, and when",
            Self::Webhooks => "what your programs are told of",
        }
    }

    /// Whether only owners and admins see it.
    pub fn is_for_admins(self) -> bool {
        matches!(
            self,
            Self::Rules | Self::Settings | Self::Brand | Self::Domains | Self::Billing | Self::Audit | Self::Webhooks
        )
    }
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A client and its people.
    Clients(clients::Purpose),
    /// The team.
    Team(team::Purpose),
    /// The agency's settings, as they were seen.
    Settings(i64),
    /// The brand.
    Brand(brand::Purpose),
    /// Another host.
    Domain,
    /// When the agency works, as it was seen.
    Hours(i64),
    /// An answer that staff have ready.
    Canned(canned::Purpose),
    /// A rule for requests that come in.
    Rules(rules::Purpose),
    /// One's own account.
    Account(account::Purpose),
    /// One's own second factor.
    Factor(factor::Step),
    /// To join a team.
    Join(Link),
    /// The agency's own programs, told of what happens.
    Webhooks(webhooks::Purpose),
    /// Which entries of the audit trail to look at.
    Narrow,
    /// Where to put the audit trail.
    Export,
    /// Approvals, and what goes with what is written.
    Approvals(approvals::Purpose),
    /// What clients owe.
    Billing(billing::Purpose),
    /// What is done by itself.
    Automation(automation::Purpose),
    /// What keeps requests in hand.
    Triage(triage::Purpose),
    /// What goes out of a file or into one.
    Tables(tables::Order),
}

impl Purpose {
    /// Whether sending the form changes nothing, and what comes of it is shown.
    pub fn only_looks(&self) -> bool {
        matches!(
            self,
            Self::Narrow
                | Self::Approvals(approvals::Purpose::Narrow)
                | Self::Billing(billing::Purpose::Narrow)
                | Self::Automation(automation::Purpose::Narrow)
                | Self::Clients(clients::Purpose::Explain(_) | clients::Purpose::Mirror(_))
                | Self::Tables(tables::Order::Import)
                | Self::Triage(triage::Purpose::Bulk(_))
        )
    }
}

/// What a row of a pane is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A client's person.
    Member(Uuid),
    /// An invitation of a client's person.
    Invitation(Uuid),
    /// Who works for the agency.
    Teammate(Uuid),
    /// An invitation to the team.
    TeamInvitation(Uuid),
    /// The offer of the agency to another owner.
    Transfer,
    /// A colour of the brand, among all of them.
    Colour(usize),
    /// An image of the brand.
    Image(types::BrandImageKind),
    /// A host.
    Domain(Uuid),
    /// Who one is.
    Profile,
    /// One's password.
    Password,
    /// One's second factor.
    Factor,
    /// One's recovery codes.
    Codes,
    /// What comes by mail.
    Preferences,
    /// Where one is signed in.
    Session(Uuid),
    /// A token for a program.
    Token(Uuid),
    /// An answer that staff have ready.
    Canned(Uuid),
    /// A rule for requests that come in.
    Rule(Uuid),
    /// Something that was done.
    Entry(Uuid),
    /// Where the agency is told of what happens.
    Webhook(Uuid),
    /// Something that a webhook was told: the webhook, and what.
    Delivery(Uuid, Uuid),
    /// A step of an approval.
    Step(Uuid),
    /// A version of a step.
    Version(Uuid),
    /// A file of a version.
    ApprovalFile(Uuid),
    /// A comment on a version.
    Remark(Uuid),
    /// Something that happened to an approval.
    Event(Uuid),
    /// The head of an invoice.
    Head,
    /// A line of an invoice.
    Line(usize),
    /// What was paid on an invoice, paid back or credited.
    Payment(Uuid),
    /// Something that Stripe told.
    StripeEvent(Uuid),
    /// Something that is sold.
    Product(Uuid),
    /// What it costs.
    Price(Uuid),
    /// What a client pays for again and again.
    Subscription(Uuid),
    /// A part that is only read.
    Part(usize),
    /// A version of a workflow.
    Definition(Uuid),
    /// What starts it.
    Trigger(Uuid),
    /// A run of it.
    Run(Uuid),
    /// A step of a run.
    RunStep(Uuid),
    /// What was sent of a form.
    Submission(Uuid),
    /// Something that an engine has, among all of it.
    Offered(usize),
    /// A client's workflow that was made of a template.
    Instance(Uuid),
    /// A workflow that can be brought up to date, among all of them.
    Reach(usize),
}

/// What comes of a filled-in form.
#[derive(Clone, Debug, PartialEq)]
pub enum Filled {
    /// A change at the server.
    Deed(Deed),
    /// Other entries of the audit trail.
    Narrowed(audit::Filter),
    /// Other approvals.
    Board(approvals::Narrowing),
    /// A new approval.
    Plan(Option<Place>, Plan),
    /// A change of an approval that was sent, or of a step of it.
    Sent(Option<Uuid>),
    /// Where on a version something is said.
    Spot,
    /// The path of a file that goes with what is written.
    Attached(String),
    /// Something about what clients owe, which knows itself what it is about.
    Billing(billing::Purpose),
    /// Something about what is done by itself.
    Automation(automation::Purpose),
    /// Something about keeping requests in hand.
    Triage(triage::Purpose),
}

/// A field that is wrong, and why.
pub type Fault = (&'static str, &'static str);

/// What a form comes to at a time.
pub fn filled(
    form: &Form,
    filter: &audit::Filter,
    known: Option<&Directory>,
    now: DateTime<Utc>,
    zone: FixedOffset,
) -> Result<Filled, Fault> {
    Ok(match &form.purpose {
        Purpose::Clients(purpose) => Filled::Deed(Deed::Clients(clients::filled(purpose, form)?)),
        Purpose::Team(purpose) => Filled::Deed(Deed::Team(team::filled(purpose, form)?)),
        Purpose::Settings(version) => Filled::Deed(Deed::Settings(*version, Box::new(settings::filled(form)?))),
        Purpose::Brand(purpose) => Filled::Deed(Deed::Brand(brand::filled(*purpose, form)?)),
        Purpose::Hours(version) => Filled::Deed(Deed::Hours(*version, Box::new(hours::filled(form)?))),
        Purpose::Canned(purpose) => Filled::Deed(Deed::Canned(canned::filled(purpose, form)?)),
        Purpose::Rules(purpose) => Filled::Deed(Deed::Rules(rules::filled(purpose, form, known)?)),
        Purpose::Domain => {
            let host = form.given("host").ok_or(("host", "Say the host, such as portal.example.com."))?;
            Filled::Deed(Deed::Domains(domains::Deed::Add(host)))
        }
        Purpose::Account(purpose) => Filled::Deed(Deed::Account(account::filled(*purpose, form, now, zone)?)),
        Purpose::Factor(step) => Filled::Deed(Deed::Factor(step.filled(form)?)),
        Purpose::Webhooks(purpose) => Filled::Deed(Deed::Webhooks(webhooks::filled(purpose, form, now, zone)?)),
        Purpose::Join(link) => Filled::Deed(Deed::Join(joining::filled(link, form)?)),
        Purpose::Narrow => {
            let since = match form.given("since") {
                Some(text) => Some(when::past(&text, now, zone).ok_or(("since", SINCE))?),
                None => None,
            };
            let actor = form.text("actor").parse().ok();
            let target = filter.target.clone().filter(|_| form.is_on("target"));
            Filled::Narrowed(audit::Filter { action: form.given("action"), actor, target, since })
        }
        Purpose::Approvals(approvals::Purpose::Narrow) => Filled::Board(approvals::narrowed(form)),
        Purpose::Approvals(approvals::Purpose::Save(source)) => {
            Filled::Deed(Deed::Approvals(approvals::saved(*source, form)?))
        }
        Purpose::Approvals(approvals::Purpose::Plan(place)) => {
            let known = known.ok_or(("workspace_id", "The clients are not known yet."))?;
            Filled::Plan(*place, approvals::plan(form, known, now, zone)?)
        }
        Purpose::Approvals(approvals::Purpose::Step(id)) => Filled::Sent(Some(*id)),
        Purpose::Approvals(approvals::Purpose::Head) => Filled::Sent(None),
        Purpose::Approvals(approvals::Purpose::Spot) => Filled::Spot,
        Purpose::Approvals(approvals::Purpose::Attach) => {
            Filled::Attached(form.given("path").ok_or(("path", "Say which file."))?)
        }
        Purpose::Billing(purpose) => Filled::Billing(purpose.clone()),
        Purpose::Automation(purpose) => Filled::Automation(purpose.clone()),
        Purpose::Triage(purpose) => Filled::Triage(purpose.clone()),
        Purpose::Tables(order) => Filled::Deed(Deed::Tables(tables::filled(*order, form)?)),
        Purpose::Export => {
            let path = form.given("path").ok_or(("path", "Say where to put it."))?;
            Filled::Deed(Deed::ExportTrail(filter.clone(), PathBuf::from(path)))
        }
    })
}

const SINCE: &str = "Say a day, such as 2026-03-04, or how far back, such as 12h, 7d or 4w.";
