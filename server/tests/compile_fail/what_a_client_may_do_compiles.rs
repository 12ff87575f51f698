//! The other way round: this is refused nowhere, so that what is refused beside it is refused for its own sake.

use portico::access::{ClientScope, RequestSubmitter};
use portico::entity::{project, request, request_message};
use portico::features::requests;
use portico::ids::RequestId;

fn reads(scope: &ClientScope) {
    let _ = scope.find::<request::Entity>().join::<project::Entity>(request::Column::ProjectId, project::Column::Id);
    let _ = scope.find::<request_message::Entity>();
}

async fn writes(scope: &RequestSubmitter, id: RequestId) {
    let _ = requests::post(scope, id, "as a client", &[]).await;
}

fn main() {}
