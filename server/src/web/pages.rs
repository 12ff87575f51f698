//! The portal's route table. To register a page is to say who it is for; the one gate that every page stands
//! behind, and the tests that walk all pages as everybody, read it from here.

use std::collections::BTreeMap;

use poem::endpoint::{BoxEndpoint, make_sync};
use poem::http::Method;
use poem::middleware::Compression;
use poem::web::CompressionAlgo;
use poem::{Endpoint, EndpointExt, IntoResponse, Response, Route, RouteMethod};

use super::gate::Gate;
use crate::access::{Permission, Seat};
use crate::error::Error;

/// Who a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: the way in.
    Public,
    /// Staff in a browser, who have no session here. A client who comes by is sent home.
    StaffDoor,
    /// Whoever is signed in, even where no workspace is left to them: the way out.
    SignedIn,
    /// Whoever is signed in to a workspace.
    Client,
    /// Whoever is signed in to a workspace that has the Work part.
    Work,
    /// Whoever is signed in to a workspace that has the Automation part.
    Automation,
    /// Whoever may do this, in a workspace that has the part it belongs to.
    Permitted(Permission),
}

impl Audience {
    /// Whether a person with this seat is let in.
    pub fn admits(self, seat: &Seat) -> bool {
        match self {
            Self::Public | Self::StaffDoor | Self::SignedIn | Self::Client => true,
            Self::Work => seat.modules.work,
            Self::Automation => seat.modules.automation,
            Self::Permitted(permission) => seat.allows(permission),
        }
    }
}

/// A registered page.
#[derive(Clone, Debug)]
pub struct Page {
    pub method: Method,
    pub path: &'static str,
    pub audience: Audience,
}

/// Pages hold what people wrote beside the token of their forms; the token is masked anew each time, so that
/// the length of the compressed page tells nothing about it.
fn compression() -> Compression {
    Compression::new().algorithms([CompressionAlgo::GZIP])
}

/// The pages, as they are put together.
#[derive(Default)]
pub struct Pages {
    table: Vec<Page>,
    routes: BTreeMap<&'static str, RouteMethod>,
}

impl Pages {
    /// A page that shows something and changes nothing.
    pub fn get<E>(self, path: &'static str, audience: Audience, endpoint: E) -> Self
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.add(Method::GET, path, audience, endpoint)
    }

    /// A page that keeps talking, which nothing may hold back to compress it, or a file, which is sent as it is.
    pub fn stream<E>(mut self, path: &'static str, audience: Audience, endpoint: E) -> Self
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.routes.insert(path, RouteMethod::new().get(Gate { audience, inner: endpoint }));
        self.table.push(Page { method: Method::GET, path, audience });
        self
    }

    /// An action that answers with something long, like [`Pages::stream`].
    pub fn stream_post<E>(mut self, path: &'static str, audience: Audience, endpoint: E) -> Self
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.routes.insert(path, RouteMethod::new().post(Gate { audience, inner: endpoint }));
        self.table.push(Page { method: Method::POST, path, audience });
        self
    }

    /// An action.
    pub fn post<E>(self, path: &'static str, audience: Audience, endpoint: E) -> Self
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.add(Method::POST, path, audience, endpoint)
    }

    fn add<E>(mut self, method: Method, path: &'static str, audience: Audience, endpoint: E) -> Self
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        let gated: BoxEndpoint<'static, Response> =
            Gate { audience, inner: endpoint }.with(compression()).map_to_response().boxed();
        let route = self.routes.remove(path).unwrap_or_default();
        self.routes.insert(path, route.method(method.clone(), gated));
        self.table.push(Page { method, path, audience });
        self
    }

    /// Another feature's pages beside these.
    pub fn with(self, feature: impl FnOnce(Self) -> Self) -> Self {
        feature(self)
    }

    /// What is registered.
    pub fn table(&self) -> &[Page] {
        &self.table
    }

    /// The pages as routes. An address that is no page meets the gate, too: whoever does not belong there is sent to where
    /// they do.
    pub fn into_route(self) -> Route {
        let nothing = |_| Err::<Response, _>(poem::Error::from(Error::NotFound));
        let nowhere = |audience| RouteMethod::new().get(Gate { audience, inner: make_sync(nothing) });
        let route = Route::new()
            .at("/portal/*nowhere", nowhere(Audience::SignedIn))
            .at("/dashboard/*nowhere", nowhere(Audience::StaffDoor));
        self.routes.into_iter().fold(route, |route, (path, methods)| route.at(path, methods))
    }
}
