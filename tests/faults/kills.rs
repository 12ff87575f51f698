use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use portico_tests::people::MIA;
use portico_tests::{Server, Staff, postgres};
use uuid::Uuid;

use crate::writers::{Writers, all_there};

const KILLS: usize = 100;
/// No test of kills says much when hardly anything was written.
const ENOUGH: usize = 500;
/// A debug build beside other tests is slower than the two seconds that a release build is held to.
const READY: Duration = Duration::from_secs(15);
/// After this the kills are cut short, and the test fails.
const LIMIT: Duration = Duration::from_secs(300);

#[tokio::test]
async fn a_hundred_kills_lose_nothing_on_sqlite() -> Result<()> {
    survives(Server::with(&[("PORTICO_API_RATE", "10000000")]).await?).await
}

#[tokio::test]
async fn a_hundred_kills_lose_nothing_on_postgresql() -> Result<()> {
    let database = postgres::database().await?;
    let settings = [("PORTICO_API_RATE", "10000000"), ("PORTICO_DATABASE_URL", database.as_str())];
    survives(Server::with(&settings).await?).await
}

async fn survives(mut server: Server) -> Result<()> {
    let began = Instant::now();
    let request = Staff::sign_in(&server, MIA).await?.request("Homepage hero feels heavy").await?.id;
    let writers = Writers::begin(&server, request).await?;
    let mut worst = Duration::ZERO;
    for _ in 0..KILLS {
        tokio::time::sleep(some_moment()).await;
        server.kill().await?;
        worst = worst.max(server.start_again(READY).await?);
        ensure!(began.elapsed() < LIMIT, "the kills take too long");
    }
    let acknowledged = writers.end().await?;
    println!(
        "{KILLS} kills, {} writes acknowledged, ready again after {worst:?} at worst, {:?} in all",
        acknowledged.count(),
        began.elapsed()
    );
    ensure!(acknowledged.count() > ENOUGH, "only {} writes were acknowledged", acknowledged.count());
    ensure!(acknowledged.requests.len() > KILLS / 10, "Carla was never heard");
    all_there(&server, request, &acknowledged).await
}

/// Between a fifth of a second and a whole one, by chance.
fn some_moment() -> Duration {
    let [byte, ..] = *Uuid::new_v4().as_bytes();
    Duration::from_millis(200 + u64::from(byte) * 800 / 255)
}
