use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use sea_orm::ColumnTrait;

use super::approvals::Sent;
use super::story::{self, PASSWORD};
use crate::access::{self, AgencyScope, ClientScope, Facts};
use crate::app::App;
use crate::clock::Clock;
use crate::entity::{client_session, staff_session};
use crate::error::{Error, Result};
use crate::features::{agencies, sign_in, staff_sign_in};
use crate::ids::{
    AgencyId, ClientId, ConnectionId, InvoiceId, MilestoneId, ProjectId, ProviderClientId, RequestId, StaffId,
    WorkflowId, WorkspaceId,
};
use crate::jobs::Runner;

/// Where an agency's story is told: who is who, and what time it is.
pub struct Stage<'a> {
    pub app: &'a App,
    pub agency: AgencyId,
    pub staff: HashMap<String, StaffId>,
    pub clients: HashMap<String, ClientId>,
    pub workspaces: HashMap<String, WorkspaceId>,
    pub projects: HashMap<String, ProjectId>,
    pub milestones: HashMap<(ProjectId, String), MilestoneId>,
    pub requests: HashMap<String, RequestId>,
    pub approvals: Sent,
    /// By workspace, and how many hours ago they were issued.
    pub invoices: HashMap<(String, i64), InvoiceId>,
    pub workflows: HashMap<String, WorkflowId>,
    pub providers: HashMap<String, ProviderClientId>,
    pub connections: HashMap<String, ConnectionId>,
    clock: &'a Clock,
    runner: Runner,
    facts: Facts,
}

impl<'a> Stage<'a> {
    /// Creates the agency.
    pub async fn new(app: &'a App, clock: &'a Clock, agency: &story::Agency, hosts: &[&str]) -> Result<Self> {
        let new = agencies::NewAgency {
            name: &agency.name,
            slug: &agency.slug,
            time_zone: &agency.time_zone,
            accent: Some(&agency.accent),
            hosts,
        };
        let facts = Facts {
            host: agency.hosts.first().cloned().unwrap_or_default(),
            authority: String::new(),
            secure: false,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            path: String::new(),
            user_agent: "demo".into(),
            request_id: String::new(),
        };
        Ok(Self {
            agency: agencies::create(&app.database.system(), new).await?,
            staff: HashMap::new(),
            clients: HashMap::new(),
            workspaces: HashMap::new(),
            projects: HashMap::new(),
            milestones: HashMap::new(),
            requests: HashMap::new(),
            approvals: Sent::new(),
            invoices: HashMap::new(),
            workflows: HashMap::new(),
            providers: HashMap::new(),
            connections: HashMap::new(),
            runner: app.runner(),
            app,
            clock,
            facts,
        })
    }

    /// The agency itself, before anybody works there.
    pub fn house(&self) -> AgencyScope {
        self.app.database.system().agency(self.agency)
    }

    /// Makes it so many hours before now.
    pub fn hours_ago(&self, hours: f64) {
        self.clock.set_back(TimeDelta::seconds((hours * 3600.0) as i64));
    }

    /// The day that is so many days from today.
    pub fn day(&self, from_today: i64) -> NaiveDate {
        Clock::default().now().date_naive() + TimeDelta::days(from_today)
    }

    /// The same day at noon.
    pub fn noon(&self, from_today: i64) -> DateTime<Utc> {
        self.day(from_today).and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12)
    }

    /// Somebody of the staff, signed in.
    pub async fn staff(&self, email: &str) -> Result<AgencyScope> {
        let system = self.app.database.system();
        let proof = staff_sign_in::Proof { email, password: PASSWORD, code: None };
        let pair = staff_sign_in::sign_in(&system, &self.app.tokens, self.agency, proof, &self.facts).await?;
        access::scope_of_token(&self.app.database, &self.app.tokens, &pair.access).await
    }

    /// Somebody of a client, signed in.
    pub async fn client(&self, email: &str, workspace: WorkspaceId) -> Result<ClientScope> {
        let system = self.app.database.system();
        let entrance = sign_in::sign_in(&system, self.agency, email, PASSWORD, &self.facts).await?;
        let sign_in::Entrance::Session(cookie) = entrance else { return Err(Error::NotFound) };
        access::client_scope(&self.app.database, &cookie, &self.facts.host, Some(workspace)).await
    }

    /// The agency's side of what somebody of a client does.
    pub async fn for_client(&self, email: &str, workspace: WorkspaceId) -> Result<AgencyScope> {
        let client = self.client(email, workspace).await?;
        Ok(self.app.database.system().on_behalf(self.agency, client.actor().clone(), self.facts.address))
    }

    /// Leaves no session of the story behind: its people did all of it from no device that they would know again.
    pub async fn leave(&self) -> Result<()> {
        use {client_session as portal, staff_session as console};
        let system = self.app.database.system();
        system.delete::<portal::Entity>().filter(portal::Column::AgencyId.eq(self.agency)).exec().await?;
        let house = self.house();
        let ended = house.update::<console::Entity>().set(console::Column::EndedAt, house.now());
        ended.filter(console::Column::EndedAt.is_null()).exec().await.map(drop)
    }

    /// Lets what was done have its consequences.
    pub async fn settle(&self) -> Result<()> {
        self.runner.drain().await.map(drop)
    }

    /// Whether this is somebody of the staff.
    pub fn is_staff(&self, email: &str) -> bool {
        self.staff.contains_key(email)
    }

    /// Somebody of the staff.
    pub fn staff_id(&self, email: &str) -> Result<StaffId> {
        self.staff.get(email).copied().ok_or(Error::NotFound)
    }
}
