//! S1.98: none of these is a table that a client's scope can be asked for.

use portico::access::ClientScope;
use portico::entity::{
    activity, client_credential, note_file, once_key, request_note, staff_credential, staff_notification, upload,
};

fn notes(scope: &ClientScope) {
    let _ = scope.find::<request_note::Entity>(); //~ E0277
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

fn main() {}
