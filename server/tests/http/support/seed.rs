//! Peoples the template database, through the verbs that everybody uses.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use portico::access::{self, AgencyScope, ClientScope, Database, Facts, Modules, Permissions, RequestSubmitter};
use portico::app::App;
use portico::clock::Clock;
use portico::entity::words::{ProjectStatus, RequestKind, ReviewRule, StaffRole, WorkflowEngine};
use portico::entity::{
    activity, approval_version, client_notification, domain, form_submission, invitation, staff_notification,
};
use portico::features::{
    agencies, approvals, connections, files, forms, invitations, projects, requests, sign_in, staff, staff_sign_in,
    workflows, workspaces,
};
use portico::ids::{AgencyId, ClientId, FormSubmissionId, Id, StaffId, UploadId, WorkspaceId};
use portico::mail::Kept;
use portico::passwords;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;
use uuid::Uuid;

use super::app::{CHEAP, DRAWER, config};
use super::cast::{self, Cast, PASSWORD, World, canaries};
use super::pictures::{A4, pdf_of, png};

mod money;

struct House<'a> {
    app: &'a App,
    id: AgencyId,
    host: &'static str,
    hash: &'a str,
    people: BTreeMap<&'static str, Uuid>,
}

/// Fills a migrated database.
pub async fn people(url: &str, folder: &Path) -> Cast {
    passwords::at_cost(CHEAP, 1);
    let database = Database::connect(url, Clock::default(), &config(folder).master_key().unwrap()).await.unwrap();
    let app = App::new(&config(folder), database.clone(), Arc::new(Kept::default())).unwrap();
    let app = app.drawing_with(DRAWER.into());
    let hash = cheap_hash();
    let mut north = House::build(&app, &hash, "Northwind Studio", "northwind.localhost").await;
    for (name, role) in [("olivia", StaffRole::Owner), ("adam", StaffRole::Admin), ("mia", StaffRole::Member)] {
        north.hire(name, role).await;
    }
    let all = Permissions::ALL;
    let none = Permissions::default();
    let acme = north.world("acme", canaries::ACME, &[("carla", all), ("victor", none)], "mia").await;
    let bluebird = north.world("bluebird", canaries::BLUEBIRD, &[("ben", all)], "mia").await;
    let east = north.world("east", canaries::EAST, &[("fiona", all)], "mia").await;
    let west = north.world("west", canaries::WEST, &[("fiona", all)], "mia").await;
    let mut house = House::build(&app, &hash, "Harbor & Pine", "harbor.localhost").await;
    house.hire("henry", StaffRole::Owner).await;
    let harbor = house.world("harbor", canaries::HARBOR, &[("hana", all)], "henry").await;
    let mut told = BTreeMap::new();
    for house in [&north, &house] {
        for person in ["olivia", "adam", "mia", "henry"] {
            if let Some(id) = house.people.get(person) {
                use staff_notification::{Column, Entity};
                let told_to =
                    house.scope().find::<Entity>().filter(Column::StaffUserId.eq(StaffId::from(*id))).all().await;
                told.insert(person, told_to.unwrap().remove(0).id.into());
            }
        }
    }
    let mut people = north.people;
    people.extend(house.people);
    database.close().await;
    Cast { acme, bluebird, east, west, harbor, people, told }
}

/// A hash that costs nothing, so that signing in costs nothing: its parameters stand in it.
fn cheap_hash() -> String {
    let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(CHEAP, 1, 1, None).unwrap());
    weak.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
}

impl<'a> House<'a> {
    async fn build(app: &'a App, hash: &'a str, name: &str, host: &'static str) -> Self {
        let slug = host.split('.').next().unwrap();
        let second = format!("second.{host}");
        let hosts = [host, second.as_str()];
        let new =
            agencies::NewAgency { name, slug, time_zone: "Europe/Berlin", accent: Some("#0f766e"), hosts: &hosts };
        let id = agencies::create(&app.database.system(), new).await.unwrap();
        Self { app, id, host, hash, people: BTreeMap::new() }
    }

    fn scope(&self) -> AgencyScope {
        self.app.database.system().agency(self.id)
    }

    async fn second_host(&self) -> Uuid {
        let second = format!("second.{}", self.host);
        let row = self.scope().find::<domain::Entity>().filter(domain::Column::Host.eq(second)).one().await;
        row.unwrap().id.into()
    }

