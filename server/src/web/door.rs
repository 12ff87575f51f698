use std::sync::Arc;

use maud::Markup;
use poem::http::StatusCode;
use poem::{FromRequest, IntoResponse, Request, RequestBody, Response};

use super::components::at_fault;
use super::layout::bare;
use super::site::Site;
use crate::access::{self, Agency, AgencyScope, Database, Facts, SystemScope, Viewer};
use crate::error::{Error, Result};

/// The agency's door: what a page for people who are not signed in needs.
pub struct Door {
    pub system: SystemScope,
    pub agency: Agency,
    pub facts: Facts,
    pub site: Arc<Site>,
    /// Who is signed in all the same.
    pub viewer: Option<Arc<Viewer>>,
}

impl<'a> FromRequest<'a> for Door {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(Self::of(request).await?)
    }
}

impl Door {
    /// The door of the agency that the request's host shows.
    ///
    /// # Errors
    /// [`Error::Misdirected`] when it shows none.
    pub async fn of(request: &Request) -> Result<Self> {
        let missing = || Error::internal(anyhow::anyhow!("the server was put together without its parts"));
        let system = request.data::<Database>().ok_or_else(missing)?.system();
        let facts = request.data::<Facts>().ok_or_else(missing)?.clone();
        let agency = access::agency_of_host(&system, &facts.host).await?.ok_or(Error::Misdirected)?;
        let site = request.data::<Arc<Site>>().ok_or_else(missing)?.clone();
        Ok(Self { system, agency, facts, site, viewer: request.data::<Arc<Viewer>>().cloned() })
    }

    /// The agency behind the door, before anybody is known.
    pub fn house(&self) -> AgencyScope {
        self.system.agency(self.agency.id)
    }

    /// A page of one card.
    pub fn page(&self, title: &str, content: Markup) -> Response {
        bare(&self.site, &self.agency, title, content).into_response()
    }

    /// A form that was not taken, drawn again; typing goes on where it is wrong.
    pub fn invalid(&self, title: &str, content: Markup) -> Response {
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, title, at_fault(content))
    }

    /// What is said where there is nothing.
    pub fn nothing(&self, title: &str, content: Markup) -> Response {
        self.answer(StatusCode::NOT_FOUND, title, content)
    }

    /// What is said where something else is in the way.
    pub fn conflict(&self, title: &str, content: Markup) -> Response {
        self.answer(StatusCode::CONFLICT, title, content)
    }

    fn answer(&self, status: StatusCode, title: &str, content: Markup) -> Response {
        (status, bare(&self.site, &self.agency, title, content)).into_response()
    }
}

/// The agency of somebody whom the gate has let in: by what it has set up they are told and served.
pub struct House(pub AgencyScope);

impl<'a> FromRequest<'a> for House {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let viewer = access::viewer(request)?;
        let missing = || Error::internal(anyhow::anyhow!("the server was put together without its database"));
        let system = request.data::<Database>().ok_or_else(missing)?.system();
        Ok(Self(system.agency(viewer.agency.id)))
    }
}
