use poem::Request;
use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::explain::{Check, explain};
use super::service::{Look, mirror};
use crate::access::Facts;
use crate::api::{Outcome, Staff, Tag};
use crate::error::{Error, Result};
use crate::web::Mirror;

/// A page of the portal as somebody would see it.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct MirroredPage {
    pub path: String,
    /// What the portal answers: 200, or 404 where this person sees nothing.
    pub status: u16,
    /// Where the portal would send them instead.
    pub location: Option<String>,
    pub title: String,
    /// The page's content as text.
    pub lines: Vec<String>,
    /// The ways on within the portal, in the page's order.
    pub links: Vec<MirroredLink>,
}

/// A way on from a page.
#[derive(Object)]
pub struct MirroredLink {
    pub label: String,
    pub path: String,
}

/// Whether somebody can see a page, and why.
#[derive(Object)]
pub struct AccessExplanation {
    /// What the portal itself decides.
    pub allowed: bool,
    /// What it looked at, in its order.
    pub checks: Vec<AccessCheck>,
}

/// Something that had to be so.
#[derive(Object)]
pub struct AccessCheck {
    /// `account`, `membership`, `workspace`, `second_factor`, `module`, `permission`, `thing` or `sent_on`.
    pub name: String,
    pub passed: bool,
    pub text: String,
}

impl From<Check> for AccessCheck {
    fn from(check: Check) -> Self {
        Self { name: check.name.to_owned(), passed: check.passed, text: check.text }
    }
}

fn facts(request: &Request) -> Result<&Facts> {
    request.data::<Facts>().ok_or_else(|| Error::internal(anyhow::anyhow!("a request without facts")))
}

/// The portal as its people see it.
pub struct MirrorApi;

#[OpenApi(tag = "Tag::Mirror")]
impl MirrorApi {
    /// A page of the portal as this person would see it. Looking changes nothing for them, and is in the
    /// audit trail.
    #[oai(path = "/clients/:client_id/mirror", method = "get", operation_id = "client_mirror")]
    async fn mirror(
        &self,
        Staff(scope): Staff,
        portal: Data<&Mirror>,
        request: &Request,
        client_id: Path<Uuid>,
        workspace_id: Query<Uuid>,
        /// The page's address within the portal; the dashboard where nothing is said.
        #[oai(validator(max_length = "500"))]
        path: Query<Option<String>>,
    ) -> Outcome<Json<MirroredPage>> {
        let path = path.0.unwrap_or_else(|| "/portal".to_owned());
        let look = Look { person: client_id.0.into(), workspace: workspace_id.0.into(), path: &path };
        let (answer, text) = mirror(&scope, portal.0, facts(request)?, look).await?;
        let links = text.links.into_iter().map(|link| MirroredLink { label: link.label, path: link.path });
        Ok(Json(MirroredPage {
            status: answer.status.as_u16(),
            location: answer.location,
            title: text.title,
            lines: text.lines,
            links: links.collect(),
            path,
        }))
    }

    /// Why this person can or cannot see a page of the portal.
    #[oai(path = "/clients/:client_id/access", method = "get", operation_id = "client_access_explain")]
    async fn explain(
        &self,
        Staff(scope): Staff,
        portal: Data<&Mirror>,
        request: &Request,
        client_id: Path<Uuid>,
        workspace_id: Query<Uuid>,
        /// The page's address within the portal.
        #[oai(validator(max_length = "500"))]
        path: Query<String>,
    ) -> Outcome<Json<AccessExplanation>> {
        let look = Look { person: client_id.0.into(), workspace: workspace_id.0.into(), path: &path.0 };
        let explained = explain(&scope, portal.0, facts(request)?, look).await?;
        let checks = explained.checks.into_iter().map(AccessCheck::from).collect();
        Ok(Json(AccessExplanation { allowed: explained.allowed, checks }))
    }
}
