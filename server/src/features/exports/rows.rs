use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::{ColumnTrait, DerivePartialModel};
use serde_json::{Value, json};

use super::format::Format;
use crate::access::{AgencyScope, Page, Paging, Permissions, Sort};
use crate::api::Rows;
use crate::entity::{client_user, membership, project, workspace};
use crate::error::Result;
use crate::features::requests::{Exported, StaffFilter, exported};
use crate::features::workspaces::permission_words;
use crate::ids::WorkspaceId;

/// What stands in a file.
pub enum Things {
    Clients,
    Projects,
    Requests(Box<StaffFilter>),
}

/// Things in a form.
pub struct File {
    pub things: Things,
    pub format: Format,
}

const CLIENTS: [&str; 8] = ["workspace", "short_name", "work", "automation", "billing", "name", "email", "permissions"];
const PROJECTS: [&str; 6] = ["workspace", "name", "status", "starts_on", "due_on", "description"];
const REQUESTS: [&str; 16] = [
    "external_id",
    "workspace",
    "subject",
    "body",
    "type",
    "category",
    "status",
    "priority",
    "author",
    "assignee",
    "project",
    "tags",
    "due_on",
    "created_at",
    "closed_at",
    "number",
];

impl Things {
    /// What a file of them says.
    pub fn columns(&self) -> &'static [&'static str] {
        match self {
            Self::Clients => &CLIENTS,
            Self::Projects => &PROJECTS,
            Self::Requests(_) => &REQUESTS,
        }
    }

    /// What they are called.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Projects => "projects",
            Self::Requests(_) => "requests",
        }
    }
}

impl Rows for File {
    async fn page(&self, scope: &AgencyScope, paging: &Paging) -> Result<Page<String>> {
        let columns = self.things.columns();
        let row = |cells: Vec<Value>| self.format.row(columns, cells);
        Ok(match &self.things {
            Things::Clients => clients(scope, paging).await?.map(|of_one| of_one.into_iter().map(row).collect()),
            Things::Projects => projects(scope, paging).await?.map(row),
            Things::Requests(wanted) => exported(scope, wanted, paging).await?.map(|one| row(request(one))),
        })
    }
}

/// A member of a workspace.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
struct Member {
    #[sea_orm(nested)]
    membership: membership::Model,
    #[sea_orm(nested)]
    person: Person,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "client_user::Entity")]
struct Person {
    name: String,
    email: String,
}

/// A page of workspaces, each with the rows of its people, or one without anybody.
async fn clients(scope: &AgencyScope, paging: &Paging) -> Result<Page<Vec<Vec<Value>>>> {
    use {membership::Column as M, workspace::Column as W};
    let page = scope.find::<workspace::Entity>().filter(W::ArchivedAt.is_null());
    let page = page.page(paging, Sort::oldest(|row: &workspace::Model| row.id.into())).await?;
    let members = scope.find::<membership::Entity>().filter(M::WorkspaceId.is_in(page.items.iter().map(|row| row.id)));
    let members = members.join::<client_user::Entity>(M::ClientUserId, client_user::Column::Id).asc(M::Id);
    let mut people: HashMap<WorkspaceId, Vec<Member>> = HashMap::new();
    for member in members.all_as::<Member>().await? {
        people.entry(member.membership.workspace_id).or_default().push(member);
    }
    Ok(page.map(|client| {
        let house = [
            json!(client.name),
            json!(client.slug),
            json!(client.work_on),
            json!(client.automation_on),
            json!(client.billing_on),
        ];
        let with = |person: [Value; 3]| house.iter().cloned().chain(person).collect::<Vec<Value>>();
        match people.get(&client.id) {
            None => vec![with([Value::Null, Value::Null, Value::Null])],
            Some(all) => all.iter().map(|one| with(person(one))).collect(),
        }
    }))
}

fn person(of: &Member) -> [Value; 3] {
    let allowed = Permissions::from(&of.membership);
    [json!(of.person.name), json!(of.person.email), json!(permission_words(&allowed))]
}

/// A page of projects.
async fn projects(scope: &AgencyScope, paging: &Paging) -> Result<Page<Vec<Value>>> {
    use {project::Column as P, workspace::Column as W};
    let page = scope.find::<project::Entity>().join::<workspace::Entity>(P::WorkspaceId, W::Id);
    let page = page.filter(W::ArchivedAt.is_null());
    let page = page.page(paging, Sort::oldest(|row: &project::Model| row.id.into())).await?;
    let owners = W::Id.is_in(page.items.iter().map(|row| row.workspace_id));
    let owners = scope.find::<workspace::Entity>().filter(owners).all().await?;
    let slugs: HashMap<WorkspaceId, String> = owners.into_iter().map(|row| (row.id, row.slug)).collect();
    Ok(page.map(|row| {
        vec![
            json!(slugs.get(&row.workspace_id)),
            json!(row.name),
            json!(row.status.as_str()),
            day(row.starts_on),
            day(row.due_on),
            json!(row.summary),
        ]
    }))
}

fn request(of: Exported) -> Vec<Value> {
    let Exported { request, workspace, project, author, assignee, tags, body, external_id } = of;
    vec![
        // By its own id it is known again where it comes back.
        json!(external_id.unwrap_or_else(|| request.id.to_string())),
        json!(workspace),
        json!(request.subject),
        json!(body),
        json!(request.kind.as_str()),
        json!(request.category),
        json!(request.stage.as_str()),
        json!(request.priority.as_str()),
        json!(author),
        json!(assignee),
        json!(project),
        json!(tags),
        day(request.due_on),
        time(Some(request.created_at)),
        time(request.closed_at),
        json!(request.number),
    ]
}

fn day(day: Option<NaiveDate>) -> Value {
    json!(day.map(|day| day.to_string()))
}

fn time(at: Option<DateTime<Utc>>) -> Value {
    json!(at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)))
}
