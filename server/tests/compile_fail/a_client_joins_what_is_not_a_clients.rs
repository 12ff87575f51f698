//! Nor can it be brought in beside what a client may read.

use portico::access::ClientScope;
use portico::entity::{request, request_note};

fn notes(scope: &ClientScope) {
    let requests = scope.find::<request::Entity>();
    let _ = requests.join::<request_note::Entity>(request::Column::Id, request_note::Column::RequestId); //~ E0277
}

fn main() {}
