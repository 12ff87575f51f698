//! The list of 5,000 invoices, and how fast invoices come on paper: each is drawn once, when it is first asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hayro_syntax::Pdf;
use portico_tests::people::CARLA;
use portico_tests::server::reqwest_client;
use portico_tests::{Server, Visitor};

use crate::load::{Load, median};
use crate::{Bare, CONNECTIONS, Line, ROUNDS, fill, pair, print, tail};

/// How many papers are drawn in a round.
const PAPERS: usize = 400;

/// Measures both, and prints what that came to.
pub async fn measure(time: Duration) -> Result<()> {
    let mut server = Server::with(&[("PORTICO_API_RATE", "100000000"), ("PORTICO_MAIL_GROUPING", "300")]).await?;
    server.terminate().await?;
    let file = server.folder().join("portico.db");
    let ids = fill::invoices(&file).await?;
    let copy = server.folder().join("bare.db");
    std::fs::copy(&file, &copy)?;
    server.start_again(Duration::from_secs(60)).await?;
    let bare = Bare::start(&copy).await?;
    let carla = Visitor::sign_in(&server, CARLA).await?.cookie();

    let (url, cookie) = (server.url("/portal/billing/invoices"), carla.clone());
    let page = move |http: &reqwest::Client| http.get(&url).header("cookie", &cookie);
    let list = pair(time, page.clone(), bare.get("/invoices")).await?;

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for ids in ids.chunks(PAPERS).take(ROUNDS) {
        let all = |start: String, end: &str| ids.iter().map(|id| format!("{start}/{id}{end}")).collect();
        ours.push(papers(all(server.url("/portal/billing/invoices"), "/pdf"), &carla).await?);
        theirs.push(papers(all(bare.url("/paper"), ""), "").await?);
    }
    let (ours, theirs) = (median(ours)?, median(theirs)?);

    println!("\n{} invoices; papers are counted in pages, and how long one takes is of a whole paper\n", ids.len());
    print(&[
        Line { what: "invoice list", ours: list.0, other: "bare list", theirs: list.1, bar: 0.5 },
        Line { what: "invoices on paper", ours, other: "the same words, bare", theirs, bar: 0.25 },
    ]);
    tail("invoice list", page, time).await
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
