//! The people, and the worlds between which nothing may pass.

use std::collections::BTreeMap;

use uuid::Uuid;

/// Everybody's password.
pub const PASSWORD: &str = "correct-horse-tests";

/// A word that stands in every text of a world, and nowhere else.
pub mod canaries {
    pub const ACME: &str = "acmecanary";
    pub const BLUEBIRD: &str = "bluebirdcanary";
    pub const EAST: &str = "eastcanary";
    pub const WEST: &str = "westcanary";
    pub const HARBOR: &str = "harborcanary";
    /// In every internal note.
    pub const NOTE: &str = "notecanary";
    pub const ALL: [&str; 6] = [ACME, BLUEBIRD, EAST, WEST, HARBOR, NOTE];
}

/// Where everything of one workspace is.
#[derive(Clone, Debug)]
pub struct World {
    pub agency: Uuid,
    pub workspace: Uuid,
    pub project: Uuid,
    pub milestone: Uuid,
    pub task: Uuid,
    /// Another project of the workspace, with a milestone and a task of its own.
    pub second_project: Uuid,
    pub second_milestone: Uuid,
    pub second_task: Uuid,
    pub request: Uuid,
    pub message: Uuid,
    pub note: Uuid,
    /// An approval that waits for the client, with a step, a version of it and a comment.
    pub approval: Uuid,
    pub step: Uuid,
    pub version: Uuid,
    pub comment: Uuid,
    /// Another approval's.
    pub second_step: Uuid,
    pub second_comment: Uuid,
    /// What lies in the gallery, and what it was uploaded as; and what stands on the note.
    pub file: Uuid,
    pub upload: Uuid,
    pub noted: Uuid,
    /// An issued invoice on which something was paid, what that was, and a credit.
    pub invoice: Uuid,
    pub payment: Uuid,
    pub credit: Uuid,
    /// Something that is sold, what it costs, and a subscription to it.
    pub product: Uuid,
    pub price: Uuid,
    pub subscription: Uuid,
    /// A published form, and what the first member sent of it.
    pub form: Uuid,
    pub submission: Uuid,
    /// A workflow that is published, its version, what starts it, and a run of it that has ended.
    pub workflow: Uuid,
    pub workflow_version: Uuid,
    pub workflow_trigger: Uuid,
    /// Another engine, and a template, of which nothing is used.
    pub engine: Uuid,
    pub workflow_template: Uuid,
    pub run: Uuid,
    /// An account that the client has not connected, what it is made with, and that somebody was asked for it.
    pub connection: Uuid,
    pub provider_client: Uuid,
    pub credential_request: Uuid,
    /// The first member.
    pub client: Uuid,
    /// The first member's membership.
    pub member: Uuid,
    /// A host of the agency's beside the one where everybody is.
    pub domain: Uuid,
    /// What the first member was told.
    pub client_notification: Uuid,
    /// Somebody of the agency, and an invitation that the first member has sent.
    pub staff: Uuid,
    pub invitation: Uuid,
    pub canary: &'static str,
}

/// Who is who.
#[derive(Debug)]
pub struct Cast {
    pub acme: World,
    pub bluebird: World,
    pub east: World,
    pub west: World,
    pub harbor: World,
    /// Staff and clients by first name.
    pub people: BTreeMap<&'static str, Uuid>,
    /// Something that each staff user was told.
    pub told: BTreeMap<&'static str, Uuid>,
}

/// A person's email address.
pub fn email(person: &str) -> String {
    let domain = match person {
        "olivia" | "adam" | "mia" => "northwind.test",
        "henry" => "harbor.test",
        "carla" | "victor" => "acme.test",
        "ben" => "bluebird.test",
        "fiona" => "franchise.test",
        "hana" => "harborclient.test",
        other => panic!("nobody is called {other}"),
    };
    format!("{person}@{domain}")
}

/// The host at which a person is served.
pub fn host(person: &str) -> &'static str {
    match person {
        "henry" | "hana" => "harbor.localhost",
        _ => "northwind.localhost",
    }
}
