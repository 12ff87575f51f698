//! Being told: what comes by mail, when, and to whom; what people choose; what happens when mail does not arrive; and
//! what they answer.

mod choices;
mod collecting;
mod delivery;
mod down;
mod hostile;
mod mentions;
pub mod post;
mod replies;
mod staff_choices;
mod unsubscribe;
mod wire;

use portico::entity::mail;
use serde_json::json;

use crate::support::{Staff, TestApp, email};

/// A node on which notifications wait five minutes for others.
pub async fn patient(app: &TestApp) -> TestApp {
    app.another(|config| config.mail_grouping = 300).await
}

/// Staff answer a request.
pub async fn answers(staff: &Staff, request: impl std::fmt::Display, text: &str) {
    staff.post(&format!("/requests/{request}/messages"), json!({ "body": text })).await.expect(201);
}

/// What was sent to somebody so far.
pub fn mails_to(app: &TestApp, person: &str) -> Vec<mail::Model> {
    app.mails().into_iter().filter(|mail| mail.recipient == email(person)).collect()
}

/// Does all that is due, and forgets what the seed has brought about.
pub async fn settled(app: &TestApp) {
    app.run_jobs().await;
    app.store.sql("UPDATE client_notification SET mail_at = NULL").await;
    app.store.sql("UPDATE staff_notification SET mail_at = NULL").await;
}
