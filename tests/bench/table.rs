//! What is printed.

use std::time::Duration;

use anyhow::Result;

use crate::ground::Ask;
use crate::load::{Load, load};

/// One line: what is ours beside what is not, as often a second as each could do it.
pub struct Line {
    pub what: &'static str,
    pub ours: Load,
    pub other: &'static str,
    pub theirs: Load,
    /// The least share of theirs that ours is to come to.
    pub bar: f64,
}

/// Prints lines with their ratios, and whether each comes up to its bar.
pub fn print(lines: &[Line]) {
    println!("| what | a second · p50 · p99 | beside | a second | ratio | bar | |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for Line { what, ours, other, theirs, bar } in lines {
        let ratio = ours.rate / theirs.rate;
        println!(
            "| {what} | {:.0} · {:.1?} · {:.1?} | {other} | {:.0} | {ratio:.3} | {bar} | {} |",
            ours.rate,
            ours.p50,
            ours.p99,
            theirs.rate,
            verdict(ratio >= *bar)
        );
    }
}

/// How a bar is told of.
pub fn verdict(holds: bool) -> &'static str {
    if holds { "pass" } else { "short" }
}

/// Measures and prints how far the slowest stay behind when many come.
pub async fn tail(what: &str, time: Duration, ask: impl Ask) -> Result<()> {
    let many = load(64, time, ask).await?;
    let ratio = many.p99.as_secs_f64() / many.p50.as_secs_f64();
    println!("\n{what} at 64 connections: p99 is {ratio:.2} of p50 (bar 3): {}", verdict(ratio <= 3.0));
    Ok(())
}
