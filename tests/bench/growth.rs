//! How cost grows: the same pages over a hundred times as many workspaces, requests and messages, on both databases. One
//! asks after the other, so that a page's time is its own.

use std::time::Duration;

use anyhow::{Context, Result};
use portico_tests::people::MIA;
use portico_tests::{Server, postgres};
use reqwest::Client;

use crate::bare::connect_to;
use crate::fill::{Size, number};
use crate::ground::{Ask, Carla, filled, token};
use crate::load::{ROUNDS, load, median};
use crate::table::verdict;

/// A hundred times what the bars speak of otherwise: 200,000 requests, 2,000,000 messages.
const LARGE: Size = Size { workspaces: 5_000, ..Size::USUAL };
/// The most that a page may take longer.
const MOST: f64 = 1.3;

/// What Carla asks for; `ONE` is a request of hers.
const PORTAL: [(&str, &str); 5] = [
    ("request list", "/portal/requests"),
    ("request page", "/portal/requests/ONE"),
    ("dashboard", "/portal"),
    ("search, a word of every request", "/portal/search?q=homepage"),
    ("search, a word of few", "/portal/search?q=blends"),
];
/// What Mia asks for.
const STAFF: [(&str, &str); 16] = [
    ("staff list, newest", "/api/v1/requests?limit=50"),
    ("staff list, longest wait", "/api/v1/requests?limit=50&sort=waiting"),
    ("staff list, most pressing", "/api/v1/requests?limit=50&sort=priority"),
    ("staff list, by number", "/api/v1/requests?limit=50&sort=number_desc"),
    ("staff list, by subject", "/api/v1/requests?limit=50&sort=subject"),
    ("staff list, last changed", "/api/v1/requests?limit=50&sort=updated_desc"),
    ("staff list, by day due", "/api/v1/requests?limit=50&sort=due"),
    ("staff list, by client", "/api/v1/requests?limit=50&sort=client"),
    ("staff list, by assignee", "/api/v1/requests?limit=50&sort=assignee"),
    ("staff list, my own", "/api/v1/requests?limit=50&assignee=me"),
    ("staff list, nobody's, longest wait", "/api/v1/requests?limit=50&assignee=none&sort=waiting"),
    ("staff list, pressing", "/api/v1/requests?limit=50&filter=priority%3E%3Dhigh"),
    ("staff list, due this week, by day", "/api/v1/requests?limit=50&filter=due%3C7d&sort=due"),
    ("staff list, waiting for a day, longest", "/api/v1/requests?limit=50&filter=waiting%3E1d&sort=waiting"),
    ("staff list, a word of every request", "/api/v1/requests?limit=50&q=homepage"),
    ("staff search, a word of every request", "/api/v1/search?q=homepage"),
];

/// Measures on SQLite, and on PostgreSQL where there is one, and prints what that came to.
pub async fn measure(time: Duration) -> Result<()> {
    println!("\n{} requests beside {}, one asking after the other", Size::USUAL.all(), LARGE.all());
    both("SQLite", (None, None), time).await?;
    let Ok(few) = postgres::database().await else {
        println!("\nPORTICO_TEST_POSTGRES names no PostgreSQL, and so only SQLite was measured");
        return Ok(());
    };
    let many = postgres::database().await?;
    let measured = both("PostgreSQL", (Some(few.as_str()), Some(many.as_str())), time).await;
    // They are large. A folder goes with its server; a database does not.
    for database in [&few, &many] {
        postgres::remove(database).await?;
    }
    measured
}

async fn both(name: &str, (few, many): (Option<&str>, Option<&str>), time: Duration) -> Result<()> {
    let (url, few, many) = (many, Side::new(few, Size::USUAL).await?, Side::new(many, LARGE).await?);
    let weight = weight(&many, url).await?;
    println!("\n{name}; the larger database takes {weight} MiB\n");
    println!("| what | p50 | p50 of a hundred times as much | ratio | bar | |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for (what, path) in PORTAL {
        line(what, (few.page(path), many.page(path)), time).await?;
    }
    for (what, path) in STAFF {
        line(what, (few.staff(path).await?, many.staff(path).await?), time).await?;
    }
    Ok(())
}

/// Measures one question to both, and prints how much longer the larger one takes.
async fn line(what: &str, (few, many): (impl Ask, impl Ask), time: Duration) -> Result<()> {
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        short.push(load(1, time, few.clone()).await.context(what.to_owned())?);
        long.push(load(1, time, many.clone()).await.context(what.to_owned())?);
    }
    let (short, long) = (median(short)?.p50, median(long)?.p50);
    let ratio = long.as_secs_f64() / short.as_secs_f64();
    println!("| {what} | {short:.1?} | {long:.1?} | {ratio:.2} | {MOST} | {} |", verdict(ratio <= MOST));
    Ok(())
}

/// A server with so much, and Carla there.
struct Side {
    server: Server,
    carla: Carla,
}

impl Side {
    async fn new(database: Option<&str>, size: Size) -> Result<Self> {
        let server = filled(database, size).await?;
        let carla = Carla::at(&server).await?;
        Ok(Self { server, carla })
    }

    fn page(&self, path: &str) -> impl Ask + use<> {
        self.carla.page(&path.replace("ONE", &self.carla.request.to_string()))
    }

    /// With a token of its own, because none lives as long as all of this takes.
    async fn staff(&self, path: &str) -> Result<impl Ask + use<>> {
        let (url, token) = (self.server.url(path), token(&self.server, MIA).await?);
        Ok(move |http: &Client| http.get(&url).bearer_auth(&token))
    }
}

/// How many MiB a side's database takes.
async fn weight(side: &Side, database: Option<&str>) -> Result<i64> {
    let bytes = match database {
        None => i64::try_from(std::fs::metadata(side.server.folder().join("portico.db"))?.len())?,
        Some(url) => {
            let db = connect_to(url).await?;
            let bytes = number(&db, "SELECT pg_database_size(current_database()) AS many").await?;
            db.close().await?;
            bytes
        }
    };
    Ok(bytes / 1024 / 1024)
}
