//! `portico doctor`: what it finds in an install, and that it says so to machines and to nobody who must not know.

mod general;
mod isolation;
mod pipes;

use std::process::{Command, Output};

use uuid::Uuid;

pub use pipes::unread;

use crate::support::{Kind, TestApp};

/// The program, over a test's database.
pub fn program(app: &TestApp, arguments: &[&str]) -> Command {
    let folder = app.store.folder.path();
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command.args(arguments).current_dir(folder);
    command.env("PORTICO_DATABASE_URL", &app.store.url).env("PORTICO_SECRET_KEY", "A".repeat(43));
    command.env("PORTICO_DATA_DIR", folder).env("PORTICO_BASE_URL", "http://northwind.localhost");
    command
}

/// Its exit code, and what it said on both ways.
pub fn said(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code(), text.concat())
}

/// An id as the database reads it.
fn literal(app: &TestApp, id: Uuid) -> String {
    match app.store.kind {
        Kind::Sqlite => format!("x'{}'", id.simple()),
        Kind::Postgres => format!("'{id}'"),
    }
}
