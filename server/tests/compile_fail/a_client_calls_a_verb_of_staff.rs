//! A verb's first parameter is its permission.

use portico::access::{ClientScope, RequestSubmitter};
use portico::features::requests;
use portico::ids::RequestId;

async fn answers(scope: &RequestSubmitter, id: RequestId) {
    let _ = requests::reply(scope, id, "as staff", &[]).await; //~ E0308
}

async fn notes(scope: &ClientScope, id: RequestId) {
    let _ = requests::note(scope, id, "as staff", &[]).await; //~ E0308
}

async fn asks_without_the_permission(scope: &ClientScope, new: requests::NewRequest) {
    let _ = requests::create(scope, new, &[]).await; //~ E0308
}

fn main() {}
