use std::collections::{BTreeSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr};

use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderMap, Method, header};
use poem::{Body, Endpoint, Request, Response};

use super::paper;
use crate::access::Facts;
use crate::app::App;
use crate::error::{Error, Result};
use crate::features::sign_in;
use crate::ids::{AgencyId, ClientId, WorkspaceId};
use crate::web::cookies;

/// The server as its visitors meet it, asked within the process.
pub struct Served {
    endpoint: BoxEndpoint<'static, Response>,
    secure: bool,
}

impl Served {
    /// What an app serves.
    pub fn new(app: &App) -> Self {
        Self::over(app, app.endpoint())
    }

    /// The same with something before what the app serves.
    pub fn over(app: &App, endpoint: BoxEndpoint<'static, Response>) -> Self {
        Self { endpoint, secure: app.site.base_url.starts_with("https://") }
    }

    /// Nobody in particular, at a host.
    pub fn stranger(&self, host: &str) -> Visitor<'_> {
        Visitor { served: self, host: host.to_owned(), cookie: None, facts: None }
    }

    /// A client who looks at a workspace. The session is real; [`Visitor::leave`] ends it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn client(
        &self,
        app: &App,
        agency: AgencyId,
        person: ClientId,
        workspace: WorkspaceId,
        host: &str,
    ) -> Result<Visitor<'_>> {
        let facts = Facts {
            host: host.split(':').next().unwrap_or_default().to_owned(),
            authority: host.to_owned(),
            secure: self.secure,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            path: String::new(),
            user_agent: "doctor".into(),
            request_id: String::new(),
        };
        // The trail says who it was that looked.
        let account = app.database.system().account(agency, person, "The doctor of this install", &facts);
        let token = account.transaction(async |account| sign_in::open_session(&account, &facts).await).await?;
        let pair = |cookie: String| cookie.split(';').next().unwrap_or_default().to_owned();
        let session = pair(cookies::open_session(self.secure, &token));
        let workspace = pair(cookies::remember_workspace(self.secure, workspace));
        Ok(Visitor {
            served: self,
            host: host.to_owned(),
            cookie: Some((token, format!("{session}; {workspace}"))),
            facts: Some(facts),
        })
    }
}

/// Somebody who opens pages.
pub struct Visitor<'a> {
    served: &'a Served,
    host: String,
    cookie: Option<(String, String)>,
    facts: Option<Facts>,
}

/// What was answered.
pub struct Seen {
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    body: Vec<u8>,
}

impl Seen {
    /// What it holds, byte for byte.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What kind of thing it is.
    pub fn kind(&self) -> &str {
        self.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads, where it is no page itself.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION)?.to_str().ok()
    }

    /// Whether it is a PDF of the agency's; one that somebody uploaded is served as no kind in particular.
    pub fn is_paper(&self) -> bool {
        self.kind().starts_with("application/pdf")
    }

    /// Everything in it that is text, headers included; of a PDF, what its pages and its files say. None where it
    /// is a PDF that nobody can read.
    pub fn text(&self) -> Option<String> {
        let headers = format!("{:?}", self.headers);
        if self.is_paper() {
            return Some(format!("{headers}\n{}", paper::words(&self.body)?));
        }
        let readable = ["text/", "json", "svg", "javascript"].iter().any(|kind| self.kind().contains(kind));
        Some(if readable { format!("{headers}\n{}", String::from_utf8_lossy(&self.body)) } else { headers })
    }

    /// The addresses of ours that it loads or leads to.
    pub fn addresses(&self) -> BTreeSet<String> {
        if self.kind().starts_with("text/html") {
            addresses(&String::from_utf8_lossy(&self.body))
        } else {
            BTreeSet::new()
        }
    }
}

/// The addresses of ours that some markup loads or leads to.
pub fn addresses(markup: &str) -> BTreeSet<String> {
    let marks = ["href=\"", "src=\"", "srcset=\""];
    let found = marks.iter().flat_map(|mark| markup.split(mark).skip(1)).filter_map(|rest| rest.split('"').next());
    let plain = found.map(|address| address.split('#').next().unwrap_or_default().replace("&amp;", "&"));
    plain.filter(|address| address.starts_with('/') && !address.starts_with("/dashboard")).collect()
}

impl Visitor<'_> {
    /// Opens a page as one that is fetched ahead: nobody looks at it, and so it opens no approval in a client's name.
    pub async fn get(&self, path: &str) -> Seen {
        self.send(Method::GET, path, &[("sec-purpose", "prefetch")], Vec::new()).await
    }

    /// Sends anything.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Seen {
        let mut request = Request::builder().method(method).header("host", &self.host).header("accept", "text/html");
        if let Ok(uri) = path.parse() {
            request = request.uri(uri);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some((_, cookie)) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let response = self.served.endpoint.get_response(request.body(Body::from_vec(body))).await;
        let (parts, body) = response.into_parts();
        let body = body.into_vec().await.unwrap_or_default();
        Seen { path: path.to_owned(), status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Opens everything that can be reached by links from these pages, up to `most`, and calls `look` for each.
    pub async fn walk(&self, from: &[String], most: usize, mut look: impl FnMut(&Seen)) -> usize {
        let mut known: BTreeSet<String> = from.iter().cloned().collect();
        let mut next: VecDeque<String> = from.iter().cloned().collect();
        let mut count = 0;
        while let Some(path) = next.pop_front().filter(|_| count < most) {
            let seen = self.get(&path).await;
            count += 1;
            look(&seen);
            for address in seen.addresses() {
                if known.insert(address.clone()) {
                    next.push_back(address);
                }
            }
        }
        count
    }

    /// Ends the session that was opened for this.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave(self, app: &App) -> Result<(), Error> {
        match (&self.cookie, &self.facts) {
            (Some((token, _)), Some(facts)) => sign_in::sign_out(&app.database.system(), token, facts).await,
            _ => Ok(()),
        }
    }
}
