use std::collections::BTreeMap;

use serde::Deserialize;

use crate::entity::words::{Priority, Recurs, RequestKind, StaffRole};
use crate::error::{Error, Result};

/// Everybody's password in the demo.
pub const PASSWORD: &str = "correct-horse-demo";

/// The whole story, as `story.json` tells it.
#[derive(Deserialize)]
pub struct Story {
    pub agencies: Vec<Agency>,
}

impl Story {
    /// Reads it out of the program.
    pub fn read() -> Result<Self> {
        serde_json::from_str(include_str!("story.json")).map_err(Error::internal)
    }
}

#[derive(Deserialize)]
pub struct Agency {
    pub name: String,
    pub slug: String,
    pub time_zone: String,
    pub accent: String,
    pub palette: Palette,
    pub welcome: String,
    pub sender_address: String,
    pub currency: String,
    pub seller: Seller,
    pub hosts: Vec<String>,
    pub staff: Vec<Staff>,
    pub clients: Vec<Client>,
    #[serde(default)]
    pub providers: Vec<Provider>,
    pub workspaces: Vec<Workspace>,
}

/// Colours by their names; what is not named is derived.
#[derive(Deserialize)]
pub struct Palette {
    pub light: BTreeMap<String, String>,
    #[serde(default)]
    pub dark: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct Staff {
    pub email: String,
    pub name: String,
    pub role: StaffRole,
    pub title: String,
    pub phone: Option<String>,
}

#[derive(Deserialize)]
pub struct Client {
    pub email: String,
    pub name: String,
}

#[derive(Deserialize)]
pub struct Workspace {
    pub name: String,
    pub slug: String,
    pub show_team_members: bool,
    pub managers: Vec<String>,
    /// Email and whether everything or nothing is allowed.
    pub members: Vec<(String, bool)>,
    /// Email addresses of who is invited and has not come yet.
    #[serde(default)]
    pub invited: Vec<String>,
    #[serde(default)]
    pub projects: Vec<Project>,
    #[serde(default)]
    pub requests: Vec<Request>,
    #[serde(default)]
    pub approvals: Vec<Approval>,
    /// Where invoices are sent.
    pub address: String,
    pub tax_id: Option<String>,
    #[serde(default)]
    pub invoices: Vec<Invoice>,
    #[serde(default)]
    pub subscriptions: Vec<Subscription>,
    #[serde(default)]
    pub files: Vec<Delivery>,
    #[serde(default)]
    pub forms: Vec<Form>,
    #[serde(default)]
    pub workflows: Vec<Workflow>,
    #[serde(default)]
    pub connections: Vec<Connection>,
}

/// Where clients have accounts, by what the catalogue calls it and by what the agency does.
#[derive(Deserialize)]
pub struct Provider {
    pub provider: String,
    pub name: String,
    pub oauth_client: String,
    pub settings: crate::features::connections::Settings,
}

/// An account that staff needed so many hours ago, and the client connected.
#[derive(Deserialize)]
pub struct Connection {
    pub ago: f64,
    pub by: String,
    /// The provider's name.
    pub provider: String,
    pub name: String,
    pub connected: Connected,
    /// How many hours ago it stopped working.
    pub lost: Option<f64>,
    /// Who is asked to connect it again.
    pub asked: Option<Asked>,
}

/// Somebody connects an account, so many hours ago.
#[derive(Deserialize)]
pub struct Connected {
    pub ago: f64,
    pub by: String,
    pub account: String,
}

/// Somebody is asked by mail, so many hours ago.
#[derive(Deserialize)]
pub struct Asked {
    pub ago: f64,
    pub by: String,
    pub email: String,
    pub message: String,
}

/// A form that staff put before the client, so many hours ago.
#[derive(Deserialize)]
pub struct Form {
    pub ago: f64,
    pub by: String,
    pub title: String,
    pub schema: serde_json::Value,
}

/// A workflow that staff publish, so many hours ago, and its runs.
#[derive(Deserialize)]
pub struct Workflow {
    pub ago: f64,
    pub by: String,
    pub name: String,
    pub purpose: String,
    #[serde(default)]
    pub client_triggerable: bool,
    pub definition: serde_json::Value,
    #[serde(default)]
    pub runs: Vec<Run>,
}

/// Somebody runs it, so many hours ago.
#[derive(Deserialize)]
pub struct Run {
    pub ago: f64,
    pub by: String,
    #[serde(default)]
    pub given: BTreeMap<String, String>,
}

/// A file that staff deliver, so many hours ago.
#[derive(Deserialize)]
pub struct Delivery {
    pub ago: f64,
    pub by: String,
    pub project: Option<String>,
    #[serde(flatten)]
    pub file: Enclosed,
}

/// One of the demo's own files, under the name that it is sent with.
#[derive(Deserialize)]
pub struct Enclosed {
    pub asset: String,
    pub name: String,
}

#[derive(Deserialize)]
pub struct Project {
    pub name: String,
    pub summary: String,
    /// Days from today; before it when negative.
    pub starts: i64,
    pub due: i64,
    #[serde(default)]
    pub completed: bool,
    pub milestones: Vec<Milestone>,
    #[serde(default)]
    pub comments: Vec<Said>,
}

#[derive(Deserialize)]
pub struct Milestone {
    pub name: String,
    pub due: i64,
    /// Title, how far (`todo`, `in_progress`, `done`), who.
    pub tasks: Vec<(String, String, String)>,
}

impl Milestone {
    /// Whether all of it is done.
    pub fn is_reached(&self) -> bool {
        self.tasks.iter().all(|(_, status, _)| status == "done")
    }
}

/// Somebody says something, so many hours ago.
#[derive(Deserialize)]
pub struct Said {
    pub ago: f64,
    pub by: String,
    pub text: String,
}

#[derive(Deserialize)]
pub struct Request {
    pub ago: f64,
    pub by: String,
    pub kind: RequestKind,
    pub category: String,
    pub subject: String,
    pub text: String,
    pub project: Option<String>,
    #[serde(default)]
    pub files: Vec<Enclosed>,
    #[serde(default)]
    pub then: Vec<Step>,
}

/// What happened to a request, so many hours ago.
#[derive(Deserialize)]
pub struct Step {
    pub ago: f64,
    pub by: String,
    #[serde(flatten)]
    pub what: What,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A message that both sides read.
    Says(String),
    /// A note that only staff read.
    Notes(String),
    /// Gives it to somebody.
    Gives(String),
    /// Sets how much it presses.
    Presses(Priority),
    /// Puts words on it.
    Tags(Vec<String>),
    /// Closes it, and why.
    Closes(String),
}

#[derive(Deserialize)]
pub struct Approval {
    pub ago: f64,
    pub by: String,
    pub title: String,
    pub project: Option<String>,
    pub steps: Vec<Reviewable>,
    #[serde(default)]
    pub then: Vec<Reviewed>,
}

/// A step of an approval.
#[derive(Deserialize)]
pub struct Reviewable {
    pub title: String,
    #[serde(default)]
    pub instructions: String,
    /// Days from today.
    pub due: Option<i64>,
    /// What is sent with it.
    pub text: Option<String>,
    #[serde(default)]
    pub files: Vec<Enclosed>,
}

/// What happened to an approval's step, so many hours ago.
#[derive(Deserialize)]
pub struct Reviewed {
    pub ago: f64,
    pub by: String,
    /// From 1.
    pub step: i32,
    #[serde(flatten)]
    pub what: Review,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Looks at it.
    Opens,
    /// A comment, perhaps on words of the text.
    Says(String, Option<String>),
    /// A comment at a point of the first file, or on a box: left, top, width and height as fractions.
    Pins(String, [f64; 4]),
    /// The next version, a text.
    Sends(String),
    /// The next version, of files.
    SendsFiles(Vec<Enclosed>),
    /// Approves it, with a word or none.
    Approves(String),
    /// Asks for changes, and which.
    AsksForChanges(String),
}

/// Who asks for money.
#[derive(Deserialize)]
pub struct Seller {
    pub legal_name: String,
    pub address: String,
    pub tax_id: String,
    pub payment_note: String,
}

/// An invoice, issued so many days ago.
#[derive(Deserialize)]
pub struct Invoice {
    pub ago: f64,
    pub due_days: i32,
    pub currency: Option<String>,
    #[serde(default)]
    pub inclusive: bool,
    /// Taken off the whole, in hundredths of a percent.
    #[serde(default)]
    pub discount_bps: i32,
    #[serde(default)]
    pub note: String,
    pub lines: Vec<crate::features::billing::Item>,
    #[serde(default)]
    pub then: Vec<Settled>,
}

/// A product that is made for a client, subscribed to so many days ago, and paid for once.
#[derive(Deserialize)]
pub struct Subscription {
    pub ago: f64,
    pub name: String,
    /// In minor units of the agency's currency.
    pub amount: i64,
    pub recurs: Recurs,
}

/// What became of an invoice, so many days ago.
#[derive(Deserialize)]
pub struct Settled {
    pub ago: f64,
    #[serde(flatten)]
    pub how: Settlement,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// A part of it is paid, by bank.
    Pays(i64),
    /// The rest of it is paid, with a word on the bank's statement.
    PaysTheRest(String),
    /// It is void, and why.
    Voids(String),
    /// The lines from there on are taken back, and why.
    Credits(usize, String),
}
