//! What ends on the disk, and signing in: messages beside bare rows and beside the disk itself, passwords beside their
//! hash alone.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use portico_tests::people::{ADAM, MIA, OLIVIA, PASSWORD};
use reqwest::Client;
use serde_json::json;

use crate::fill;
use crate::ground::{Ground, sign_in};
use crate::load::{CONNECTIONS, Load, ROUNDS, load, median, pair};
use crate::table::{Line, print, verdict};

/// How many sign in to one account at the same time; the door lets in ten.
const AT_ONE_ACCOUNT: usize = 8;
/// How many passwords the server hashes at the same time.
const HASHERS: usize = 2;

/// Measures, and prints what that came to.
pub async fn measure(time: Duration) -> Result<()> {
    let (ground, ()) = Ground::filled(async |file| fill::requests(file).await).await?;
    let carla = ground.carla().await?;
    let message = ground.message(MIA, carla.request).await?;
    let url = ground.bare.url("/insert");
    let insert = move |http: &Client| http.post(&url).json(&json!({ "body": "Measured." }));
    let posted = pair(time, message.clone(), insert).await?;
    let disk = fdatasync(ground.server.folder(), time)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(load(AT_ONE_ACCOUNT, time, sign_in(&ground.server, MIA)).await?);
        theirs.push(hashes(time).await?);
    }
    let (signed_in, hashed) = (median(ours)?, median(theirs)?);
    println!();
    print(&[
        Line { what: "post a message", ours: posted.0, other: "bare insert", theirs: posted.1, bar: 0.5 },
        Line { what: "post a message", ours: posted.0, other: "fdatasync", theirs: disk, bar: 0.25 },
        Line { what: "sign in", ours: signed_in, other: "argon2id", theirs: hashed, bar: 0.8 },
    ]);

    // The load fails with the first that is refused.
    let many = load(64, time, message).await?;
    println!("\n64 writers: {:.0} messages a second, none refused: pass", many.rate);

    let list = || carla.page("/portal/requests");
    let quiet = load(CONNECTIONS, time, list()).await?;
    let storm = |email| load(AT_ONE_ACCOUNT, time, sign_in(&ground.server, email));
    let (besides, ..) = tokio::try_join!(load(CONNECTIONS, time, list()), storm(ADAM), storm(MIA), storm(OLIVIA))?;
    let ratio = besides.p99.as_secs_f64() / quiet.p99.as_secs_f64();
    println!(
        "request list while {} people sign in: p99 {:.1?}, {ratio:.2} of the {:.1?} otherwise (bar 3): {}",
        3 * AT_ONE_ACCOUNT,
        besides.p99,
        quiet.p99,
        verdict(ratio <= 3.0)
    );
    Ok(())
}

/// How often a second the disk makes four kilobytes durable.
fn fdatasync(folder: &Path, time: Duration) -> Result<Load> {
    use std::io::Write;
    let mut file = std::fs::File::create(folder.join("disk"))?;
    let mut took = Vec::new();
    let began = Instant::now();
    while began.elapsed() < time {
        let once = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        took.push(once.elapsed());
    }
    Ok(Load::of(took, began.elapsed()))
}

/// How many passwords a second are compared with a hash by as many threads as the server has for it, at the cost it has.
async fn hashes(time: Duration) -> Result<Load> {
    let broken = |error| anyhow!("hashing: {error}");
    let hash = Argon2::default().hash_password(PASSWORD.as_bytes()).map_err(broken)?.to_string();
    let began = Instant::now();
    let threads: Vec<_> = (0..HASHERS)
        .map(|_| {
            let hash = hash.clone();
            tokio::task::spawn_blocking(move || {
                let mut took = Vec::new();
                while began.elapsed() < time {
                    let once = Instant::now();
                    let known = PasswordHash::new(&hash).map_err(|error| anyhow!("hashing: {error}"))?;
                    Argon2::default().verify_password(PASSWORD.as_bytes(), &known).map_err(broken)?;
                    took.push(once.elapsed());
                }
                anyhow::Ok(took)
            })
        })
        .collect();
    let mut took = Vec::new();
    for thread in threads {
        took.extend(thread.await.context("a hash broke off")??);
    }
    Ok(Load::of(took, began.elapsed()))
}