    async fn hire(&mut self, name: &'static str, role: StaffRole) {
        let new = staff::NewStaff {
            email: cast::email(name),
            name: titled(name),
            role,
            title: Some("Project manager".into()),
            phone: Some("+49 30 1234567".into()),
            password_hash: self.hash.to_owned(),
        };
        self.people.insert(name, staff::create(&self.scope(), new).await.unwrap().into());
    }

    /// A workspace with something of everything, each text holding its canary.
    async fn world(
        &mut self,
        slug: &str,
        canary: &'static str,
        members: &[(&'static str, Permissions)],
        by: &str,
    ) -> World {
        let scope = self.scope();
        let new = workspaces::NewWorkspace {
            // The switcher names one's other workspaces: these two may be read by their one client at either.
            name: if slug == "east" || slug == "west" { slug.into() } else { format!("{canary} workspace") },
            slug: slug.into(),
            show_team_members: true,
            modules: Modules { work: true, automation: true, billing: true },
        };
        let workspace = workspaces::create(&scope.clone().admin().unwrap(), new).await.unwrap();
        let staff: Vec<Uuid> =
            ["mia", "olivia", "adam", "henry"].iter().filter_map(|name| self.people.get(name)).copied().collect();
        for (position, person) in staff.iter().enumerate() {
            let position = i32::try_from(position).unwrap();
            workspaces::assign_manager(&scope, workspace, (*person).into(), position).await.unwrap();
        }
        let mut member = None;
        for (name, allowed) in members {
            let known = self.people.get(name).copied();
            let client: ClientId = match known {
                Some(id) => id.into(),
                None => workspaces::create_client(&scope, &cast::email(name), &titled(name), self.hash).await.unwrap(),
            };
            self.people.insert(name, client.into());
            let id = workspaces::grant(&scope, workspace, client, *allowed).await.unwrap();
            member.get_or_insert(Uuid::from(id));
        }
        let first = members[0].0;
        let mut world = self.work(workspace, canary, first, by).await;
        world.member = member.unwrap();
        world.staff = self.people[by];
        world
    }

    async fn work(&self, workspace: WorkspaceId, canary: &'static str, client: &str, by: &str) -> World {
        let system = self.app.database.system();
        let facts = Facts {
            host: self.host.into(),
            authority: self.host.into(),
            secure: false,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            path: String::new(),
            user_agent: "seed".into(),
            request_id: String::new(),
        };
        let entrance = sign_in::sign_in(&system, self.id, &cast::email(client), PASSWORD, &facts).await.unwrap();
        let sign_in::Entrance::Session(cookie) = entrance else { panic!("{client} has a second factor") };
        let theirs = access::client_scope(&self.app.database, &cookie, self.host, Some(workspace)).await.unwrap();
        let theirs = RequestSubmitter::new(theirs).unwrap();
        let email = cast::email(by);
        let proof = staff_sign_in::Proof { email: &email, password: PASSWORD, code: None };
        let pair = staff_sign_in::sign_in(&system, &self.app.tokens, self.id, proof, &facts).await;
        let ours = access::scope_of_token(&self.app.database, &self.app.tokens, &pair.unwrap().access).await.unwrap();

        let (project, milestone, task) = self.project(&ours, workspace, canary, by).await;
        let (second_project, second_milestone, second_task) = self.project(&ours, workspace, canary, by).await;
        projects::staff_comment(&ours, project.into(), &format!("{canary} comment"), &[]).await.unwrap();
        let new = requests::NewRequest {
            kind: RequestKind::Job,
            category: "design".into(),
            subject: format!("{canary} subject"),
            body: format!("{canary} body"),
            project: Some(project.into()),
        };
        let request = requests::create(&theirs, new, &[]).await.unwrap();
        let message = requests::reply(&ours, request, &format!("{canary} reply"), &[]).await.unwrap();
        let note = format!("{} {canary} note", canaries::NOTE);
        let noted = format!("{} {canary}.png", canaries::NOTE);
        let noted = self.upload(&ours, &noted, [png(32, 24), noted.as_bytes().to_vec()].concat()).await;
        let note = requests::note(&ours, request, &note, &[noted]).await.unwrap().id;
        let words = format!("% {canary}");
        let upload = self.upload(&ours, &format!("{canary}.pdf"), pdf_of(&[(A4, words.as_str())])).await;
        let delivered = files::publish(&ours, workspace, Some(project.into()), &[upload]).await.unwrap();
        let invite = invitations::Invite {
            email: format!("invited@{canary}.test"),
            name: Some(format!("{canary} invited")),
            permissions: Permissions::default(),
        };
        let inviter = access::Inviter::new(ClientScope::clone(&theirs)).unwrap();
        invitations::invite_colleague(&inviter, invite, "http://localhost").await.unwrap();
        let invitation = theirs.find::<invitation::Entity>().one().await.unwrap().id.into();
        self.app.runner().drain().await.unwrap();
        let (approval, step, version, comment) = self.approval(&ours, workspace, project, canary).await;
        let (_, second_step, _, second_comment) = self.approval(&ours, workspace, project, canary).await;
        let (invoice, payment, credit) = self.billed(&ours, workspace, project, canary).await;
        let (product, price, subscription) = self.sold(&ours, workspace, canary).await;
        let (form, submission) = self.form(&ours, &theirs, workspace, canary).await;
        let (workflow, workflow_version, workflow_trigger, run) = self.workflow(&ours, workspace, canary).await;
        let (engine, workflow_template) = self.shared(&ours, canary).await;
        let (provider_client, connection, credential_request) = self.connected(&ours, workspace, canary).await;
        // Nobody is told of these, so that tests count what they bring about themselves.
        let news = ours.update::<activity::Entity>().set(activity::Column::Untold, false);
        news.exec().await.unwrap();
        // The invoice is put on paper here, once for all tests.
        self.app.runner().drain().await.unwrap();
        let person: ClientId = self.people[client].into();
        let told = system.agency(self.id);
        let told = told.find::<client_notification::Entity>();
        let told = told.filter(client_notification::Column::WorkspaceId.eq(workspace));
        let told = told.filter(client_notification::Column::ClientUserId.eq(person)).first().await.unwrap().unwrap();
        World {
            agency: self.id.into(),
            workspace: workspace.into(),
            project,
            milestone,
            task,
            second_project,
            second_milestone,
            second_task,
            request: request.into(),
            message: message.into(),
            note: note.into(),
            approval,
            step,
            version,
            comment,
            second_step,
            second_comment,
            file: delivered[0].id.into(),
            upload: upload.into(),
            noted: noted.into(),
            invoice,
            payment,
            credit,
            product,
            price,
            subscription,
            form,
            submission,
            workflow,
            workflow_version,
            workflow_trigger,
            engine,
            workflow_template,
            run,
            connection,
            provider_client,
            credential_request,
            client: person.into(),
            member: Uuid::nil(),
            domain: self.second_host().await,
            staff: Uuid::nil(),
            invitation,
            client_notification: told.id.into(),
            canary,
        }
    }

    /// An approval with its step, the version and a comment on it.
    async fn approval(
        &self,
        scope: &AgencyScope,
        workspace: WorkspaceId,
        project: Uuid,
        canary: &str,
    ) -> (Uuid, Uuid, Uuid, Uuid) {
        use approval_version::{Column, Entity};
        let new = approvals::NewApproval {
            title: format!("{canary} approval"),
            workspace,
            project: Some(project.into()),
            parallel: false,
            steps: vec![approvals::NewStep {
                title: format!("{canary} step"),
                instructions: format!("{canary} instructions"),
                rule: ReviewRule::Any,
                quorum: None,
                due_at: None,
                reviewers: Vec::new(),
                version: Some(approvals::NewVersion { body: format!("{canary} draft"), files: Vec::new() }),
            }],
        };
        let id = approvals::create(scope, new).await.unwrap();
        let version = scope.find::<Entity>().filter(Column::ApprovalId.eq(id)).one().await.unwrap();
        let new =
            approvals::NewComment { version: version.id, body: format!("{canary} remark"), anchor: None, parent: None };
        let comment = approvals::staff_comment(scope, id, new, &[]).await.unwrap();
        (id.into(), version.step_id.into(), version.id.into(), comment.id.into())
    }

    /// A published form, and what was sent of it.
    async fn form(
        &self,
        ours: &AgencyScope,
        theirs: &ClientScope,
        workspace: WorkspaceId,
        canary: &str,
    ) -> (Uuid, Uuid) {
        let asks = format!("pages: [{{ fields: [{{ name: word, type: text, label: {canary} word }}] }}]");
        let new = forms::NewForm { workspace, title: format!("{canary} form"), slug: None, schema: asks };
        let form = forms::create(ours, new).await.unwrap();
        let submission = form_submission::ActiveModel {
            id: Set(FormSubmissionId::new()),
            agency_id: NotSet,
            workspace_id: NotSet,
            form_id: Set(form.id),
            version_id: Set(form.version_id.unwrap()),
            run_id: Set(None),
            answers: Set(json!({ "word": format!("{canary} answer") }).to_string()),
            author_id: Set(theirs.person()),
            author_name: Set(format!("{canary} author")),
            created_at: Set(ours.now()),
        };
        (form.id.into(), theirs.insert(submission).await.unwrap().id.into())
    }

    /// A published workflow with its version, what starts it, and a run.
    async fn workflow(&self, scope: &AgencyScope, workspace: WorkspaceId, canary: &str) -> (Uuid, Uuid, Uuid, Uuid) {
        let new = workflows::NewWorkflow {
            workspace,
            name: format!("{canary} workflow"),
            purpose: format!("{canary} purpose"),
            client_triggerable: false,
            at_once: 1,
        };
        let workflow = workflows::create(scope, new).await.unwrap();
        let text = format!("steps:\n  - {{ id: one, set: {{ x: {canary} }} }}\n");
        let version = workflows::save_version(scope, workflow, &text).await.unwrap();
        workflows::publish(scope, workflow, None, version).await.unwrap();
        let hook = workflows::NewTrigger::Webhook { signed: false };
        let trigger = workflows::create_trigger(scope, workflow, hook).await.unwrap().row.id;
        let run = workflows::start(scope, workflow, &workflows::Given::new()).await.unwrap();
        (workflow.into(), version.into(), trigger.into(), run.into())
    }

    /// Another engine, and a workflow that is written for many.
    async fn shared(&self, scope: &AgencyScope, canary: &str) -> (Uuid, Uuid) {
        let engine = workflows::NewEngine {
            kind: WorkflowEngine::Http,
            name: format!("{canary} engine"),
            url: "https://engine.example.com".into(),
            api_key: None,
        };
        let template = workflows::NewTemplate {
            name: format!("{canary} template"),
            purpose: format!("{canary} purpose"),
            definition: format!("steps:\n  - {{ id: one, set: {{ x: {canary} }} }}\n"),
        };
        let engine = workflows::create_engine(&self.scope().admin().unwrap(), engine).await.unwrap().id;
        (engine.into(), workflows::create_template(scope, template).await.unwrap().into())
    }

    /// An account to connect, what it is made with, and a request for it.
    async fn connected(&self, scope: &AgencyScope, workspace: WorkspaceId, canary: &str) -> (Uuid, Uuid, Uuid) {
        // Nobody answers there.
        let settings = connections::Settings {
            authorize_url: Some("http://127.0.0.1:1/auth".into()),
            token_url: Some("http://127.0.0.1:1/token".into()),
            hosts: Some(vec!["127.0.0.1".into()]),
            ..connections::Settings::default()
        };
        let new = connections::NewClient {
            provider: "oauth2".into(),
            name: Some(format!("{canary} provider")),
            oauth_client: Some("seed".into()),
            oauth_secret: Some("seed-secret".into()),
            settings,
        };
        let admin = self.scope().admin().unwrap();
        let client = connections::set_up(&admin, self.app.connector(), new).await.unwrap().id;
        let new = connections::NewConnection { workspace, client, name: format!("{canary} account") };
        let connection = connections::create(scope, new).await.unwrap();
        let new = connections::NewRequest {
            workspace,
            email: format!("owner@{canary}.test"),
            message: format!("{canary} please"),
            connections: vec![connection],
        };
        let (request, _) = connections::ask(scope, new, "http://localhost").await.unwrap();
        (client.into(), connection.into(), request.row.id.into())
    }

    async fn upload(&self, scope: &AgencyScope, name: &str, content: Vec<u8>) -> UploadId {
        let content = futures_util::stream::iter([Ok(content.into())]);
        let sent = files::Sent { name: name.into(), sha256: None, content };
        let stored = files::store(scope, self.app.storage(), sent).await.unwrap();
        files::keep(scope, self.app.storage(), stored).await.unwrap().id
    }

    async fn project(&self, scope: &AgencyScope, workspace: WorkspaceId, canary: &str, by: &str) -> (Uuid, Uuid, Uuid) {
        let new = projects::NewProject {
            workspace,
            name: format!("{canary} project"),
            summary: format!("{canary} summary"),
            status: ProjectStatus::Active,
            starts_on: None,
            due_on: None,
        };
        let project = projects::create(scope, new).await.unwrap();
        let new = projects::NewMilestone { name: format!("{canary} milestone"), due_on: None };
        let milestone = projects::add_milestone(scope, project, new).await.unwrap().id;
        let new = projects::NewTask {
            title: format!("{canary} task"),
            milestone: Some(milestone),
            due_on: None,
            assignees: vec![self.people[by].into()],
        };
        let task = projects::add_task(scope, project, new).await.unwrap().id;
        (project.into(), milestone.into(), task.into())
    }
}

fn titled(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
