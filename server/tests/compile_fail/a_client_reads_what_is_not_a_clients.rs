//! S1.98: none of these is a table that a client's scope can be asked for.

use portico::access::ClientScope;
use portico::entity::{
    activity, client_credential, connection_secret, credential_request, note_file, oauth_attempt, once_key,
    provider_client, request_draft, request_note, request_rule, staff_credential, staff_notification, upload,
};

fn notes(scope: &ClientScope) {
    let _ = scope.find::<request_note::Entity>(); //~ E0277
}

fn what_staff_are_writing(scope: &ClientScope) {
    let _ = scope.find::<request_draft::Entity>(); //~ E0277
}

fn what_is_done_by_itself(scope: &ClientScope) {
    let _ = scope.find::<request_rule::Entity>(); //~ E0277
}

fn staff_passwords(scope: &ClientScope) {
    let _ = scope.find::<staff_credential::Entity>(); //~ E0277
}

fn client_passwords(scope: &ClientScope) {
    let _ = scope.find::<client_credential::Entity>(); //~ E0277
}

fn happenings(scope: &ClientScope) {
    let _ = scope.find::<activity::Entity>(); //~ E0277
}

fn keys(scope: &ClientScope) {
    let _ = scope.find::<once_key::Entity>(); //~ E0277
}

fn what_staff_were_told(scope: &ClientScope) {
    let _ = scope.find::<staff_notification::Entity>(); //~ E0277
}

fn what_was_uploaded(scope: &ClientScope) {
    let _ = scope.find::<upload::Entity>(); //~ E0277
}

fn files_of_notes(scope: &ClientScope) {
    let _ = scope.find::<note_file::Entity>(); //~ E0277
}

fn what_opens_a_connection(scope: &ClientScope) {
    let _ = scope.find::<connection_secret::Entity>(); //~ E0277
}

fn clients_at_providers(scope: &ClientScope) {
    let _ = scope.find::<provider_client::Entity>(); //~ E0277
}

fn attempts_to_connect(scope: &ClientScope) {
    let _ = scope.find::<oauth_attempt::Entity>(); //~ E0277
}

fn links_of_credential_requests(scope: &ClientScope) {
    let _ = scope.find::<credential_request::Entity>(); //~ E0277
}

fn main() {}
