//! The portal's own pages, asked for on behalf of somebody who is not there: through the same gate and the
//! same handlers, with a scope that refuses to write.

use std::collections::BTreeMap;
use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::http::{Method, StatusCode, header};
use poem::{Endpoint, Request, Response};

use super::pages::{Audience, Page};
use super::places;
use super::site::Site;
use crate::access::{Database, Facts, RequestBody, StandIn};
use crate::error::{Error, Result};

/// The portal, to be looked at as somebody else.
#[derive(Clone)]
pub struct Mirror {
    pages: Arc<Vec<Page>>,
    portal: Arc<BoxEndpoint<'static, Response>>,
    database: Database,
    site: Arc<Site>,
}

/// What somebody would get to see.
pub struct Reflection {
    pub status: StatusCode,
    /// Where they would be sent.
    pub location: Option<String>,
    pub html: String,
}

impl Mirror {
    /// A mirror of these pages.
    pub fn new(
        pages: Vec<Page>,
        portal: Arc<BoxEndpoint<'static, Response>>,
        database: Database,
        site: Arc<Site>,
    ) -> Self {
        Self { pages: Arc::new(pages), portal, database, site }
    }

    /// The page of the portal's inside that stands at this path, and the ids that the path holds.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `path` where there is none.
    pub fn page(&self, path: &str) -> Result<(Audience, BTreeMap<&'static str, String>)> {
        let plain = path.split(['?', '#']).next().unwrap_or_default();
        let shown = self.pages.iter().filter(|page| page.method == Method::GET);
        // One's own account is nobody else's to look at.
        let outside = [Audience::Public, Audience::StaffDoor, Audience::SignedIn];
        let inside = shown.filter(|page| !outside.contains(&page.audience));
        // A stream has no end to wait for.
        let inside = inside.filter(|page| page.path != places::EVENTS);
        // A path of fixed words stands before one with a place for an id.
        let mut found: Vec<_> = inside.filter_map(|page| Some((page, ids(page.path, plain)?))).collect();
        found.sort_by_key(|(_, ids)| ids.len());
        let unknown = || Error::field("path", "There is no such page in the portal, or it is the person's own.");
        found.into_iter().next().map(|(page, ids)| (page.audience, ids)).ok_or_else(unknown)
    }

    /// What the person would get to see at this path.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `path` where it is no address.
    pub async fn reflect(&self, who: StandIn, facts: &Facts, path: &str) -> Result<Reflection> {
        let uri = path.parse().map_err(|_| Error::field("path", "This is not an address."))?;
        let mut request = Request::builder().method(Method::GET).uri(uri).finish();
        request.set_data(Facts { path: request.uri().path().to_owned(), ..facts.clone() });
        request.set_data(RequestBody::default());
        request.set_data(self.database.clone());
        request.set_data(self.site.clone());
        request.set_data(who);
        let response = self.portal.get_response(request).await;
        let location = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let status = response.status();
        // A file is none of ours to look into; that it is there is all there is to say.
        let html = match response.content_type() {
            Some(kind) if kind.starts_with("text/html") => {
                response.into_body().into_string().await.map_err(Error::internal)?
            }
            _ => String::new(),
        };
        Ok(Reflection { status, location, html })
    }
}

/// What stands in the places of a pattern, where a path fits it.
fn ids(pattern: &'static str, path: &str) -> Option<BTreeMap<&'static str, String>> {
    let (wanted, given): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let fits = |(wanted, given): (&&str, &&str)| wanted == given || (wanted.starts_with(':') && !given.is_empty());
    if wanted.len() != given.len() || !wanted.iter().zip(&given).all(fits) {
        return None;
    }
    let named = wanted.into_iter().zip(given).filter_map(|(name, value)| Some((name.strip_prefix(':')?, value)));
    Some(named.map(|(name, value)| (name, value.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn a_path_fits_a_pattern_part_by_part() {
        assert_eq!(ids("/portal", "/portal").map(|ids| ids.len()), Some(0));
        assert_eq!(ids("/portal/requests/:request_id", "/portal/requests/7").unwrap_or_default()["request_id"], "7");
        for path in ["/portal/requests", "/portal/requests/", "/portal/requests/7/messages", "/portal/projects/7"] {
            assert_eq!(ids("/portal/requests/:request_id", path), None, "{path}");
        }
    }
}
