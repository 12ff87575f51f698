use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use crate::access::AgencyScope;
use crate::api::{Done, Outcome, PersonRef, Staff, Tag, both_ways};
use crate::features::requests::service::{self, Present};

/// What somebody who looks at a request does there.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum RequestDoing {
    Reading,
    /// They are writing to the client.
    Answering,
}

both_ways!(RequestDoing = Doing { Reading, Answering });

/// A colleague who looks at a request.
#[derive(Object)]
struct PresentColleague {
    person: PersonRef,
    doing: RequestDoing,
    /// For how long that counts, unless it is said again.
    seconds_left: i64,
}

/// Who else looks at a request.
#[derive(Object)]
struct RequestPresence {
    items: Vec<PresentColleague>,
}

/// That the caller looks at a request.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewPresence {
    doing: RequestDoing,
}

/// Who looks at a request, so that no two answer it at once. No client hears of it.
pub struct PresenceApi;

#[OpenApi(tag = "Tag::Requests")]
impl PresenceApi {
    /// Who else looks at a request just now.
    #[oai(path = "/requests/:request_id/presence", method = "get", operation_id = "request_presence_view")]
    async fn view(&self, Staff(scope): Staff, request_id: Path<Uuid>) -> Outcome<Json<RequestPresence>> {
        Ok(Json(told(&scope, service::present(&scope, request_id.0.into()).await?)))
    }

    /// Tells colleagues for half a minute that the caller looks at a request or answers it, and answers who else does.
    /// To be said again before the time is over.
    #[oai(path = "/requests/:request_id/presence", method = "put", operation_id = "request_presence_put")]
    async fn put(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        presence: Json<NewPresence>,
    ) -> Outcome<Json<RequestPresence>> {
        let there = service::attend(&scope, request_id.0.into(), presence.0.doing.into()).await?;
        Ok(Json(told(&scope, there)))
    }

    /// Tells colleagues that the caller looks at a request no longer.
    #[oai(path = "/requests/:request_id/presence", method = "delete", operation_id = "request_presence_delete")]
    async fn delete(&self, Staff(scope): Staff, request_id: Path<Uuid>) -> Outcome<Done> {
        service::depart(&scope, request_id.0.into()).await?;
        Ok(Done::Done)
    }
}

fn told(scope: &AgencyScope, there: Vec<Present>) -> RequestPresence {
    let now = scope.now();
    let items = there.into_iter().map(|one| PresentColleague {
        seconds_left: (one.ends_at - now).num_seconds().max(1),
        person: PersonRef { id: one.staff.id.into(), name: one.staff.name },
        doing: one.doing.into(),
    });
    RequestPresence { items: items.collect() }
}
