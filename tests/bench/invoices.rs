//! The list of 5,000 invoices, and how fast invoices come on paper: each is drawn once, when it is first asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hayro_syntax::Pdf;
use portico_tests::server::reqwest_client;

use crate::fill;
use crate::ground::Ground;
use crate::load::{CONNECTIONS, Load, ROUNDS, median, pair};
use crate::table::{Line, print, tail, verdict};

/// How many papers are drawn in a round.
const PAPERS: usize = 400;
/// The most that one may cost of the server's processor time.
const COST: Duration = Duration::from_millis(5);

/// Measures both, and prints what that came to.
pub async fn measure(time: Duration) -> Result<()> {
    let (ground, ids) = Ground::filled(async |file| fill::invoices(file).await).await?;
    let (carla, bare) = (ground.carla().await?, &ground.bare);
    let list = pair(time, carla.page("/portal/billing/invoices"), bare.get("/invoices")).await?;

    let (mut ours, mut theirs, mut costs) = (Vec::new(), Vec::new(), Vec::new());
    for ids in ids.chunks(PAPERS).take(ROUNDS) {
        let all = |start: String, end: &str| ids.iter().map(|id| format!("{start}/{id}{end}")).collect();
        let before = ground.server.processor()?;
        let paths = all(ground.server.url("/portal/billing/invoices"), "/pdf");
        ours.push(papers(paths, &carla.cookie).await?);
        costs.push((ground.server.processor()? - before) / u32::try_from(PAPERS)?);
        theirs.push(papers(all(bare.url("/paper"), ""), "").await?);
    }
    let (ours, theirs) = (median(ours)?, median(theirs)?);
    costs.sort_unstable();
    let cost = costs.get(costs.len() / 2).copied().context("no rounds")?;

    println!("\n{} invoices; papers are counted in pages, and how long one takes is of a whole paper\n", ids.len());
    print(&[
        Line { what: "invoice list", ours: list.0, other: "bare list", theirs: list.1, bar: 0.5 },
        Line { what: "invoices on paper", ours, other: "the same words, bare", theirs, bar: 0.25 },
    ]);
    println!("\nprocessor time of one paper: {cost:.1?} (bar {COST:?}): {}", verdict(cost <= COST));
    tail("invoice list", time, carla.page("/portal/billing/invoices")).await
}

/// Asks for each of these once, and tells how many pages a second came.
async fn papers(urls: Vec<String>, cookie: &str) -> Result<Load> {
    ensure!(urls.len() == PAPERS, "there are {} papers left", urls.len());
    let (urls, next, began) = (Arc::new(urls), Arc::new(AtomicUsize::new(0)), Instant::now());
    let workers: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (urls, next, cookie) = (urls.clone(), next.clone(), cookie.to_owned());
            tokio::spawn(async move {
                let http = reqwest_client()?;
                let (mut took, mut last) = (Vec::new(), Vec::new());
                while let Some(url) = urls.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let once = Instant::now();
                    let answer = http.get(url).header("cookie", &cookie).send().await?.error_for_status()?;
                    last = answer.bytes().await?.to_vec();
                    took.push(once.elapsed());
                }
                anyhow::Ok((took, last))
            })
        })
        .collect();
    let (mut took, mut paper) = (Vec::new(), Vec::new());
    for worker in workers {
        let (one, last) = worker.await??;
        took.extend(one);
        paper = if last.is_empty() { paper } else { last };
    }
    let load = Load::of(took, began.elapsed());
    let pages = Pdf::new(paper).ok().context("no PDF")?.pages().len();
    Ok(Load { rate: load.rate * pages as f64, ..load })
}
