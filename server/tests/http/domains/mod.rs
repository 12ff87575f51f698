//! Hosts of an agency's own, from saying so to losing them, with a name server that belongs to the test.

mod certificates;
mod claims;
mod dns;
mod inputs;
mod lifecycle;
mod proxy;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Browser, Staff, TestApp, Zone};

/// A node that asks the test's own name server.
pub struct Install {
    pub node: TestApp,
    pub zone: Zone,
}

impl Install {
    pub async fn new(app: &TestApp) -> Self {
        let zone = Zone::serve().await;
        let address = zone.address;
        let node = app
            .another(|config| {
                config.dns_resolver = Some(address);
                config.domain_target = Some("portals.install.test".into());
            })
            .await;
        Self { node, zone }
    }

    pub async fn staff(&self, person: &str) -> Staff {
        self.node.as_staff(person).await
    }

    /// Nobody in particular at a host.
    pub fn at(&self, host: &str) -> Browser {
        Browser::at(&self.node.served, host)
    }

    /// Says that a host is the agency's.
    pub async fn add(&self, staff: &Staff, host: &str) -> Value {
        staff.post("/domains", json!({ "host": host })).await.expect(201).json()
    }

    /// Sets all that the host needs.
    pub fn set(&self, domain: &Value) {
        self.prove(domain);
        self.zone.alias(domain["host"].as_str().unwrap(), "portals.install.test");
    }

    /// Sets the record that shows whose the host is.
    pub fn prove(&self, domain: &Value) {
        let record = &domain["records"][0];
        assert_eq!(record["kind"], "TXT");
        self.zone.texts(record["name"].as_str().unwrap(), &[record["value"].as_str().unwrap()]);
    }

    /// Lets some time pass, and what comes back by itself come.
    pub async fn wait(&self, by: TimeDelta) {
        self.node.advance(by);
        self.node.run_jobs().await;
    }

    /// How a host stands.
    pub async fn view(&self, staff: &Staff, domain: &Value) -> Value {
        staff.get(&path(domain, "")).await.expect(200).json()
    }

    /// Has a host looked for now.
    pub async fn check(&self, staff: &Staff, domain: &Value) -> Value {
        staff.post(&path(domain, "/check"), json!({})).await.expect(200).json()
    }

    /// A host that is verified and leads here.
    pub async fn verified(&self, staff: &Staff, host: &str) -> Value {
        let domain = self.add(staff, host).await;
        self.set(&domain);
        let domain = self.check(staff, &domain).await;
        assert_eq!((&domain["state"], &domain["points_here"]), (&json!("verified"), &json!(true)), "{domain}");
        domain
    }

    pub async fn end(self) {
        self.node.app.database.close().await;
    }
}

pub fn path(domain: &Value, rest: &str) -> String {
    format!("/domains/{}{rest}", domain["id"].as_str().unwrap())
}
