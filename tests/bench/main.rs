//! Speed, as ratios of one run: what the server does beside bare counterparts that do the same to the same data with the
//! same libraries. `just bench`; never part of the tests.
//!
//! Rounds go A B A B, and medians are compared, so that whatever else the machine does meets both alike.
//! The load comes from this process and shares the cores with what it loads.

mod bare;
mod files;
mod fill;
mod ground;
mod invoices;
mod jobs;
mod load;
mod memory;
mod pages;
mod table;
mod writing;

use std::time::Duration;

use anyhow::{Result, bail};

const USAGE: &str = "usage: bench [pages|writing|memory|invoices [SECONDS] | jobs [RUNS] | files [MEBIBYTES]]";

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["bare", file, port] = arguments[..] {
        return bare::serve(file, port.parse()?).await;
    }
    let (part, number) = match arguments[..] {
        [] => (None, None),
        [part] => (Some(part), None),
        [part, number] => (Some(part), Some(number.parse()?)),
        _ => bail!(USAGE),
    };
    let time = Duration::from_secs(number.unwrap_or(4));
    match part {
        // A gigabyte of a file needs more disk than everybody has: it is asked for by name.
        None => {
            pages::measure(time).await?;
            writing::measure(time).await?;
            memory::measure(time).await?;
            invoices::measure(time).await?;
            jobs::measure(100).await
        }
        Some("pages") => pages::measure(time).await,
        Some("writing") => writing::measure(time).await,
        Some("memory") => memory::measure(time).await,
        Some("invoices") => invoices::measure(time).await,
        Some("jobs") => jobs::measure(number.unwrap_or(100)).await,
        Some("files") => files::measure(number.unwrap_or(1024)).await,
        Some(_) => bail!(USAGE),
    }
}
