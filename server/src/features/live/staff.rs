use futures_util::stream;
use poem::http::StatusCode;
use poem::web::Data;
use poem::web::sse::Event as Sent;
use poem::{Request, Response, handler};
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{HEARTBEAT, in_turn, streamed};
use crate::access::{AgencyScope, Database, Event, StaffEvent, StaffEventKind};
use crate::api::admitted;
use crate::error::Error;

/// A console or an integration that listens.
struct Listener {
    scope: AgencyScope,
    events: Receiver<Event>,
    stop: CancellationToken,
}

/// `GET /api/v1/events`: a stream of what changes in the caller's agency. Asked for by `Accept`, since the
/// same address answers nothing else.
#[handler]
pub async fn endpoint(
    request: &Request,
    database: Data<&Database>,
    stop: Data<&CancellationToken>,
) -> poem::Result<Response> {
    let missing = Error::Unauthenticated { code: "token_missing", message: "this needs a bearer token" };
    let token = request.header("authorization").and_then(|value| value.strip_prefix("Bearer ")).ok_or(missing)?;
    let scope = admitted(request, token).await?;
    if request.header("accept") != Some("text/event-stream") {
        return Err(poem::Error::from_status(StatusCode::NOT_ACCEPTABLE));
    }
    let listener = Listener { scope, events: database.hub().listen(), stop: stop.clone() };
    Ok(streamed(stream::unfold(listener, Listener::next)))
}

impl Listener {
    async fn next(mut self) -> Option<(Sent, Self)> {
        let stop = self.stop.clone();
        let told = tokio::select! {
            () = stop.cancelled() => return None,
            told = self.heard() => told,
            () = tokio::time::sleep(HEARTBEAT) => None,
        };
        let scope = self.scope.clone();
        let signed_in = in_turn(async move { scope.still_signed_in().await.is_ok_and(|alive| alive) });
        signed_in.await.filter(|alive| *alive)?;
        Some((
            match told {
                Some(told) => Sent::message(told.to_string()).event_type("change"),
                None => Sent::message("{}").event_type("beat"),
            },
            self,
        ))
    }

    async fn heard(&mut self) -> Option<serde_json::Value> {
        loop {
            match self.events.recv().await {
                Ok(Event::Staff(event)) if self.concerns_me(&event) => return Some(wire(&event)),
                Ok(Event::Resync) | Err(RecvError::Lagged(_)) => {
                    return Some(json!({ "id": Uuid::now_v7(), "kind": "resync" }));
                }
                Ok(Event::Staff(_) | Event::Client(_) | Event::Work(_) | Event::Happened) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn concerns_me(&self, event: &StaffEvent) -> bool {
        let told_to_me =
            event.kind != StaffEventKind::NotificationCreated || event.actor == Some(self.scope.actor().id());
        event.agency == self.scope.agency() && told_to_me
    }
}

fn wire(event: &StaffEvent) -> serde_json::Value {
    let mut value = json!({ "id": Uuid::now_v7(), "kind": event.kind });
    let ids = [
        ("workspace_id", event.workspace.map(Uuid::from)),
        ("request_id", event.request.map(Uuid::from)),
        ("project_id", event.project.map(Uuid::from)),
        ("approval_id", event.approval.map(Uuid::from)),
        ("actor_id", event.actor),
    ];
    for (name, id) in ids {
        if let (Some(id), Some(fields)) = (id, value.as_object_mut()) {
            fields.insert(name.into(), json!(id));
        }
    }
    value
}
