//! The demo: two agencies with their people, and some weeks of work, told through the same verbs that
//! everybody uses, by the people who would have used them, at the times at which they would have.

mod approvals;
mod automation;
mod billing;
mod connections;
mod dress;
mod files;
mod people;
mod requests;
mod stage;
mod story;
mod timeline;
mod work;

use std::sync::Arc;

use crate::access::Database;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use crate::mail::Kept;
use stage::Stage;
use story::Story;

pub use story::PASSWORD;

/// Fills an empty, migrated database. One that has agencies is left as it is; tells whether it was filled.
///
/// # Errors
/// When the database fails.
pub async fn seed(config: &Config, hosts: &[String]) -> Result<bool> {
    let clock = Clock::default();
    let database = Database::connect(&config.prepared_database_url()?, clock.clone(), &config.master_key()?).await?;
    let seeded = if database.system().agencies().first().await?.is_some() {
        false
    } else {
        let app = App::new(config, database.clone(), Arc::new(Kept::default()))?;
        tell(&app, &clock, hosts).await?;
        true
    };
    database.close().await;
    Ok(seeded)
}

async fn tell(app: &App, clock: &Clock, hosts: &[String]) -> Result<()> {
    let story = Story::read()?;
    for (index, agency) in story.agencies.iter().enumerate() {
        let mut names: Vec<&str> = agency.hosts.iter().map(String::as_str).collect();
        if index == 0 {
            names.extend(hosts.iter().map(String::as_str));
        }
        clock.set_back(chrono::TimeDelta::days(150));
        let mut stage = Stage::new(app, clock, agency, &names).await?;
        people::arrive(&mut stage, agency).await?;
        dress::dress(&stage, agency).await?;
        billing::prepare(&stage, agency).await?;
        connections::provide(&mut stage, agency).await?;
        timeline::tell(&mut stage, agency).await?;
        people::invite(&stage, agency).await?;
        stage.leave().await?;
    }
    clock.set_back(chrono::TimeDelta::zero());
    Ok(())
}
