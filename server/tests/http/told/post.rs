//! Mail as it comes in, written by hand.

use std::sync::Arc;

use portico::mail::{Arrived, Taken};

use crate::support::{TestApp, email};

/// A node that takes answers by mail.
pub async fn answering(app: &TestApp) -> TestApp {
    app.another(|config| config.inbound_domain = Some("in.northwind.test".into())).await
}

/// A mail to be.
pub struct Post {
    from: String,
    to: String,
    head: Vec<String>,
    body: String,
}

impl Post {
    /// Somebody's answer to an address.
    pub fn new(person: &str, to: &str, body: &str) -> Self {
        Self::from(&email(person), to, body)
    }

    pub fn from(from: &str, to: &str, body: &str) -> Self {
        let id = format!("Message-ID: <{}@mail.test>", uuid::Uuid::new_v4());
        Self { from: from.to_owned(), to: to.to_owned(), head: vec![id], body: body.to_owned() }
    }

    /// With one more line in its head.
    pub fn head(mut self, line: &str) -> Self {
        self.head.push(line.to_owned());
        self
    }

    /// With this name instead of its own.
    pub fn named(mut self, id: &str) -> Self {
        self.head[0] = format!("Message-ID: <{id}>");
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let head = self.head.join("\r\n");
        format!(
            "From: Somebody <{}>\r\nTo: <{}>\r\nSubject: Re: Lanterns\r\n{head}\r\n\r\n{}",
            self.from, self.to, self.body
        )
        .into_bytes()
    }

    /// Brings it to a node.
    pub async fn arrive(&self, app: &TestApp) -> Taken {
        arrive(app, &self.from, &self.to, self.bytes()).await
    }
}

/// Brings any bytes to a node.
pub async fn arrive(app: &TestApp, sender: &str, recipient: &str, bytes: Vec<u8>) -> Taken {
    let arrived = Arrived { sender: sender.into(), recipient: recipient.into(), bytes: Arc::new(bytes) };
    app.app.mailroom().take(arrived).await
}
