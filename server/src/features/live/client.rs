use std::sync::Arc;

use futures_util::stream;
use poem::web::Data;
use poem::web::sse::Event as Sent;
use poem::{Request, Response, handler};
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::{HEARTBEAT, in_turn, streamed};
use crate::access::{self, ClientScope, ClientTopic, Database, Event, Facts, Permission, Viewer};
use crate::error::Error;
use crate::ids::WorkspaceId;
use crate::web::{Audience, Pages, cookies, places};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.stream(places::EVENTS, Audience::Client, events)
}

/// A portal page that listens.
struct Listener {
    database: Database,
    cookie: String,
    host: String,
    workspace: WorkspaceId,
    viewer: Arc<Viewer>,
    events: Receiver<Event>,
    stop: CancellationToken,
}

#[handler]
async fn events(
    scope: ClientScope,
    request: &Request,
    database: Data<&Database>,
    viewer: Data<&Arc<Viewer>>,
    stop: Data<&CancellationToken>,
) -> poem::Result<Response> {
    let listener = Listener {
        events: database.hub().listen(),
        database: database.clone(),
        cookie: cookies::session(request).ok_or(Error::NotFound)?,
        host: request.data::<Facts>().map(|facts| facts.host.clone()).unwrap_or_default(),
        workspace: scope.workspace(),
        viewer: viewer.clone(),
        stop: stop.clone(),
    };
    Ok(streamed(stream::unfold(Some(listener), Listener::next)))
}

impl Listener {
    /// The next thing to say. Before anything is said, the session is asked again: whoever was removed or
    /// signed out hears that and nothing more, so that the page that listens closes.
    async fn next(listener: Option<Self>) -> Option<(Sent, Option<Self>)> {
        let mut this = listener?;
        let stop = this.stop.clone();
        let topic = tokio::select! {
            () = stop.cancelled() => return None,
            topic = this.heard() => topic,
            () = tokio::time::sleep(HEARTBEAT) => None,
        };
        let Some(viewer) = in_turn(this.still_here()).await.flatten() else {
            return Some((Sent::message("{}").event_type("gone"), None));
        };
        this.viewer = Arc::new(viewer);
        let said = match topic {
            Some(topic) => Sent::message(json!({ "topic": topic }).to_string()).event_type("change"),
            None => Sent::message("{}").event_type("beat"),
        };
        Some((said, Some(this)))
    }

    async fn heard(&mut self) -> Option<String> {
        loop {
            match self.events.recv().await {
                Ok(Event::Client(event)) => {
                    let mine = event.workspace == self.workspace
                        && event.person.is_none_or(|person| person == self.viewer.person);
                    if mine && self.may_hear(event.topic) {
                        return Some(event.topic.to_string());
                    }
                }
                Ok(Event::Resync) | Err(RecvError::Lagged(_)) => return Some("resync".into()),
                Ok(Event::Staff(_) | Event::Work(_) | Event::Happened) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn may_hear(&self, topic: ClientTopic) -> bool {
        let seat = self.viewer.current();
        match topic {
            ClientTopic::Request(_) | ClientTopic::Requests => {
                seat.is_some_and(|seat| seat.allows(Permission::SubmitRequests))
            }
            ClientTopic::Project(_) | ClientTopic::Approval(_) | ClientTopic::Approvals => {
                seat.is_some_and(|seat| seat.modules.work)
            }
            ClientTopic::Invoice(_) | ClientTopic::Invoices => {
                seat.is_some_and(|seat| seat.allows(Permission::ViewInvoices))
            }
            ClientTopic::Run(_) | ClientTopic::Runs | ClientTopic::Workflows | ClientTopic::Forms => {
                seat.is_some_and(|seat| seat.modules.automation)
            }
            ClientTopic::Connections => seat.is_some_and(|seat| seat.allows(Permission::ManageConnections)),
            ClientTopic::Notifications => true,
        }
    }

    /// The viewer as of now, if the session still stands and the workspace is still theirs.
    fn still_here(&self) -> impl Future<Output = Option<Viewer>> + Send + use<> {
        let (database, cookie, host) = (self.database.clone(), self.cookie.clone(), self.host.clone());
        let workspace = self.workspace;
        async move {
            let viewer = access::resolve(&database, &cookie, &host, Some(workspace)).await.ok()??;
            (viewer.open()?.workspace == workspace).then_some(viewer)
        }
    }
}
