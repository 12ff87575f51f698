//! Load from this process: so many connections, each asking again as soon as it is answered.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_tests::server::reqwest_client;

use crate::ground::Ask;

/// How often each is measured; the median counts.
pub const ROUNDS: usize = 3;
/// How many ask at the same time, where nothing else is said.
pub const CONNECTIONS: usize = 16;

/// What came of it.
#[derive(Clone, Copy)]
pub struct Load {
    /// Answers a second.
    pub rate: f64,
    pub p50: Duration,
    pub p99: Duration,
}

impl Load {
    /// What took so long each, within this time together.
    pub fn of(mut took: Vec<Duration>, time: Duration) -> Self {
        took.sort_unstable();
        let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
        Self { rate: took.len() as f64 / time.as_secs_f64(), p50: at(50), p99: at(99) }
    }
}

/// Asks for as long as `time` says, after a moment of warming up. One refusal is one too many.
pub async fn load(connections: usize, time: Duration, ask: impl Ask) -> Result<Load> {
    let warm = time / 8;
    let began = Instant::now();
    let workers: Vec<_> = (0..connections)
        .map(|_| {
            let ask = ask.clone();
            tokio::spawn(async move {
                // A client of one's own is a connection of one's own.
                let http = reqwest_client()?;
                let mut took = Vec::new();
                while began.elapsed() < warm + time {
                    let once = Instant::now();
                    let answer = ask(&http).send().await?;
                    let status = answer.status();
                    let body = answer.bytes().await?;
                    ensure!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&body));
                    if began.elapsed() > warm {
                        took.push(once.elapsed());
                    }
                }
                Ok(took)
            })
        })
        .collect();
    let mut took = Vec::new();
    for worker in workers {
        took.extend(worker.await??);
    }
    Ok(Load::of(took, time))
}

/// Both in turns; the medians of their rounds.
pub async fn pair(time: Duration, ours: impl Ask, theirs: impl Ask) -> Result<(Load, Load)> {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        a.push(load(CONNECTIONS, time, ours.clone()).await?);
        b.push(load(CONNECTIONS, time, theirs.clone()).await?);
    }
    Ok((median(a)?, median(b)?))
}

/// The round in the middle.
pub fn median(mut rounds: Vec<Load>) -> Result<Load> {
    rounds.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    rounds.get(rounds.len() / 2).copied().context("no rounds")
}
