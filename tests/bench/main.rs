//! Speed, as ratios of one run: what the server does beside bare counterparts that do the same to the same data with the
//! same libraries. `just bench`; never part of the tests.
//!
//! Rounds go A B A B, and medians are compared, so that whatever else the machine does meets both alike.
//! The load comes from this process and shares the cores with what it loads.
//! The program is also what it measures beside (`bare`, `redraw`), and what a program in its terminal begins as.

mod bare;
mod console;
mod files;
mod fill;
mod ground;
mod growth;
mod invoices;
mod jobs;
mod load;
mod memory;
mod pages;
mod start;
mod table;
mod terminal;
mod writing;

use std::time::Duration;

use anyhow::{Result, bail};

const USAGE: &str =
    "usage: bench [pages|writing|memory|invoices|start|growth [SECONDS] | jobs [RUNS] | files [MEBIBYTES] | console]";

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["bare", file, port] => return bare::serve(file, port.parse()?).await,
        ["redraw"] => return bare::redraw(),
        ["terminal", program, others @ ..] => return terminal::become_program(program, others),
        _ => {}
    }
    let (part, number) = match arguments[..] {
        [] => (None, None),
        [part] => (Some(part), None),
        [part, number] => (Some(part), Some(number.parse()?)),
        _ => bail!(USAGE),
    };
    let time = Duration::from_secs(number.unwrap_or(4));
    match part {
        // A gigabyte of a file and two million messages need more disk than everybody has: they are asked for by name.
        None => {
            pages::measure(time).await?;
            writing::measure(time).await?;
            memory::measure(time).await?;
            invoices::measure(time).await?;
            start::measure(time).await?;
            console::measure().await?;
            jobs::measure(100).await
        }
        Some("pages") => pages::measure(time).await,
        Some("writing") => writing::measure(time).await,
        Some("memory") => memory::measure(time).await,
        Some("invoices") => invoices::measure(time).await,
        Some("start") => start::measure(time).await,
        Some("console") => console::measure().await,
        // There are many pages to ask for, and how often each comes does not matter.
        Some("growth") => growth::measure(Duration::from_secs(number.unwrap_or(1))).await,
        Some("jobs") => jobs::measure(number.unwrap_or(100)).await,
        Some("files") => files::measure(number.unwrap_or(1024)).await,
        Some(_) => bail!(USAGE),
    }
}
