//! How much memory the server needs: idle, with many who listen, and under load.

use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::future::try_join_all;
use portico_tests::people::{CARLA, MIA};
use portico_tests::{Staff, Visitor};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::fill;
use crate::ground::Ground;
use crate::load::{CONNECTIONS, load};
use crate::table::verdict;

/// The most that it may need, in MiB.
const IDLE: u64 = 40;
const LOADED: u64 = 120;
/// The most that those who listen may add, and how many they are.
const LISTENING: u64 = 32;
const LISTENERS: usize = 1000;

/// Measures, and prints what that came to.
pub async fn measure(time: Duration) -> Result<()> {
    // Each who listens is an open file here and one in the server, which has the limits of this process.
    let most = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: most, maximum: most })?;
    let (mut ground, ()) = Ground::filled(async |file| fill::requests(file).await).await?;
    let idle = ground.server.memory("VmRSS")?;
    let added = listening(&ground).await?;

    ground.fresh().await?;
    let carla = ground.carla().await?;
    let one = format!("/portal/requests/{}", carla.request);
    for page in ["/portal/requests", &one, "/portal"] {
        load(CONNECTIONS, time, carla.page(page)).await?;
    }
    load(CONNECTIONS, time, ground.message(MIA, carla.request).await?).await?;
    let loaded = ground.server.memory("VmHWM")?;

    println!("\n| memory | MiB | bar | |");
    println!("| --- | --- | --- | --- |");
    println!("| idle, just started | {idle} | {IDLE} | {} |", verdict(idle <= IDLE));
    println!("| under load, at most | {loaded} | {LOADED} | {} |", verdict(loaded <= LOADED));
    println!("| {LISTENERS} who listen, added | {added} | {LISTENING} | {} |", verdict(added <= LISTENING));
    Ok(())
}

/// What they add that have each been told something.
async fn listening(ground: &Ground) -> Result<u64> {
    // A password costs its 19 MiB before.
    let carla = Visitor::sign_in(&ground.server, CARLA).await?;
    let staff = Staff::sign_in(&ground.server, MIA).await?;
    let before = ground.server.memory("VmRSS")?;
    let mut streams = Vec::new();
    for _ in 0..LISTENERS {
        streams.push(carla.listening("/portal/events")?.send().await?.error_for_status()?);
    }
    let request = staff.request("Homepage hero feels heavy").await?.id;
    staff.reply(request, "Can you hear me?").await?;
    let told = streams.iter_mut().map(async |stream| stream.chunk().await?.context("a stream ended"));
    try_join_all(told).await?;
    Ok(ground.server.memory("VmRSS")?.saturating_sub(before))
}
